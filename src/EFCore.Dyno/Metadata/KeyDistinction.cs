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
        : TemplatePieces.FollowedBy(Pieces(one), Pieces(two)) is { } first ? (one, first)
        : TemplatePieces.FollowedBy(Pieces(two), Pieces(one)) is { } second ? (two, second)
        : null;

    private static bool AreDistinct(KeyPart left, KeyPart right) => TemplatePieces.AreDistinct(Pieces(left), Pieces(right));

    private static IReadOnlyList<TemplatePiece>? Pieces(KeyPart key) =>
        key is TemplateKeyPart template ? [.. template.Segments.Select(s => new TemplatePiece((s as LiteralSegment)?.Text, s is PropertySegment))] : null;
}
