// The counters of a table and its indexes as one value: (count, size in bytes), i64 big endian each, the table first, then its indexes in order.
using System.Buffers.Binary;

namespace Dyno.Engine;

internal static class CounterRecord
{
    private const int EntryBytes = 2 * sizeof(long);

    public static int Length(TableState table) => EntryBytes * (1 + table.Indexes.Length);

    public static void Write(Span<byte> destination, TableState table)
    {
        WriteOne(destination, table.Counters);
        for (var i = 0; i < table.Indexes.Length; i++)
        {
            WriteOne(destination[(EntryBytes * (i + 1))..], table.Indexes[i].Counters);
        }
    }

    public static void Read(ReadOnlySpan<byte> source, TableState table)
    {
        if (source.Length != Length(table))
        {
            throw new InvalidDataException(Messages.CatalogDamaged(table.Name));
        }

        ReadOne(source, table.Counters);
        for (var i = 0; i < table.Indexes.Length; i++)
        {
            ReadOne(source[(EntryBytes * (i + 1))..], table.Indexes[i].Counters);
        }
    }

    private static void WriteOne(Span<byte> destination, Counters counters)
    {
        BinaryPrimitives.WriteInt64BigEndian(destination, counters.Count);
        BinaryPrimitives.WriteInt64BigEndian(destination[sizeof(long)..], counters.SizeBytes);
    }

    private static void ReadOne(ReadOnlySpan<byte> source, Counters counters) =>
        counters.Set(BinaryPrimitives.ReadInt64BigEndian(source), BinaryPrimitives.ReadInt64BigEndian(source[sizeof(long)..]));
}
