// How much of a page's 1 MB an item takes. DynamoDB counts the bytes of its own storage there, not those of the documented item size: attributes' names take
// one byte, texts and numbers a length or type, and each 3 KB of an item a header with the sort key. Measured on DynamoDB by others; written down nowhere.

namespace Dyno.Engine;

internal static class PageSize
{
    private const int ItemOverhead = 2;
    private const int BlockBytes = 3072;
    private const int BlockOverhead = 18;
    private const int ContainerOverhead = 3;

    // The sort key's name is the table's, also for an index's entries; empty where it has none. The item's documented size comes of the same walk: every
    // item of a page needs both.
    public static int Of(ReadOnlySpan<byte> item, ReadOnlySpan<byte> sortKeyName, out int itemSize)
    {
        var (size, sortKeySize, documented) = (0, 0, 0);
        for (var at = ItemSize.Begin(item); at < item.Length;)
        {
            var nameLength = ItemSize.TakeName(item, ref at);
            var start = at;
            var valueSize = ItemSize.TakeValue(item, ref at);
            documented += nameLength + valueSize;
            if (nameLength == sortKeyName.Length && nameLength > 0 && item.Slice(start - nameLength, nameLength).SequenceEqual(sortKeyName))
            {
                sortKeySize = valueSize;
                continue;
            }

            size += 1 + item[start] switch
            {
                ItemFormat.String => valueSize + (valueSize < 128 ? 1 : valueSize < 16384 ? 2 : 3),
                ItemFormat.Number or ItemFormat.Binary => valueSize + 1,
                ItemFormat.False or ItemFormat.True => 1,
                ItemFormat.Null => 0,
                _ => Of(new ValueReader(item[start..at]), valueSize),
            };
        }

        itemSize = documented;
        return ItemOverhead + size + ((1 + ((1 + size) / BlockBytes)) * (BlockOverhead + sortKeySize));
    }

    private static int Of(ValueReader value, int size)
    {
        switch (value.Type)
        {
            case AttributeType.S:
                return size + (size < 128 ? 1 : size < 16384 ? 2 : 3);
            case AttributeType.N or AttributeType.B:
                return size + 1;
            case AttributeType.NULL:
                return 0;
            case AttributeType.BOOL:
                return 1;
            case AttributeType.L:
                var list = ContainerOverhead;
                for (var reader = value.GetList(); reader.Read();)
                {
                    list += 1 + Of(reader.Value, reader.Value.Size);
                }

                return list;
            case AttributeType.M:
                var map = ContainerOverhead;
                for (var reader = value.GetMap(); reader.Read();)
                {
                    map += 2 + Of(reader.Value, reader.Value.Size);
                }

                return map;
            default:
                return size + value.Count + 1;
        }
    }
}
