// What a key must be: text, a number or binary, never null, and one to one with the EF key.

namespace EFCore.Dyno.Metadata;

internal static class KeyRules
{
    public static void Check(DynoEntityMap map, ModelMistakes mistakes)
    {
        foreach (var part in map.Indexes.SelectMany(i => i.PartitionKeys.Concat(i.SortKeys)))
        {
            CheckAmbiguity(map, part, mistakes);
        }

        // A hierarchy has its root's key.
        if (map.EntityType.BaseType is not null)
        {
            return;
        }

        KeyPart[] parts = map.SortKey is null ? [map.PartitionKey] : [map.PartitionKey, map.SortKey];
        var efKey = map.EntityType.FindPrimaryKey()!.Properties;
        foreach (var part in parts)
        {
            if (part.AttributeType is not (AttributeType.S or AttributeType.N or AttributeType.B))
            {
                mistakes.Add(Messages.KeyType(map, part));
            }

            foreach (var property in part.Properties)
            {
                if (!efKey.Contains(property))
                {
                    mistakes.Add(Messages.KeyPropertyNotInEfKey(map, part, property));
                }
            }

            foreach (var property in (part as TemplateKeyPart)?.Shards?.By.Select(s => s.Property).Except(efKey) ?? [])
            {
                mistakes.Add(Messages.ShardedByOtherProperty(map, property));
            }

            CheckAmbiguity(map, part, mistakes);
        }

        foreach (var property in efKey)
        {
            if (!parts.Any(p => p.Properties.Contains(property)))
            {
                mistakes.Add(Messages.EfKeyPropertyNotInKey(map, property));
            }
        }
    }

    private static void CheckAmbiguity(DynoEntityMap map, KeyPart part, ModelMistakes mistakes)
    {
        if (part is not TemplateKeyPart template)
        {
            return;
        }

        for (var i = 1; i < template.Segments.Count; i++)
        {
            if (template.Segments[i - 1] is PropertySegment { FormatText: null } first && template.Segments[i] is PropertySegment second)
            {
                mistakes.Add(Messages.AdjacentHoles(map, template, first.Property, second.Property));
            }
        }
    }
}
