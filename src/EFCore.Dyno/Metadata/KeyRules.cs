// What a key must be: text, a number or binary, never null, and one to one with the EF key; and in a shared table, never the
// key of an item of another type.

namespace EFCore.Dyno.Metadata;

internal static class KeyRules
{
    public static void Check(DynoEntityMap map)
    {
        KeyPart[] parts = map.SortKey is null ? [map.PartitionKey] : [map.PartitionKey, map.SortKey];
        var efKey = map.EntityType.FindPrimaryKey()!.Properties;
        foreach (var part in parts)
        {
            if (part.AttributeType is not (AttributeType.S or AttributeType.N or AttributeType.B))
            {
                throw new InvalidOperationException(Messages.KeyType(map, part));
            }

            foreach (var property in part.Properties)
            {
                if (!efKey.Contains(property))
                {
                    throw new InvalidOperationException(Messages.KeyPropertyNotInEfKey(map, part, property));
                }
            }

            CheckAmbiguity(map, part);
        }

        foreach (var property in efKey)
        {
            if (!parts.Any(p => p.Properties.Contains(property)))
            {
                throw new InvalidOperationException(Messages.EfKeyPropertyNotInKey(map, property));
            }
        }

        foreach (var part in map.Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey }).OfType<TemplateKeyPart>())
        {
            CheckAmbiguity(map, part);
        }
    }

    /// <summary>Types of one table are told apart by the literal that their partition keys, or their sort keys, begin with.</summary>
    public static void CheckDistinct(DynoTableModel table)
    {
        var roots = table.Entities.Where(m => m.EntityType.BaseType is null).ToList();
        for (var i = 0; i < roots.Count; i++)
        {
            for (var j = i + 1; j < roots.Count; j++)
            {
                if (!AreDistinct(roots[i].PartitionKey, roots[j].PartitionKey)
                    && (roots[i].SortKey is null || !AreDistinct(roots[i].SortKey!, roots[j].SortKey!)))
                {
                    throw new InvalidOperationException(Messages.KeysCollide(table, roots[i], roots[j]));
                }
            }
        }
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

    private static void CheckAmbiguity(DynoEntityMap map, KeyPart part)
    {
        if (part is not TemplateKeyPart template)
        {
            return;
        }

        for (var i = 1; i < template.Segments.Count; i++)
        {
            if (template.Segments[i - 1] is PropertySegment { FormatText: null } first && template.Segments[i] is PropertySegment second)
            {
                throw new InvalidOperationException(Messages.AdjacentHoles(map, template, first.Property, second.Property));
            }
        }
    }
}
