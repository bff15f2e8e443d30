// Pins the bytes of storage keys: a change here makes existing databases unreadable.
namespace Dyno.Engine.Tests;

public class KeyLayoutTests
{
    private static readonly KeyAttribute Pk = new("pk", AttributeType.S);
    private static readonly KeyAttribute Sk = new("sk", AttributeType.N);

    [Theory]
    [InlineData("", "4E17CF67")]
    [InlineData("a", "FC815D2C")]
    [InlineData("12345678", "E411D621")]
    [InlineData("123456789", "7F9D85D3")]
    [InlineData("a partition key of more than two blocks", "1635369C")]
    public void Hash_is_pinned(string text, string hash) => Assert.Equal(hash, PartitionHash.Of(System.Text.Encoding.UTF8.GetBytes(text)).ToString("X8"));

    [Fact]
    public void Hash_spreads_numbered_keys_evenly()
    {
        var buckets = new int[16];
        for (var i = 0; i < 16_000; i++)
        {
            buckets[PartitionHash.Of(System.Text.Encoding.UTF8.GetBytes($"user#{i}")) >> 28]++;
        }

        Assert.All(buckets, b => Assert.InRange(b, 850, 1150));
    }

    [Fact]
    public void Item_key_is_pinned()
    {
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        KeyLayout.WriteItemKey(ref key, 7, new KeyParts("ab"u8, [0x81, 0x02]));
        Assert.Equal("00000007073AEA72000261628102", Convert.ToHexString(key.Written));
        var parts = KeyLayout.ReadItemKey(key.Written);
        Assert.True(parts.Partition.SequenceEqual("ab"u8) && parts.Sort.SequenceEqual((byte[])[0x81, 0x02]));
        key.Dispose();
    }

    [Fact]
    public void Index_key_is_pinned_and_escapes_zeros()
    {
        var index = Index(new KeyAttribute("g", AttributeType.S), new KeyAttribute("h", AttributeType.B));
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        Assert.True(KeyLayout.TryWriteIndexKey(
            ref key, index, Item.Of(("g", "g"), ("h", AttributeValue.B(1, 0, 0, 2, 0))), new KeyParts("ab"u8, [0x81, 0x02])));
        Assert.Equal("0000000924F7E3920001670100FF00FF0200FF0000000261628102", Convert.ToHexString(key.Written));
        var table = KeyLayout.ReadTableKey(index, key.Written);
        Assert.True(table.Partition.SequenceEqual("ab"u8) && table.Sort.SequenceEqual((byte[])[0x81, 0x02]));
        key.Dispose();
    }

    [Fact]
    public void Index_key_without_sort_key_leads_back_to_the_table()
    {
        var index = Index(new KeyAttribute("g", AttributeType.S), null);
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        Assert.True(KeyLayout.TryWriteIndexKey(ref key, index, Item.Of(("g", "g")), new KeyParts("ab"u8, default)));
        Assert.True(KeyLayout.ReadTableKey(index, key.Written).Partition.SequenceEqual("ab"u8));
        key.Dispose();
    }

    [Fact]
    public void Index_key_of_several_attributes_is_pinned()
    {
        var index = Index(
            [new KeyAttribute("a", AttributeType.S), new KeyAttribute("b", AttributeType.B)], [new KeyAttribute("c", AttributeType.B), new KeyAttribute("d", AttributeType.S)]);
        var item = Item.Of(("a", "x"), ("b", AttributeValue.B(0, 1)), ("c", AttributeValue.B(2, 0)), ("d", "y"));
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        Assert.True(KeyLayout.TryWriteIndexKey(ref key, index, item, new KeyParts("ab"u8, [0x81, 0x02])));
        Assert.Equal("0000000997A30E2B000878000000FF0100000200FF0000790000000261628102", Convert.ToHexString(key.Written));
        var table = KeyLayout.ReadTableKey(index, key.Written);
        Assert.True(table.Partition.SequenceEqual("ab"u8) && table.Sort.SequenceEqual((byte[])[0x81, 0x02]));
        key.Clear();
        Assert.False(KeyLayout.TryWriteIndexKey(ref key, index, Item.Of(("a", "x"), ("b", AttributeValue.B(1)), ("c", AttributeValue.B(2))), default));
        key.Dispose();
    }

