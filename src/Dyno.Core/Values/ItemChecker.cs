// Checks that bytes from outside are an item in canonical form.

using System.Text.Unicode;

namespace Dyno;

internal static class ItemChecker
{
    public static void Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            throw ItemFormat.Corrupt();
        }

        CheckEntries(new ItemReader(bytes), depth: 0);
    }

    private static void CheckEntries(ItemReader reader, int depth)
    {
        ReadOnlySpan<byte> last = default;
        for (var first = true; reader.Read(); first = false)
        {
            if (reader.Name.IsEmpty || (!first && last.SequenceCompareTo(reader.Name) >= 0) || !Utf8.IsValid(reader.Name))
            {
                throw ItemFormat.Corrupt();
            }

            last = reader.Name;
            CheckValue(reader.Value, depth);
        }
    }

    private static void CheckValue(ValueReader value, int depth)
    {
        switch (value.Type)
        {
            case AttributeType.S when !Utf8.IsValid(value.Utf8):
            case AttributeType.N when !NumberEncoding.IsValid(value.NumberBytes):
            case AttributeType.M or AttributeType.L when depth >= Limits.NestingDepth:
                throw ItemFormat.Corrupt();
            case AttributeType.M:
                CheckEntries(value.GetMap(), depth + 1);
                break;
            case AttributeType.L:
                for (var reader = value.GetList(); reader.Read();)
                {
                    CheckValue(reader.Value, depth + 1);
                }

                break;
            case AttributeType.SS or AttributeType.NS or AttributeType.BS:
                CheckSet(value.GetList(), value.Type);
                break;
        }
    }

    private static void CheckSet(ListReader reader, AttributeType type)
    {
        ReadOnlySpan<byte> last = default;
        var count = 0;
        for (; reader.Read(); count++)
        {
            var valid = type switch
            {
                AttributeType.SS => Utf8.IsValid(reader.Element),
                AttributeType.NS => NumberEncoding.IsValid(reader.Element),
                _ => true,
            };
            if (!valid || (count > 0 && last.SequenceCompareTo(reader.Element) >= 0))
            {
                throw ItemFormat.Corrupt();
            }

            last = reader.Element;
        }

        if (count == 0)
        {
            throw ItemFormat.Corrupt();
        }
    }
}
