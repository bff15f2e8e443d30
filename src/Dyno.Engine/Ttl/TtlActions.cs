// What time to live does to items, as actions of the commit pipeline: they are decided under the keys' locks, by the newest state.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Ttl;

// Deletes the item if it is expired still, and its entry in any case where the item has another one or none.
internal sealed class ExpireAction(TableState table, byte[] key, long expiry, DateTimeOffset now)
    : WriteAction(table, key, null, ReturnValuesOnConditionCheckFailure.NONE)
{
    public long Expiry { get; } = expiry;

    public override bool NeedsImage => true;

    public override bool KeepsExpiry => true;

    public override Item Apply(in Item before) =>
        Table.ExpiryAttribute is { } attribute && TtlEntries.ExpiryOf(attribute, before) is { } expiry && TtlEntries.IsExpired(expiry, now) ? default : before;
}

// Writes the entry of an item that was there when time to live was enabled.
internal sealed class IndexExpiryAction(TableState table, byte[] key) : WriteAction(table, key, null, ReturnValuesOnConditionCheckFailure.NONE)
{
    public override bool NeedsImage => true;

    public override bool KeepsExpiry => true;

    public override Item Apply(in Item before) => before;
}
