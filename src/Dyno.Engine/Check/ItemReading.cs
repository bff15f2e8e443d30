// Items and their keys where neither can be trusted.
namespace Dyno.Engine.Check;

internal static class ItemReading
{
    public static bool TryParse(ReadOnlySpan<byte> bytes, out Item item)
    {
        try
        {
            item = Item.Parse(bytes.ToArray());
            return true;
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IndexOutOfRangeException)
        {
            item = default;
            return false;
        }
    }

    // An item that stands where it belongs: what follows from others is told with them.
    public static bool TryParseAt(TableState table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes, out Item item) =>
        TryParse(bytes, out item) && ItemKey(table, item) is { } expected && key.SequenceEqual(expected);

    // The storage key that the item's attributes give; null where they are none.
    public static byte[]? ItemKey(TableState table, in Item item)
    {
        foreach (var attribute in table.SortKey is { } sort ? [table.PartitionKey, sort] : (ReadOnlySpan<KeyAttribute>)[table.PartitionKey])
        {
            if (!item.TryGet(attribute.Utf8Name, out var value) || value.Type != attribute.Type || value.KeyBytes.IsEmpty)
            {
                return null;
            }
        }

        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            KeyLayout.WriteItemKey(ref buffer, table, item);
            return buffer.Written.ToArray();
        }
        finally
        {
            buffer.Dispose();
        }
    }
}
