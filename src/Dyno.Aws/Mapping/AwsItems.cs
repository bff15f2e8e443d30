// Items and values between the seam and the SDK. The SDK holds a value as an object with one property set.

using System.Text;

namespace Dyno.Aws;

internal static class AwsItems
{
    public static Dictionary<string, Sdk.AttributeValue> ToAws(in Item item)
    {
        var attributes = new Dictionary<string, Sdk.AttributeValue>(StringComparer.Ordinal);
        for (var reader = item.GetReader(); reader.Read();)
        {
            attributes.Add(Encoding.UTF8.GetString(reader.Name), ToAws(reader.Value));
        }

        return attributes;
    }

    public static List<Sdk.AttributeValue>? ToAws(IReadOnlyList<EncodedValue>? values) => values is null ? null : [.. values.Select(v => ToAws(v.Read()))];

    public static Dictionary<string, Sdk.AttributeValue>? ToAws(in Item? item) => item is { } given ? ToAws(given) : null;

    public static Sdk.AttributeValue ToAws(ValueReader value)
    {
        switch (value.Type)
        {
            case AttributeType.S:
                return new Sdk.AttributeValue { S = value.GetString() };
            case AttributeType.N:
                return new Sdk.AttributeValue { N = value.GetNumber().ToString() };
            case AttributeType.B:
                return new Sdk.AttributeValue { B = new MemoryStream(value.GetBinary(), writable: false) };
            case AttributeType.BOOL:
                return new Sdk.AttributeValue { BOOL = value.GetBoolean() };
            case AttributeType.NULL:
                return new Sdk.AttributeValue { NULL = true };
            case AttributeType.M:
                var map = new Dictionary<string, Sdk.AttributeValue>(StringComparer.Ordinal);
                for (var reader = value.GetMap(); reader.Read();)
                {
                    map.Add(Encoding.UTF8.GetString(reader.Name), ToAws(reader.Value));
                }

                return new Sdk.AttributeValue { M = map };
            case AttributeType.L:
                var list = new List<Sdk.AttributeValue>();
                for (var reader = value.GetList(); reader.Read();)
                {
                    list.Add(ToAws(reader.Value));
                }

                return new Sdk.AttributeValue { L = list };
            default:
                return SetToAws(value);
        }
    }

    public static Item FromAws(Dictionary<string, Sdk.AttributeValue> attributes) =>
        Item.From(attributes.Select(a => KeyValuePair.Create(a.Key, FromAws(a.Value))));

    // The SDK answers null or nothing where there is no item.
    public static Item? FromAwsOrNull(Dictionary<string, Sdk.AttributeValue>? attributes) => attributes is { Count: > 0 } ? FromAws(attributes) : null;

    public static IReadOnlyList<Item> FromAws(List<Dictionary<string, Sdk.AttributeValue>>? items) => items is null ? [] : [.. items.Select(FromAws)];

    private static Sdk.AttributeValue SetToAws(ValueReader value)
    {
        var result = new Sdk.AttributeValue();
        for (var reader = value.GetList(); reader.Read();)
        {
            switch (value.Type)
            {
                case AttributeType.SS:
                    (result.SS ??= []).Add(Encoding.UTF8.GetString(reader.Element));
                    break;
                case AttributeType.NS:
                    (result.NS ??= []).Add(NumberEncoding.Read(reader.Element).ToString());
                    break;
                default:
                    (result.BS ??= []).Add(new MemoryStream(reader.Element.ToArray(), writable: false));
                    break;
            }
        }

        return result;
    }

    private static AttributeValue FromAws(Sdk.AttributeValue value) => value switch
    {
        { S: { } text } => AttributeValue.S(text),
        { N: { } number } => AttributeValue.N(DynoNumber.Parse(number)),
        { B: { } bytes } => AttributeValue.B(bytes.ToArray()),
        { BOOL: { } flag } => AttributeValue.Bool(flag),
        { NULL: true } => AttributeValue.Null,
        { SS: { Count: > 0 } texts } => AttributeValue.SS([.. texts]),
        { NS: { Count: > 0 } numbers } => AttributeValue.NS([.. numbers.Select(n => DynoNumber.Parse(n))]),
        { BS: { Count: > 0 } binaries } => AttributeValue.BS([.. binaries.Select(b => (ReadOnlyMemory<byte>)b.ToArray())]),
        { M: { } map } => AttributeValue.M(map.ToDictionary(e => e.Key, e => FromAws(e.Value), StringComparer.Ordinal)),
        { L: { } list } => AttributeValue.L([.. list.Select(FromAws)]),
        _ => throw new InvalidDataException(Messages.UnknownValue),
    };
}
