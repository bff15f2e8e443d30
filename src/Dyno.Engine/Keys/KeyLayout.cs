// The bytes of storage keys, layout 1 (test: pinned bytes). Integers are big endian, so that they sort as bytes.
//
//   item key   id u32 | hash u32 of the partition key | length u16 of the partition key | partition key | sort key
//   index key  id u32 | hash u32 of the index partition key | length u16 | index partition key
//              | sort key of the index, if it has one, with 00 written as 00 FF, ended by 00 00
//              | length u16 of the table's partition key | the table's partition key | the table's sort key
//
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

    public static void WriteIndexKey(ref KeyBuffer buffer, IndexState index, scoped KeyParts indexKey, scoped KeyParts tableKey)
    {
        WritePartitionPrefix(ref buffer, index.Id, indexKey.Partition);
        if (index.SortKey is not null)
        {
            WriteEscaped(ref buffer, indexKey.Sort);
            WriteEscapedEnd(ref buffer);
        }

        buffer.AppendUInt16((ushort)tableKey.Partition.Length);
        buffer.Append(tableKey.Partition);
        buffer.Append(tableKey.Sort);
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
        if (index.SortKey is not null)
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
