// How the types of one table keep their keys apart: by the literal that their partition keys, or their sort keys, begin with. Or one key continues the
// other, as "ORDER#{Id}#LINE#{Number}" does "ORDER#{Id}", so that the lines stand behind their order: then the ids of orders are barred from
// containing the '#' that would make one of them look like a line.

namespace EFCore.Dyno.Metadata;

internal static class KeyDistinction
{
    public static bool AreDistinct(DynoEntityMap left, DynoEntityMap right) =>
        AreDistinct(left.PartitionKey, right.PartitionKey) || (left.SortKey is not null && right.SortKey is not null && AreDistinct(left.SortKey, right.SortKey));

    // The shorter of two keys that nothing else tells apart, and the character that its last property must not have; null where neither continues the other.
    public static (TemplateKeyPart Key, char Barred)? Continuation(DynoEntityMap left, DynoEntityMap right) =>
        Continuation(left.SortKey, right.SortKey) ?? Continuation(left.PartitionKey, right.PartitionKey);

    // Bars it for all types of a table.
    public static void Settle(IReadOnlyList<DynoEntityMap> maps)
    {
        for (var i = 0; i < maps.Count; i++)
        {
            for (var j = i + 1; j < maps.Count; j++)
            {
                if (maps[i].EntityType.GetRootType() != maps[j].EntityType.GetRootType() && !AreDistinct(maps[i], maps[j])
                    && Continuation(maps[i], maps[j]) is var (key, barred))
                {
                    key.Bar(barred);
                }
            }
        }
    }

    private static (TemplateKeyPart Key, char Barred)? Continuation(KeyPart? left, KeyPart? right) =>
        left is not TemplateKeyPart one || right is not TemplateKeyPart two ? null
        : FollowedBy(one, two) is { } first ? (one, first)
        : FollowedBy(two, one) is { } second ? (two, second)
        : null;

    // What stands in the longer key where the shorter one has ended with a property.
    private static char? FollowedBy(TemplateKeyPart shorter, TemplateKeyPart longer)
    {
        var count = shorter.Segments.Count;
        if (shorter.Segments is not [.., PropertySegment] || longer.Segments.Count <= count || longer.Segments[count] is not LiteralSegment next)
        {
            return null;
        }

        for (var i = 0; i < count; i++)
        {
            var same = shorter.Segments[i] is LiteralSegment literal
                ? longer.Segments[i] is LiteralSegment other && other.Text == literal.Text
                : longer.Segments[i] is PropertySegment;
            if (!same)
            {
                return null;
            }
        }

        return next.Text[0];
    }

    private static bool AreDistinct(KeyPart left, KeyPart right)
    {
        var (a, b) = (left.LiteralPrefix, right.LiteralPrefix);
        if (IsConstant(left) && IsConstant(right))
        {
            return a != b;
        }

        // A prefix that continues the other one is no distinction: "ORDER#{Id}" with the id "ITEM#1" is also an "ORDER#ITEM#{Id}".
        return !a.StartsWith(b, StringComparison.Ordinal) && !b.StartsWith(a, StringComparison.Ordinal)
            || (IsConstant(left) && !a.StartsWith(b, StringComparison.Ordinal))
            || (IsConstant(right) && !b.StartsWith(a, StringComparison.Ordinal));
    }

    private static bool IsConstant(KeyPart part) => part is TemplateKeyPart { Segments: [LiteralSegment] };
}
