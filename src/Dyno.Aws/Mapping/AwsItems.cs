// Items and values between the seam and the SDK. The SDK holds a value as an object with one property set; the seam as encoded bytes. Nothing stands between
// the two: each is read in place and written straight into the other.
//
// AWSConfigs.InitializeCollections makes the SDK hold empty collections where there are none: a collection counts where it has elements, or where it is marked as set.

using System.Text;

namespace Dyno.Aws;

internal static class AwsItems
{
    private const int StackBytes = 512;

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

                return map.Count == 0 ? new Sdk.AttributeValue { IsMSet = true } : new Sdk.AttributeValue { M = map };
            case AttributeType.L:
                var list = new List<Sdk.AttributeValue>();
                for (var reader = value.GetList(); reader.Read();)
                {
                    list.Add(ToAws(reader.Value));
                }

                return list.Count == 0 ? new Sdk.AttributeValue { IsLSet = true } : new Sdk.AttributeValue { L = list };
            default:
                return SetToAws(value);
        }
    }

    public static Item FromAws(Dictionary<string, Sdk.AttributeValue> attributes)
    {
        var writer = ItemWriter.Rent();
        try
        {
            Write(writer, attributes);
            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    // The SDK answers null or nothing where there is no item.
    public static Item? FromAwsOrNull(Dictionary<string, Sdk.AttributeValue>? attributes) => attributes is { Count: > 0 } ? FromAws(attributes) : null;

    public static Item[] FromAws(List<Dictionary<string, Sdk.AttributeValue>>? items)
    {
        if (items is not { Count: > 0 })
        {
            return [];
        }

        var result = new Item[items.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = FromAws(items[i]);
        }

        return result;
    }

    private static Sdk.AttributeValue SetToAws(ValueReader value)
    {
        switch (value.Type)
        {
            case AttributeType.SS:
                var texts = new List<string>();
                for (var reader = value.GetList(); reader.Read();)
                {
                    texts.Add(Encoding.UTF8.GetString(reader.Element));
                }

                return new Sdk.AttributeValue { SS = texts };
            case AttributeType.NS:
                var numbers = new List<string>();
                for (var reader = value.GetList(); reader.Read();)
                {
                    numbers.Add(NumberEncoding.Read(reader.Element).ToString());
                }

                return new Sdk.AttributeValue { NS = numbers };
            default:
                var binaries = new List<MemoryStream>();
                for (var reader = value.GetList(); reader.Read();)
                {
                    binaries.Add(new MemoryStream(reader.Element.ToArray(), writable: false));
                }

                return new Sdk.AttributeValue { BS = binaries };
        }
    }

    private static void Write(ItemWriter writer, Dictionary<string, Sdk.AttributeValue> attributes)
    {
        Span<byte> stack = stackalloc byte[StackBytes];
        foreach (var (name, value) in attributes)
        {
            var utf8 = Encoding.UTF8.GetMaxByteCount(name.Length) <= stack.Length ? stack[..Encoding.UTF8.GetBytes(name, stack)] : Encoding.UTF8.GetBytes(name);
            Write(writer, utf8, value);
        }
    }

    private static void Write(ItemWriter writer, ReadOnlySpan<byte> name, Sdk.AttributeValue value)
    {
        switch (value)
        {
            case { S: { } text }:
                writer.WriteString(name, text);
                break;
            case { N: { } number }:
                writer.WriteNumber(name, DynoNumber.Parse(number));
                break;
            case { B: { } bytes }:
                writer.WriteBinary(name, BytesOf(bytes));
                break;
            case { BOOL: { } flag }:
                writer.WriteBoolean(name, flag);
                break;
            case { NULL: true }:
                writer.WriteNull(name);
                break;
            case { IsMSet: true }:
                writer.StartMap(name);
                Write(writer, value.M ?? []);
                writer.EndMap();
                break;
            case { IsLSet: true }:
                writer.StartList(name);
                foreach (var element in value.L ?? [])
                {
                    Write(writer, default, element);
                }

                writer.EndList();
                break;
            default:
                WriteSet(writer, name, value);
                break;
        }
    }

    private static void WriteSet(ItemWriter writer, ReadOnlySpan<byte> name, Sdk.AttributeValue value)
    {
        switch (value)
        {
            case { SS: { Count: > 0 } texts }:
                writer.StartSet(name, AttributeType.SS);
                foreach (var text in texts)
                {
                    writer.WriteString(default, text);
                }

                break;
            case { NS: { Count: > 0 } numbers }:
                writer.StartSet(name, AttributeType.NS);
                foreach (var number in numbers)
                {
                    writer.WriteNumber(default, DynoNumber.Parse(number));
                }

                break;
            case { BS: { Count: > 0 } binaries }:
                writer.StartSet(name, AttributeType.BS);
                foreach (var bytes in binaries)
                {
                    writer.WriteBinary(default, BytesOf(bytes));
                }

                break;
            default:
                throw new InvalidDataException(Messages.UnknownValue);
        }

        writer.EndSet();
    }

    private static ReadOnlySpan<byte> BytesOf(MemoryStream stream) => stream.TryGetBuffer(out var buffer) ? buffer : stream.ToArray();
}
