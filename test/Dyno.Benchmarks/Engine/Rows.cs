// The items that the suites of the engine store: a hundred in a partition, of about so many bytes, mostly of bytes that do not compress.

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Dyno.Benchmarks.Engine;

/// <param name="sizeBytes">How long an item is as stored.</param>
/// <param name="perPartition">How many items have one partition key.</param>
/// <param name="indexed">How many attributes x00, x01, … an item has, of which each can be the key of an index.</param>
internal sealed class Rows(int sizeBytes, int perPartition = 100, int indexed = 0)
{
    private const int KeyDigits = 8;

    // What an item takes without its data, by the attributes below.
    private const int OtherBytes = 78;
    private const int BytesOfIndexed = 16;

    private static readonly byte[] Noise = MakeNoise();
    private readonly int _dataBytes = Math.Max(0, sizeBytes - OtherBytes - (BytesOfIndexed * indexed));
    private readonly byte[][] _names = [.. Enumerable.Range(0, indexed).Select(i => Encoding.ASCII.GetBytes($"x{i:D2}"))];

    public int PerPartition => perPartition;

    // The same n has the same key; the version is in the data.
    public Item ItemOf(int n, int version = 0)
    {
        var writer = ItemWriter.Rent();
        writer.WriteBinary("data"u8, Noise.AsSpan((int)((uint)(n * 7919) % 65536), _dataBytes));
        writer.WriteInt64("n"u8, version);
        WriteKey(writer, n);
        writer.WriteBoolean("valid"u8, true);
        Span<byte> value = stackalloc byte[KeyDigits];
        for (var i = 0; i < _names.Length; i++)
        {
            Digits(value, (n + version) % (1000 - i));
            writer.WriteUtf8(_names[i], value);
        }

        return Done(writer);
    }

    public Item KeyOf(int n)
    {
        var writer = ItemWriter.Rent();
        WriteKey(writer, n);
        return Done(writer);
    }

    public EncodedValue PartitionOf(int n) => EncodedValue.FromString($"partition-{n / perPartition:D8}");

    public static EncodedValue SortOf(int position) => EncodedValue.FromString($"sort-{position:D8}");

    /// <summary>A storage key as long as the engine's, whose partitions lie as far apart.</summary>
    public byte[] RawKeyOf(int n)
    {
        var key = new byte[10 + 18 + 13];
        BinaryPrimitives.WriteInt32BigEndian(key, 1);
        BinaryPrimitives.WriteUInt32BigEndian(key.AsSpan(4), (uint)(n / perPartition) * 2654435761);
        "\0\u0012partition-"u8.CopyTo(key.AsSpan(8));
        Digits(key.AsSpan(20, KeyDigits), n / perPartition);
        "sort-"u8.CopyTo(key.AsSpan(28));
        Digits(key.AsSpan(33, KeyDigits), n % perPartition);
        return key;
    }

    /// <summary>The same of an entry in an index: where the engine has it among the others, and as long.</summary>
    public byte[] RawIndexKeyOf(int n, int index)
    {
        var (key, value) = (RawKeyOf(n), n % (1000 - index));
        var entry = new byte[10 + KeyDigits + key.Length - 8];
        BinaryPrimitives.WriteInt32BigEndian(entry, 2 + index);
        BinaryPrimitives.WriteUInt32BigEndian(entry.AsSpan(4), (uint)value * 2654435761);
        entry[9] = KeyDigits;
        Digits(entry.AsSpan(10, KeyDigits), value);
        key.AsSpan(8).CopyTo(entry.AsSpan(10 + KeyDigits));
        return entry;
    }

    private void WriteKey(ItemWriter writer, int n)
    {
        Span<byte> text = stackalloc byte[18];
        "partition-"u8.CopyTo(text);
        Digits(text[10..], n / perPartition);
        writer.WriteUtf8("pk"u8, text);
        "sort-"u8.CopyTo(text);
        Digits(text.Slice(5, KeyDigits), n % perPartition);
        writer.WriteUtf8("sk"u8, text[..13]);
    }

    private static Item Done(ItemWriter writer)
    {
        var item = writer.ToItem();
        ItemWriter.Return(writer);
        return item;
    }

    private static void Digits(Span<byte> into, int n) => Utf8Formatter.TryFormat(n, into, out _, new('D', KeyDigits));

    private static byte[] MakeNoise()
    {
        var noise = new byte[65536 + Limits.ItemSizeBytes];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
