// Reads [DynoTable], [PartitionKey], [SortKey] and the index attributes of entity classes. Fluent configuration overrides them.

using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoAttributesConvention : IEntityTypeAddedConvention
{
    public void ProcessEntityTypeAdded(IConventionEntityTypeBuilder entityTypeBuilder, IConventionContext<IConventionEntityTypeBuilder> context)
    {
        var entityType = entityTypeBuilder.Metadata;
        var type = entityType.ClrType;
        if (type.GetCustomAttribute<DynoTableAttribute>() is { } table)
        {
            entityType.SetDynoTableName(table.Name, fromDataAnnotation: true);
        }

        var partitionKey = type.GetCustomAttribute<PartitionKeyAttribute>();
        var sortKey = type.GetCustomAttribute<SortKeyAttribute>();
        Set(entityType, DynoAnnotationNames.PartitionKey, OfClass(partitionKey?.Template, partitionKey?.AttributeName));
        Set(entityType, DynoAnnotationNames.SortKey, OfClass(sortKey?.Template, sortKey?.AttributeName));
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<PartitionKeyAttribute>() is { } partition)
            {
                Set(entityType, DynoAnnotationNames.PartitionKey, OfProperty(property, partition.Template, partition.AttributeName));
            }

            if (property.GetCustomAttribute<SortKeyAttribute>() is { } sort)
            {
                Set(entityType, DynoAnnotationNames.SortKey, OfProperty(property, sort.Template, sort.AttributeName));
            }
        }

        foreach (var index in type.GetCustomAttributes<GlobalSecondaryIndexAttribute>())
        {
            AddIndex(entityType, index.Name, KeyConfiguration.OfText(index.PartitionKey), index.SortKey is { } sort ? KeyConfiguration.OfText(sort) : null);
        }

        foreach (var index in type.GetCustomAttributes<LocalSecondaryIndexAttribute>())
        {
            AddIndex(entityType, index.Name, null, KeyConfiguration.OfText(index.SortKey));
        }
    }

    private static KeyConfiguration? OfClass(string? template, string? attributeName) =>
        template is null ? null : KeyConfiguration.OfText(template, attributeName);

    private static KeyConfiguration OfProperty(PropertyInfo property, string? template, string? attributeName) =>
        template is null ? KeyConfiguration.OfProperty(property.Name) : KeyConfiguration.OfTemplate(template, attributeName);

    private static void Set(IConventionEntityType entityType, string annotation, KeyConfiguration? key)
    {
        if (key is not null)
        {
            entityType.SetAnnotation(annotation, key.ToString(), fromDataAnnotation: true);
        }
    }

    private static void AddIndex(IConventionEntityType entityType, string name, KeyConfiguration? partitionKey, KeyConfiguration? sortKey) =>
        entityType.SetAnnotation(
            DynoAnnotationNames.Index + name,
            new IndexConfiguration
            {
                Name = name,
                IsGlobal = partitionKey is not null,
                PartitionKey = partitionKey?.ToString(),
                SortKey = sortKey?.ToString(),
            }.ToString(),
            fromDataAnnotation: true);
}
