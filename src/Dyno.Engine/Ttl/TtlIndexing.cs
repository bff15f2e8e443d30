// Gives the items that were there when time to live was enabled their entries, a small batch at a time, while writes go on.
using Dyno.Engine.Commit;
using Dyno.Storage;

namespace Dyno.Engine.Ttl;

internal sealed class TtlIndexing(EngineContext context)
{
    // Keys that are locked together, for a moment.
    private const int BatchItems = 64;

    // From the beginning: an indexing that a closing interrupted writes the same entries again.
    public async ValueTask RunAsync(TableState table, CancellationToken cancellationToken)
    {
        var keys = new List<byte[]>();
        var from = MetaKeys.Number(table.Id);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = Collect(table, from, keys);
            if (keys.Count > 0)
            {
                var actions = new WriteAction[keys.Count];
                for (var i = 0; i < actions.Length; i++)
                {
                    actions[i] = new IndexExpiryAction(table, keys[i]);
                }

                await context.Commit.WriteAsync(new WriteSet(actions) { Writer = Streams.ChangeWriter.TimeToLive, IsFree = true }, cancellationToken).ConfigureAwait(false);
            }

            if (next is null)
            {
                break;
            }

            from = next;
        }

        context.Catalog.Replace(table.Name, newest => newest.Record with { TimeToLive = Indexed(table, newest) });
    }

    // Time to live may have been disabled meanwhile, or even enabled again.
    private static TimeToLiveRecord? Indexed(TableState table, TableState newest) =>
        newest.Id == table.Id && newest.Record.TimeToLive is { } settings && settings == table.Record.TimeToLive
            ? settings with { IsIndexed = true }
            : newest.Record.TimeToLive;

    // The keys of the next items that can expire; where to go on, or null at the end.
    private byte[]? Collect(TableState table, byte[] from, List<byte[]> keys)
    {
        keys.Clear();
        using var items = context.Store.Iterate(context.Items, from, MetaKeys.Number(table.Id + 1), hint: ScanHint.Many, deletions: RangeDeletions.None);
        for (var more = items.SeekFirst(); more; more = items.Next())
        {
            if (keys.Count == BatchItems)
            {
                return items.Key.ToArray();
            }

            if (HasExpiry(items.Value, table.ExpiryAttribute))
            {
                keys.Add(items.Key.ToArray());
            }
        }

        return null;
    }

    private static bool HasExpiry(ReadOnlySpan<byte> item, ReadOnlySpan<byte> attribute)
    {
        var reader = new ItemReader(item);
        return reader.TryFind(attribute, out var value) && value.Type == AttributeType.N;
    }
}
