// Attribute names: each of a map's members has its own.

namespace EFCore.Dyno.Metadata;

internal static class AttributeRules
{
    public static void Check(DynoEntityMap map)
    {
        var names = CheckMembers(map, map.EntityType);
        var templates = new Dictionary<string, TemplateKeyPart>(StringComparer.Ordinal);
        KeyPart?[] parts = [map.PartitionKey, map.SortKey, .. map.Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey })];
        foreach (var part in parts.OfType<TemplateKeyPart>())
        {
            if (names.TryGetValue(part.AttributeName, out var member))
            {
                throw new InvalidOperationException(Messages.TemplateAttributeTaken(map.EntityType, part, member));
            }

            if (templates.TryGetValue(part.AttributeName, out var other) && other.ToString() != part.ToString())
            {
                throw new InvalidOperationException(Messages.TemplatesDisagree(map.EntityType, part.AttributeName, other, part));
            }

            templates[part.AttributeName] = part;
        }
    }

    private static Dictionary<string, string> CheckMembers(DynoStructureMap map, IReadOnlyEntityType entityType)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var members = map.Properties.Select(p => (p.AttributeName, p.Property.Name)).Concat(map.Embedded.Select(e => (e.AttributeName, e.Member.Name)));
        foreach (var (attribute, member) in members)
        {
            if (!names.TryAdd(attribute, member))
            {
                throw new InvalidOperationException(Messages.DuplicateAttribute(entityType, map.Type, attribute, names[attribute], member));
            }
        }

        foreach (var embedded in map.Embedded)
        {
            CheckMembers(embedded.Target, entityType);
        }

        return names;
    }
}
