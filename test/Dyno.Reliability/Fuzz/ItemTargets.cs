// Bytes that are taken for an item, and JSON that is taken for one. Damaged bytes are an InvalidDataException whoever reads them, never a read beside them or a
// loop without end; whole ones are what they say and nothing else.
using System.Text;
using System.Text.Json;
using Dyno.Engine;

namespace Dyno.Reliability.Fuzz;

internal sealed class ItemTarget : FuzzTarget
{
    private static readonly Item[] Items =
    [
        Item.Empty, Item.Of(("a", 1)),
        Item.Of(("pk", "key"), ("n", AttributeValue.N("-12345678901234567890123456789012345678")), ("z", 0), ("tiny", AttributeValue.N("1E-130")), ("b", AttributeValue.B(0, 255)), ("t", true), ("nul", AttributeValue.Null)),
        Item.Of(("l", AttributeValue.L(1, "x", AttributeValue.L(), AttributeValue.M(("a", AttributeValue.SS("x", "y"))))), ("m", AttributeValue.M(("k", AttributeValue.NS(1, 2, -3)), ("e", AttributeValue.M())))),
        Item.Of(("long", new string('x', 300)), ("bs", AttributeValue.BS(new byte[] { 1 }, new byte[200]))),
    ];

    private static readonly ConditionExpression Condition = ConditionExpression.Parse(
        "contains(#l, :n) OR size(#m) > :n OR #m.k = :n OR begins_with(#p, :s) OR #b BETWEEN :s AND :s",
        ExpressionScope.Of(new Dictionary<string, string> { ["#l"] = "l", ["#m"] = "m", ["#p"] = "pk", ["#b"] = "b" }, new Dictionary<string, AttributeValue> { [":n"] = 1, [":s"] = "x" }));

    private static readonly UpdateExpression Update = UpdateExpression.Parse(
        "SET #m.x = :n, #l[1] = :n ADD z :n", ExpressionScope.Of(new Dictionary<string, string> { ["#m"] = "m", ["#l"] = "l" }, new Dictionary<string, AttributeValue> { [":n"] = 1 }));

    private static readonly ProjectionExpression Projection = ProjectionExpression.Parse("l[3].a, m.k, pk");

    internal override string Name => "items";

    internal override int Share => 300;

    internal override object Make(Random random)
    {
        if (random.Next(20) > 0)
        {
            return Mutate(Items[random.Next(Items.Length)].Bytes.ToArray(), random);
        }

        var noise = new byte[random.Next(64)];
        random.NextBytes(noise);
        return noise;
    }

    internal override string? Run(object input)
    {
        var bytes = (byte[])input;
        var item = new Item(bytes);
        Reads(() => _ = item.Size);
        Reads(() => _ = item.Count);
        Reads(() => _ = item.ToJson());
        Reads(() => _ = item.ToDictionary());
        Reads(() => _ = item.TryGet("m", out _));
        Reads(() => _ = PageSize.Of(item.Span, "pk"u8, out _));
        Reads(() => _ = Condition.Matches(item));
        Reads(() => _ = Projection.Apply(item));
        Reads(() => _ = Update.Apply(item));
        try
        {
            Item.Parse(bytes);
        }
        catch (InvalidDataException)
        {
            return null;
        }

        var again = Item.From(item.ToDictionary());
        return again.Span[1..].SequenceEqual(item.Span[1..]) ? null : $"it is accepted, and written as {Convert.ToHexString(again.Span)}";
    }

    private static void Reads(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException)
        {
        }
        catch (ValidationException)
        {
        }
    }
}

internal sealed class JsonTarget : FuzzTarget
{
    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            """{"pk":{"S":"a"},"n":{"N":"-1.5E3"},"l":{"L":[{"N":"1"},{"M":{"x":{"BOOL":true}}}]},"ss":{"SS":["x","y"]},"ns":{"NS":["1","2"]},"bs":{"BS":["AA==","AQI="]},"b":{"B":"AAEC"},"nul":{"NULL":true}}""",
            """{"a":{"M":{"b":{"M":{"c":{"L":[]}}}}},"é":{"S":"\ud83d\ude00"}}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    internal override string Name => "JSON";

    internal override int Share => 60;

    internal override object Make(Random random) => Mutate(Seeds[random.Next(Seeds.Length)], random);

    internal override string Print(object input) => Encoding.UTF8.GetString((byte[])input);

    internal override string? Run(object input)
    {
        try
        {
            using var json = JsonDocument.Parse((byte[])input, new() { MaxDepth = 512 });
            var item = DynamoDbJson.ReadItem(json.RootElement);
            using var printed = JsonDocument.Parse(item.ToJson());
            return DynamoDbJson.ReadItem(printed.RootElement) == item ? null : $"it is read as {item}, which is another item";
        }
        catch (Exception exception) when (exception is JsonException or ValidationException)
        {
            return null;
        }
    }
}
