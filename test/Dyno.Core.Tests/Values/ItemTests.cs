// Items: canonical bytes, sizes, hostile bytes, and reading without allocating.

namespace Dyno.Core.Tests.Values;

public class ItemTests
{
    [Fact]
    public void Equal_items_have_equal_bytes_and_read_back() => Seed.Run(random =>
    {
        for (var i = 0; i < 2000; i++)
        {
            var attributes = Enumerable.Range(0, random.Next(8)).ToDictionary(n => Name(random, n), _ => RandomValues.Make(random, 3));
            var item = Item.From(attributes);
            var shuffled = Item.From(attributes.OrderBy(_ => random.Next()).ToDictionary(a => a.Key, a => RandomValues.Shuffle(a.Value, random)));
            Assert.True(item.Span.SequenceEqual(shuffled.Span), $"{item}\n{shuffled}");
            Assert.Equal(item.GetHashCode(), shuffled.GetHashCode());
            Assert.Equal(item, Item.From(item.ToDictionary()));
            Assert.Equal(item, Item.Parse(item.Bytes));
            foreach (var (name, value) in attributes)
            {
                Assert.Equal(value, item[name]);
                Assert.Equal(value, item.Get(name)!.Value.ToAttributeValue());
            }
        }
    });

    [Fact]
    public void Damaged_bytes_are_refused_or_another_item() => Seed.Run(random =>
    {
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Item.From(Enumerable.Range(0, 4).ToDictionary(n => Name(random, n), _ => RandomValues.Make(random, 3))).Bytes.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (random.Next(4) == 0)
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }

            try
            {
                // What passes for an item is one: decoding and encoding it again gives the same bytes.
                var item = Item.Parse(bytes);
                if (item.ToDictionary().Keys.All(k => k.Length > 0))
                {
                    Assert.True(Reencode(item).Span.SequenceEqual(bytes));
                }
            }
            catch (InvalidDataException)
            {
            }
        }
    });

    [Fact]
    public void An_item_has_the_bytes_of_version_1()
    {
        var item = Item.Of(("b", 1), ("a", "x"), ("c", AttributeValue.L(true)), ("d", AttributeValue.SS("q", "p")));
        Assert.Equal("01" + "0161" + "010178" + "0162" + "02C102" + "0163" + "0801000000" + "05" + "0164" + "0904000000" + "01700171", Convert.ToHexString(item.Span));
    }

    [Fact]
    public void Sizes_are_those_that_DynamoDB_counts()
    {
        Assert.Equal(0, Item.Empty.Size);
        Assert.Equal(2 + 3, Item.Of(("id", "abc")).Size);
        Assert.Equal(1 + 2, Item.Of(("s", "é")).Size);
        Assert.Equal(1 + 1, Item.Of(("t", true)).Size);
        Assert.Equal(1 + 3, Item.Of(("m", AttributeValue.M())).Size);
        Assert.Equal(1 + 3 + (1 + 2 + 1), Item.Of(("m", AttributeValue.M(("k", "vv")))).Size);
        Assert.Equal(1 + 3 + 2 * (1 + 1), Item.Of(("l", AttributeValue.L("a", "b"))).Size);
        Assert.Equal(1 + 2, Item.Of(("n", 27)).Size);
        Assert.Equal(1 + 3, Item.Of(("n", -27)).Size);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var item = Item.Of(("id", "abc"), ("n", 27), ("tags", AttributeValue.SS("a", "b")), ("doc", AttributeValue.M(("k", 1))));
        long Read()
        {
            long sum = 0;
            for (var reader = item.GetReader(); reader.Read();)
            {
                sum += reader.Name.Length + reader.Value.Size;
            }

            item.TryGet("n"u8, out var number);
            return sum + number.GetInt64();
        }

        Assert.Equal(0, Allocations.Of(() => Read()));
    }

    [Fact]
    public void Names_may_be_written_in_any_order_but_each_once()
    {
        var writer = new ItemWriter();
        writer.WriteInt64("b"u8, 2);
        writer.StartMap("a"u8);
        writer.WriteBoolean("z"u8, true);
        writer.WriteNull("y"u8);
        writer.EndMap();
        Assert.Equal(Item.Of(("a", AttributeValue.M(("y", AttributeValue.Null), ("z", true))), ("b", 2)), writer.ToItem());

        writer.Reset();
        writer.WriteInt64("b"u8, 2);
        writer.WriteInt64("a"u8, 1);
        writer.WriteInt64("b"u8, 3);
        Assert.Throws<InvalidOperationException>(() => writer.ToItem());
    }

    [Theory]
    [InlineData("set twice")]
    [InlineData("set empty")]
    [InlineData("name empty")]
    [InlineData("too deep")]
    public void Values_that_DynamoDB_does_not_have_are_refused(string mistake)
    {
        var deep = AttributeValue.L();
        for (var i = 0; i < Limits.NestingDepth; i++)
        {
            deep = AttributeValue.L(deep);
        }

        Assert.Throws<ValidationException>(() => mistake switch
        {
            "set twice" => Item.Of(("x", AttributeValue.NS(1, DynoNumber.Parse("1.0")))),
            "set empty" => Item.Of(("x", AttributeValue.SS())),
            "name empty" => Item.Of(("", 1)),
            _ => Item.Of(("x", deep)),
        });
    }

    private static Item Reencode(Item item) => Item.From(item.ToDictionary());

    private static string Name(Random random, int number) => "abéz"[random.Next(4)].ToString() + number;
}
