// Storage keys for people: the item's key in DynamoDB's JSON, or the bytes in hexadecimal where they are no key.
using System.Text;
using System.Text.Unicode;

namespace Dyno.Engine.Check;

internal static class KeyText
{
    public static string OfItemKey(TableState table, ReadOnlySpan<byte> key)
    {
        try
        {
            return Of(table, KeyLayout.ReadItemKey(key));
        }
        catch (ArgumentException)
        {
            return Hex(key);
        }
    }

    public static string OfEntryKey(TableState table, IndexState index, ReadOnlySpan<byte> key)
    {
        try
        {
            return Of(table, KeyLayout.ReadTableKey(index, key));
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException)
        {
            return Hex(key);
        }
    }

    public static string Of(TableState table, scoped KeyParts parts)
    {
        if (!IsPart(table.PartitionKey, parts.Partition) || (table.SortKey is { } sort ? !IsPart(sort, parts.Sort) : !parts.Sort.IsEmpty))
        {
            return Hex(parts.Partition) + " " + Hex(parts.Sort);
        }

        var fields = new List<KeyValuePair<string, AttributeValue>> { new(table.PartitionKey.Name, Value(table.PartitionKey, parts.Partition)) };
        if (table.SortKey is { } sortKey)
        {
            fields.Add(new(sortKey.Name, Value(sortKey, parts.Sort)));
        }

        return Item.From(fields).ToJson();
    }

    // Whether bytes of a key can be a part of this type.
    public static bool IsPart(KeyAttribute attribute, ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && attribute.Type switch
    {
        AttributeType.S => Utf8.IsValid(bytes),
        AttributeType.N => NumberEncoding.IsValid(bytes),
        _ => true,
    };

    public static string OfPart(KeyAttribute attribute, ReadOnlySpan<byte> bytes) => Item.Of((attribute.Name, Value(attribute, bytes))).ToJson();

    public static string Hex(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexString(bytes);

    private static AttributeValue Value(KeyAttribute attribute, ReadOnlySpan<byte> bytes) => attribute.Type switch
    {
        AttributeType.S => AttributeValue.S(Encoding.UTF8.GetString(bytes)),
        AttributeType.N => AttributeValue.N(NumberEncoding.Read(bytes)),
        _ => AttributeValue.B(bytes.ToArray()),
    };
}
