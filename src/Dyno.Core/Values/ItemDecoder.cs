// Encoded values to trees of objects.

using System.Text;

namespace Dyno;

internal static class ItemDecoder
{
    public static AttributeValue Decode(ValueReader value)
    {
        switch (value.Type)
        {
            case AttributeType.S:
                return AttributeValue.S(value.GetString());
            case AttributeType.N:
                return AttributeValue.N(value.GetNumber());
            case AttributeType.B:
                return AttributeValue.B(value.GetBinary());
            case AttributeType.BOOL:
                return AttributeValue.Bool(value.GetBoolean());
            case AttributeType.NULL:
                return AttributeValue.Null;
            case AttributeType.M:
                return AttributeValue.M(DecodeEntries(value.GetMap()));
            case AttributeType.L:
                var list = new List<AttributeValue>();
                for (var reader = value.GetList(); reader.Read();)
                {
                    list.Add(Decode(reader.Value));
                }

                return AttributeValue.L(list);
            case AttributeType.SS:
                var strings = new List<string>();
                for (var reader = value.GetList(); reader.Read();)
                {
                    strings.Add(Encoding.UTF8.GetString(reader.Element));
                }

                return AttributeValue.SS(strings);
            case AttributeType.NS:
                var numbers = new List<DynoNumber>();
                for (var reader = value.GetList(); reader.Read();)
                {
                    numbers.Add(NumberEncoding.Read(reader.Element));
                }

                return AttributeValue.NS(numbers);
            default:
                var binaries = new List<ReadOnlyMemory<byte>>();
                for (var reader = value.GetList(); reader.Read();)
                {
                    binaries.Add(reader.Element.ToArray());
                }

                return AttributeValue.BS(binaries);
        }
    }

    public static Dictionary<string, AttributeValue> DecodeEntries(ItemReader reader)
    {
        var entries = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (!entries.TryAdd(Encoding.UTF8.GetString(reader.Name), Decode(reader.Value)))
            {
                throw ItemFormat.Corrupt();
            }
        }

        return entries;
    }
}
