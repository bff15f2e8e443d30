// Attribute names: each of a map's members has its own, of a length that DynamoDB takes.

using System.Text;

namespace EFCore.Dyno.Metadata;

internal static class AttributeRules
{
    public static void Check(DynoEntityMap map, ModelMistakes mistakes)
    {
        var names = CheckMembers(map, map.EntityType, mistakes);
        var templates = new Dictionary<string, TemplateKeyPart>(StringComparer.Ordinal);
        KeyPart?[] parts = [map.PartitionKey, map.SortKey, .. map.Indexes.SelectMany(i => i.PartitionKeys.Concat(i.SortKeys))];
        foreach (var part in parts.OfType<TemplateKeyPart>())
        {
            if (names.TryGetValue(part.AttributeName, out var member))
            {
                mistakes.Add(Messages.TemplateAttributeTaken(map.EntityType, part, member));
            }

            if (templates.TryGetValue(part.AttributeName, out var other) && other.ToString() != part.ToString())
            {
                mistakes.Add(Messages.TemplatesDisagree(map.EntityType, part.AttributeName, other, part));
            }

            templates[part.AttributeName] = part;
        }

        foreach (var part in parts)
        {
            if (part is not null && Encoding.UTF8.GetByteCount(part.AttributeName) > Limits.KeyAttributeNameBytes)
            {
                mistakes.Add(Messages.KeyAttributeNameLength(map, part));
            }
        }
    }

    private static Dictionary<string, string> CheckMembers(DynoStructureMap map, IReadOnlyEntityType entityType, ModelMistakes mistakes)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var members = map.Properties.Select(p => (p.AttributeName, p.Property.Name)).Concat(map.Embedded.Select(e => (e.AttributeName, e.Member.Name)));
        foreach (var (attribute, member) in members)
        {
            if (attribute.Length == 0 || Encoding.UTF8.GetByteCount(attribute) > Limits.AttributeNameBytes)
            {
                mistakes.Add(Messages.AttributeNameLength(map.Type, member, Limits.AttributeNameBytes));
            }

            if (attribute == ReservedKeys.KindAttribute && map is DynoEntityMap)
            {
                mistakes.Add(Messages.AttributeReserved(map.Type, member, attribute));
            }

            if (!names.TryAdd(attribute, member))
            {
                mistakes.Add(Messages.DuplicateAttribute(entityType, map.Type, attribute, names[attribute], member));
            }
        }

        foreach (var embedded in map.Embedded)
        {
            CheckMembers(embedded.Target, entityType, mistakes);
        }

        return names;
    }
}