    // Wherever one part ends and the next begins, keys sort as their parts do, one after the other.
    [Fact]
    public void Index_keys_of_several_sort_keys_sort_part_by_part()
    {
        var index = Index([new KeyAttribute("g", AttributeType.S)], [new KeyAttribute("h", AttributeType.B), new KeyAttribute("i", AttributeType.B)]);
        var random = Seed.Random();
        var values = Enumerable.Range(0, 300).Select(_ => (First: Bytes(random), Second: Bytes(random))).ToList();
        var byKey = values.OrderBy(v => KeyOf(index, Item.Of(("g", "g"), ("h", AttributeValue.B(v.First)), ("i", AttributeValue.B(v.Second)))), Utf8Order.Instance);
        var byValue = values.OrderBy(v => v.First, Utf8Order.Instance).ThenBy(v => v.Second, Utf8Order.Instance);
        Assert.Equal(byValue.Select(Text), byKey.Select(Text));

        static string Text((byte[] First, byte[] Second) value) => Convert.ToHexString(value.First) + "." + Convert.ToHexString(value.Second);
    }

    // Binary sort keys of all lengths and many zeros sort in the index as they sort themselves.
    [Fact]
    public void Index_keys_sort_as_their_sort_keys()
    {
        var index = Index(new KeyAttribute("g", AttributeType.S), new KeyAttribute("h", AttributeType.B));
        var random = Seed.Random();
        var values = new List<byte[]>();
        for (var i = 0; i < 300; i++)
        {
            values.Add(Bytes(random));
        }

        var byKey = values.OrderBy(v => KeyOf(index, v), Utf8Order.Instance).Select(Convert.ToHexString);
        var byValue = values.OrderBy(v => v, Utf8Order.Instance).Select(Convert.ToHexString);
        Assert.Equal(byValue, byKey);
    }

    [Theory]
    [InlineData("01", "02")]
    [InlineData("01FF", "02")]
    [InlineData("01FFFF", "02")]
    [InlineData("0100", "0101")]
    public void Successor_is_the_first_key_after_a_prefix(string prefix, string successor)
    {
        var key = new KeyBuffer(stackalloc byte[8]);
        key.Append(Convert.FromHexString(prefix));
        Assert.True(KeyLayout.Successor(ref key));
        Assert.Equal(successor, Convert.ToHexString(key.Written));
        key.Dispose();
    }

    [Fact]
    public void Nothing_comes_after_the_last_prefix()
    {
        var key = new KeyBuffer(stackalloc byte[8]);
        key.Append([0xFF, 0xFF]);
        Assert.False(KeyLayout.Successor(ref key));
        key.Dispose();
    }

    [Fact]
    public void Buffer_grows_beyond_the_stack()
    {
        var key = new KeyBuffer(stackalloc byte[4]);
        var expected = new byte[5000];
        Random.Shared.NextBytes(expected);
        key.Append(expected.AsSpan(0, 3));
        key.Append(expected.AsSpan(3));
        Assert.True(key.Written.SequenceEqual(expected));
        key.Dispose();
    }

    [Fact]
    public void Meta_keys_are_pinned()
    {
        Assert.Equal("742F6162", Convert.ToHexString(MetaKeys.Table("ab")));
        Assert.Equal("6B2F6162", Convert.ToHexString(MetaKeys.Token("ab")));
        Assert.Equal("632F00000102", Convert.ToHexString(MetaKeys.CountersOf(0x102)));
    }

    private static byte[] Bytes(Random random)
    {
        var value = new byte[1 + random.Next(6)];
        for (var i = 0; i < value.Length; i++)
        {
            value[i] = (byte)(random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => random.Next(3) });
        }

        return value;
    }

    private static byte[] KeyOf(IndexState index, byte[] sort) => KeyOf(index, Item.Of(("g", "g"), ("h", AttributeValue.B(sort))));

    private static byte[] KeyOf(IndexState index, Item item)
    {
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        Assert.True(KeyLayout.TryWriteIndexKey(ref key, index, item, new KeyParts("p"u8, default)));
        var bytes = key.Written.ToArray();
        key.Dispose();
        return bytes;
    }

    private static IndexState Index(KeyAttribute partition, KeyAttribute? sort) => Index([partition], sort is { } key ? [key] : []);

    private static IndexState Index(KeyAttribute[] partition, KeyAttribute[] sort) => new(9, "index", "arn", true, partition, sort, Projection.All, null, [Pk, Sk]);
}
