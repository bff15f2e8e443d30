// Sort keys that were chosen, and whose text does not sort as the values do: "ORDER#10" comes before "ORDER#9". The store can then neither give a
// range of such values nor order by them, and the provider has to.

namespace EFCore.Dyno.Metadata;

internal static class SortOrderRules
{
    public static IEnumerable<string> Find(DynoEntityMap map)
    {
        if (map.EntityType.BaseType is null && map.EntityType[DynoAnnotationNames.SortKey] is not null && map.SortKey is { } sortKey)
        {
            foreach (var warning in Find(map, sortKey, null))
            {
                yield return warning;
            }
        }

        foreach (var index in map.Indexes)
        {
            // Once, at the type that declares the index.
            if (map.EntityType[DynoAnnotationNames.Index + index.Index.Name] is null)
            {
                continue;
            }

            foreach (var warning in index.SortKeys.SelectMany(part => Find(map, part, index.Index.Name)))
            {
                yield return warning;
            }
        }
    }

    private static IEnumerable<string> Find(DynoEntityMap map, KeyPart part, string? index)
    {
        if (part is PropertyKeyPart { Property: var property } && HasOrder(property.Property) && !property.TypeMapping.Codec.SortsAsValue)
        {
            yield return Messages.SortOrderOfProperty(map, property, index);
        }

        if (part is TemplateKeyPart template)
        {
            foreach (var segment in template.Segments.OfType<PropertySegment>())
            {
                if (HasOrder(segment.Property) && !segment.SortsAsValue && !SortableFormat.IsSortable(segment.FormatText))
                {
                    yield return Messages.SortOrderOfTemplate(map, template, segment, index);
                }
            }
        }
    }

    // Of texts, GUIDs, Booleans and binaries nobody asks for a range by value.
    private static bool HasOrder(IReadOnlyProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type.IsEnum
            || (type.IsPrimitive && type != typeof(bool) && type != typeof(char))
            || type == typeof(decimal) || type == typeof(Half) || type == typeof(Int128) || type == typeof(UInt128) || type == typeof(System.Numerics.BigInteger)
            || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly) || type == typeof(TimeSpan);
    }
}
