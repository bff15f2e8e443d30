// What the attributes on an entity class and its properties say: the provider's own, as its DynoAttributesConvention reads them, and EF Core's. The fluent
// configuration goes before them.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal static class AttributeReader
{
    /// <summary>Adds what the attributes say to what the configuration said.</summary>
    public static void Complete(EntityConfiguration entity)
    {
        var type = entity.Type;
        if (entity.TableName is null && !entity.IsTableUncertain && Inherited(type, "DynoTableAttribute") is { } table)
        {
            entity.TableName = table.Text(0);
            entity.TableLocation = table.Location();
        }

        entity.HasNoKey |= entity.Key is null && type.Attribute(WellKnown.KeylessAttribute) is not null;
        entity.PartitionKey ??= KeyOf(entity, WellKnown.PartitionKeyAttribute);
        entity.SortKey ??= KeyOf(entity, WellKnown.SortKeyAttribute);
        foreach (var property in TypeMembers.Of(type))
        {
            if (entity.TimeToLive is null && property.DynoAttribute("TimeToLiveAttribute") is { } timeToLive)
            {
                entity.TimeToLive = property.Name;
                entity.TimeToLiveLocation = timeToLive.Location();
            }
        }

        foreach (var attribute in InheritedAll(type, "GlobalSecondaryIndexAttribute"))
        {
            AddIndex(entity, attribute, attribute.Text(0), attribute.Text(1), attribute.Text(2));
        }

        foreach (var attribute in InheritedAll(type, "LocalSecondaryIndexAttribute"))
        {
            AddIndex(entity, attribute, attribute.Text(0), null, attribute.Text(1));
        }

        entity.UniqueConstraints += type.GetAttributes().Count(a => a.AttributeClass?.ToDisplayString() == WellKnown.IndexAttribute && a.Named("IsUnique").Value is true);
        entity.Key ??= KeyByAttributes(entity);
    }

    // On a property it names this, or is a template; on a class it is a template.
    private static KeyConfiguration? KeyOf(EntityConfiguration entity, string name)
    {
        KeyConfiguration? key = null;
        if (Inherited(entity.Type, name) is { } onType && onType.Text(0) is { } text)
        {
            key = WithPlace(KeyConfiguration.OfText(text), onType);
            entity.IsUncertain |= key is null;
        }

        var count = 0;
        foreach (var property in TypeMembers.Of(entity.Type))
        {
            if (property.DynoAttribute(name) is { } attribute)
            {
                key = WithPlace(attribute.Text(0) is { } template ? KeyConfiguration.OfTemplateText(template) : KeyConfiguration.OfProperty(property.Name), attribute);

                // Which of several wins is not known.
                entity.IsUncertain |= key is null || ++count > 1;
            }
        }

        return key;
    }

    private static KeyConfiguration? WithPlace(KeyConfiguration? key, AttributeData attribute) =>
        key is null ? null : key with { Location = attribute.Location(), AttributeName = attribute.Named("AttributeName").Value as string };

    private static void AddIndex(EntityConfiguration entity, AttributeData attribute, string? name, string? partitionKey, string? sortKey)
    {
        var partition = partitionKey is null ? null : KeyConfiguration.OfText(partitionKey);
        var sort = sortKey is null ? null : KeyConfiguration.OfText(sortKey);
        if (name is null || (partitionKey is not null && partition is null) || (sortKey is not null && sort is null) || (partition is null && sort is null))
        {
            entity.IsUncertain = true;
            return;
        }

        if (entity.Indexes.ContainsKey(name))
        {
            return;
        }

        var projects = attribute.NamedTexts("Projects");
        var location = attribute.Location();
        entity.Indexes.Add(name, new IndexConfiguration(
            name,
            partition is null ? null : partition with { Location = location },
            sort is null ? null : sort with { Location = location },
            location)
        {
            Projection = projects is null ? ProjectionKind.All : projects.Count == 0 ? ProjectionKind.KeysOnly : ProjectionKind.Include,
            Included = projects ?? [],
        });
    }

    private static IReadOnlyList<string>? KeyByAttributes(EntityConfiguration entity)
    {
        if (Inherited(entity.Type, WellKnown.PrimaryKeyAttribute, isDyno: false) is { } primary)
        {
            var names = primary.ConstructorArguments.SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values : [a]).Select(a => a.Value as string);
            return names.OfType<string>().ToList();
        }

        var keys = TypeMembers.Of(entity.Type).Where(p => p.Attribute(WellKnown.KeyAttribute) is not null).Select(p => p.Name).ToList();

        // EF Core refuses [Key] on several properties: the order would be a guess.
        entity.IsUncertain |= keys.Count > 1;
        return keys.Count == 1 ? keys : null;
    }

    // Attributes on classes are inherited.
    private static AttributeData? Inherited(INamedTypeSymbol type, string name, bool isDyno = true)
    {
        for (INamedTypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if ((isDyno ? ancestor.DynoAttribute(name) : ancestor.Attribute(name)) is { } attribute)
            {
                return attribute;
            }
        }

        return null;
    }

    private static IEnumerable<AttributeData> InheritedAll(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            foreach (var attribute in ancestor.DynoAttributes(name))
            {
                yield return attribute;
            }
        }
    }
}
