// When the items of a table with time to live expire, in order: the family `expiries` (test: pinned bytes). Integers are big endian; the value is empty.
//
//   key    table id u32 | expiry in Unix seconds u64 | the item's storage key after the table id (see KeyLayout)
//
// 1. While time to live is enabled, every write of an item writes its entry in the same batch. 2. When it is enabled, the items that are there get theirs under
// their keys' locks (TtlIndexing). 3. So once the table is indexed, an item has exactly one entry if it can expire, and none otherwise.
// An item can expire when the attribute is a number; fractions count as the second that they are in. Before 1970 is longer ago than anything expires.
using System.Buffers.Binary;
using Dyno.Engine.Commit;
using Dyno.Storage;

namespace Dyno.Engine.Ttl;

internal static class TtlEntries
{
    public const int HeaderBytes = KeyLayout.IdBytes + sizeof(ulong);

    // Far beyond any time, and exact as a double.
    private const double MaxSeconds = 1L << 62;

    // Null where the item cannot expire.
    public static long? ExpiryOf(ReadOnlySpan<byte> attribute, in Item item)
    {
        if (item.IsDefault || !item.TryGet(attribute, out var value) || value.Type != AttributeType.N)
        {
            return null;
        }

        if (NumberEncoding.TryReadInt64(value.NumberBytes, out var seconds))
        {
            return seconds < 0 ? null : seconds;
        }

        if (NumberEncoding.TryReadDecimal(value.NumberBytes, out var number))
        {
            return number is >= 0 and <= long.MaxValue ? (long)decimal.Floor(number) : null;
        }

        // More digits than a decimal holds.
        var nearest = NumberEncoding.ReadDouble(value.NumberBytes);
        return nearest is >= 0 and < MaxSeconds ? (long)nearest : null;
    }

    public static bool IsExpired(long expiry, DateTimeOffset now) =>
        expiry <= long.MaxValue / 1000 && expiry * 1000 < now.ToUnixTimeMilliseconds() && expiry >= Oldest(now);

    // What expired before this is not deleted.
    public static long Oldest(DateTimeOffset now) => Math.Max(0, (now - Limits.TimeToLiveOldest).ToUnixTimeSeconds());

    public static byte[] KeyOf(ReadOnlySpan<byte> itemKey, long expiry)
    {
        var key = new byte[itemKey.Length + sizeof(ulong)];
        itemKey[..KeyLayout.IdBytes].CopyTo(key);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(KeyLayout.IdBytes), (ulong)expiry);
        itemKey[KeyLayout.IdBytes..].CopyTo(key.AsSpan(HeaderBytes));
        return key;
    }

    // The first entry of a table that expires at a time or later.
    public static void WriteBound(Span<byte> destination, uint tableId, long expiry)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, tableId);
        BinaryPrimitives.WriteUInt64BigEndian(destination[KeyLayout.IdBytes..], (ulong)expiry);
    }

    public static long ReadExpiry(ReadOnlySpan<byte> key) => (long)BinaryPrimitives.ReadUInt64BigEndian(key[KeyLayout.IdBytes..]);

    public static byte[] ReadItemKey(ReadOnlySpan<byte> key) => [.. key[..KeyLayout.IdBytes], .. key[HeaderBytes..]];

    // Of an action on a table that has time to live.
    public static void Encode(EngineContext context, WriteAction action, WriteBatch batch)
    {
        var change = action.Change;
        if (!change.IsWrite && !action.KeepsExpiry)
        {
            return;
        }

        var attribute = change.Table.ExpiryAttribute;
        var before = action is ExpireAction expire ? expire.Expiry : action.KeepsExpiry ? null : ExpiryOf(attribute, change.Before);
        var after = ExpiryOf(attribute, change.After);
        if (before == after)
        {
            return;
        }

        if (before is { } old)
        {
            batch.Delete(context.Expiries, KeyOf(change.Key, old));
        }

        if (after is { } expiry)
        {
            batch.Put(context.Expiries, KeyOf(change.Key, expiry), default);
        }
    }
}
