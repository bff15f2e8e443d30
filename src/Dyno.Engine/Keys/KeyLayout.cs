// The bytes of storage keys, layout 1 (test: pinned bytes). Integers are big endian, so that they sort as bytes.
//
//   item key   id u32 | hash u32 of the partition key | length u16 of the partition key | partition key | sort key
//   index key  id u32 | hash u32 of the index partition key | length u16 | index partition key
//              | each sort key of the index, with 00 written as 00 FF, ended by 00 00
//              | length u16 of the table's partition key | the table's partition key | the table's sort key
//
// The partition key of an index that has several is all of them, each with 00 written as 00 FF and ended by 00 00: no two different ones are the same
// bytes. Sort keys that follow each other so sort as (first, second, …) do. An index with one of each has the bytes it always had.
// A part is S: UTF-8, B: the bytes, N: the order-preserving number bytes of the item format. Ids of tables and indexes come from one counter.
using System.Buffers.Binary;

namespace Dyno.Engine;

internal static class KeyLayout
{
    public const int IdBytes = sizeof(uint);
    public const int HashEnd = IdBytes + sizeof(uint);
    public const int HeaderBytes = HashEnd + sizeof(ushort);

    private const byte Escaped = 0xFF;

    // id | hash | length | partition key: the beginning of every key of one partition.
    public static void WritePartitionPrefix(ref KeyBuffer buffer, uint id, scoped ReadOnlySpan<byte> partitionKey)
    {
        buffer.AppendUInt32(id);
        buffer.AppendUInt32(PartitionHash.Of(partitionKey));
        buffer.AppendUInt16((ushort)partitionKey.Length);
        buffer.Append(partitionKey);
    }

    public static void WriteItemKey(ref KeyBuffer buffer, uint tableId, scoped KeyParts key)
    {
        WritePartitionPrefix(ref buffer, tableId, key.Partition);
        buffer.Append(key.Sort);
    }

    // The item or key must have passed KeyValidation.
    public static void WriteItemKey(ref KeyBuffer buffer, TableState table, in Item item) => WriteItemKey(ref buffer, table.Id, ReadParts(table, item));

    // Into an empty buffer. False where the item has not all of the index's key attributes: then it has no entry, and the buffer holds nothing of use.
    public static bool TryWriteIndexKey(ref KeyBuffer buffer, IndexState index, in Item item, scoped KeyParts tableKey)
    {
        BeginPartition(ref buffer, index.Id);
        foreach (var key in index.PartitionKeys)
        {
            if (!TryGetPart(item, key, Limits.PartitionKeyBytes, out var part))
            {
                return false;
            }

            WritePartitionPart(ref buffer, index.PartitionKeys, part.KeyBytes);
        }

        EndPartition(ref buffer);
        foreach (var key in index.SortKeys)
        {
            if (!TryGetPart(item, key, Limits.SortKeyBytes, out var part))
            {
                return false;
            }

            WriteEscaped(ref buffer, part.KeyBytes);
            WriteEscapedEnd(ref buffer);
        }

        buffer.AppendUInt16((ushort)tableKey.Partition.Length);
        buffer.Append(tableKey.Partition);
        buffer.Append(tableKey.Sort);
        return true;
    }

    // The beginning of every key of one partition, of which the parts are written between the two: into an empty buffer.
    public static void BeginPartition(ref KeyBuffer buffer, uint id)
    {
        buffer.AppendUInt32(id);
        buffer.AppendUInt32(0);
        buffer.AppendUInt16(0);
    }

    public static void WritePartitionPart(ref KeyBuffer buffer, KeyAttribute[] partitionKeys, scoped ReadOnlySpan<byte> part)
    {
        if (partitionKeys.Length == 1)
        {
            buffer.Append(part);
            return;
        }

        WriteEscaped(ref buffer, part);
        WriteEscapedEnd(ref buffer);
    }

    public static void EndPartition(ref KeyBuffer buffer)
    {
        var partitionKey = buffer.Written[HeaderBytes..];
        buffer.OverwriteUInt32(IdBytes, PartitionHash.Of(partitionKey));
        buffer.OverwriteUInt16(HashEnd, (ushort)partitionKey.Length);
    }

    // An index sort key without its end: the beginning of all that begin with it.
    public static void WriteEscaped(ref KeyBuffer buffer, scoped ReadOnlySpan<byte> sortKey)
    {
        while (true)
        {
            var zero = sortKey.IndexOf((byte)0);
            if (zero < 0)
            {
                buffer.Append(sortKey);
                return;
            }

            buffer.Append(sortKey[..(zero + 1)]);
            buffer.AppendByte(Escaped);
            sortKey = sortKey[(zero + 1)..];
        }
    }

    public static void WriteEscapedEnd(ref KeyBuffer buffer) => buffer.AppendUInt16(0);

    // The parts of an item key.
    public static KeyParts ReadItemKey(ReadOnlySpan<byte> key)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(key[HashEnd..]);
        return new KeyParts(key.Slice(HeaderBytes, length), key[(HeaderBytes + length)..]);
    }

    // The table's key in an index key.
    public static KeyParts ReadTableKey(IndexState index, ReadOnlySpan<byte> key)
    {
        var rest = key[(HeaderBytes + BinaryPrimitives.ReadUInt16BigEndian(key[HashEnd..]))..];
        for (var i = 0; i < index.SortKeys.Length; i++)
        {
            var zero = rest.IndexOf((byte)0);
            while (rest[zero + 1] == Escaped)
            {
                zero += 2 + rest[(zero + 2)..].IndexOf((byte)0);
            }

            rest = rest[(zero + 2)..];
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        return new KeyParts(rest.Slice(sizeof(ushort), length), rest[(sizeof(ushort) + length)..]);
    }

    // The table's key in an item whose key is known to be good.
    public static KeyParts ReadParts(TableState table, in Item item)
    {
        item.TryGet(table.PartitionKey.Utf8Name, out var partition);
        if (table.SortKey is not { } sortKey)
        {
            return new KeyParts(partition.KeyBytes, default);
        }

        item.TryGet(sortKey.Utf8Name, out var sort);
        return new KeyParts(partition.KeyBytes, sort.KeyBytes);
    }

    // What is in an item under the attribute's name, where it can be a key. In items from before the index it may not be.
    private static bool TryGetPart(in Item item, KeyAttribute key, int limit, out ValueReader part) =>
        item.TryGet(key.Utf8Name, out part) && part.Type == key.Type && part.KeyBytes.Length is > 0 and var length && length <= limit;

    // The first key after all that begin with what is written; false where there is none (all bytes are FF).
    public static bool Successor(ref KeyBuffer prefix)
    {
        var written = prefix.Written;
        var end = written.Length;
        while (end > 0 && written[end - 1] == byte.MaxValue)
        {
            end--;
        }

        if (end == 0)
        {
            return false;
        }

        var last = (byte)(written[end - 1] + 1);
        prefix.Truncate(end - 1);
        prefix.AppendByte(last);
        return true;
    }
}
