// A changed set as what was added to it, or what was taken from it: others may change it at the same time.

using Dyno.Expressions;

namespace EFCore.Dyno.Update;

internal static class SetChange
{
    /// <summary>ADD or DELETE; null where the set is better sent whole: it is new, both happened, or nothing is known to have changed.</summary>
    public static UpdateAction? Of(DocumentPath path, EncodedValue original, EncodedValue current)
    {
        if (original.IsDefault || original.Type != current.Type)
        {
            return null;
        }

        var added = Without(current, original);
        var removed = Without(original, current);
        return (added.IsDefault, removed.IsDefault) switch
        {
            (false, true) => new AddAction(path, added),
            (true, false) => new DeleteAction(path, removed),
            _ => null,
        };
    }

    // What the first has and the second has not; the default value where that is nothing. Both are sorted.
    private static EncodedValue Without(EncodedValue set, EncodedValue other)
    {
        var writer = new ItemWriter();
        writer.StartSet("v"u8, set.Type);
        var count = 0;
        for (var elements = set.Read().GetList(); elements.Read();)
        {
            if (Has(other, elements.Element))
            {
                continue;
            }

            count++;
            switch (set.Type)
            {
                case AttributeType.SS:
                    writer.WriteUtf8(default, elements.Element);
                    break;
                case AttributeType.NS:
                    writer.WriteNumberBytes(default, elements.Element);
                    break;
                default:
                    writer.WriteBinary(default, elements.Element);
                    break;
            }
        }

        writer.EndSet();
        return count > 0 && writer.ToItem().TryGetEncoded("v"u8, out var value) ? value : default;
    }

    private static bool Has(EncodedValue set, ReadOnlySpan<byte> element)
    {
        for (var elements = set.Read().GetList(); elements.Read();)
        {
            if (elements.Element.SequenceEqual(element))
            {
                return true;
            }
        }

        return false;
    }
}
