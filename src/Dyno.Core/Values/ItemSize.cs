// Sizes as DynamoDB counts them: names and strings by their UTF-8, lists and maps 3 bytes and one for each element or pair.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html

namespace Dyno;

internal static class ItemSize
{
    private const int ContainerOverhead = 3;
    private const int ElementOverhead = 1;

    public static int OfItem(ReadOnlySpan<byte> itemBytes)
    {
        var size = 0;
        for (var reader = new ItemReader(itemBytes); reader.Read();)
        {
            size += reader.Name.Length + OfValue(reader.Value);
        }

        return size;
    }

    public static int OfValue(ValueReader value)
    {
        switch (value.Type)
        {
            case AttributeType.S:
                return value.Utf8.Length;
            case AttributeType.N:
                return NumberEncoding.Size(value.NumberBytes);
            case AttributeType.B:
                return value.Binary.Length;
            case AttributeType.BOOL or AttributeType.NULL:
                return 1;
            case AttributeType.M:
                var map = ContainerOverhead;
                for (var reader = value.GetMap(); reader.Read();)
                {
                    map += reader.Name.Length + OfValue(reader.Value) + ElementOverhead;
                }

                return map;
            case AttributeType.L:
                var list = ContainerOverhead;
                for (var reader = value.GetList(); reader.Read();)
                {
                    list += OfValue(reader.Value) + ElementOverhead;
                }

                return list;
            case AttributeType.NS:
                var numbers = 0;
                for (var reader = value.GetList(); reader.Read();)
                {
                    numbers += NumberEncoding.Size(reader.Element);
                }

                return numbers;
            default:
                var bytes = 0;
                for (var reader = value.GetList(); reader.Read();)
                {
                    bytes += reader.Element.Length;
                }

                return bytes;
        }
    }
}
