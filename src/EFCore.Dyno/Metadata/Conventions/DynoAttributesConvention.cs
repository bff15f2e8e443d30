// Reads [DynoTable], [PartitionKey], [SortKey], and the attributes of tables and indexes, of entity classes. Fluent configuration overrides them.

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
        if (TableConfigurationOf(type) is { } configuration && configuration != TableConfiguration.Empty)
        {
            entityType.SetAnnotation(DynoAnnotationNames.Table, configuration.ToString(), fromDataAnnotation: true);
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<PartitionKeyAttribute>() is { } partition)
            {
                Set(entityType, DynoAnnotationNames.PartitionKey, OfProperty(property, partition.Template, partition.AttributeName));
            }

            if (property.GetCustomAttribute<TimeToLiveAttribute>() is not null)
            {
                entityType.SetAnnotation(DynoAnnotationNames.TimeToLive, property.Name, fromDataAnnotation: true);
            }

            if (property.GetCustomAttribute<SortKeyAttribute>() is { } sort)
            {
                Set(entityType, DynoAnnotationNames.SortKey, OfProperty(property, sort.Template, sort.AttributeName));
            }
        }

        foreach (var index in type.GetCustomAttributes<GlobalSecondaryIndexAttribute>())
        {
            AddIndex(entityType, index.Name, KeyConfiguration.OfText(index.PartitionKey), index.SortKey is { } sort ? KeyConfiguration.OfText(sort) : null, index.Projects);
        }

        foreach (var index in type.GetCustomAttributes<LocalSecondaryIndexAttribute>())
        {
            AddIndex(entityType, index.Name, null, KeyConfiguration.OfText(index.SortKey), index.Projects);
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

    private static TableConfiguration TableConfigurationOf(Type type)
    {
        var configuration = new TableConfiguration
        {
            Class = type.GetCustomAttribute<TableClassAttribute>()?.TableClass,
            DeletionProtection = type.IsDefined(typeof(DeletionProtectionAttribute)) ? true : null,
            Stream = type.GetCustomAttribute<TableStreamAttribute>() is { } stream ? new StreamSpecification(true, stream.View) : null,
            Encryption = type.GetCustomAttribute<KmsEncryptedAttribute>() is { } kms ? new SSESpecification(true, SSEType.KMS, kms.KmsMasterKeyId) : null,
        };
        if (type.GetCustomAttribute<ProvisionedTableAttribute>() is { } provisioned)
        {
            configuration = configuration with
            {
                BillingMode = BillingMode.PROVISIONED,
                Provisioned = new ProvisionedThroughput(provisioned.ReadCapacityUnits, provisioned.WriteCapacityUnits),
            };
        }
        else if (type.GetCustomAttribute<OnDemandTableAttribute>() is { } onDemand)
        {
            configuration = configuration with
            {
                BillingMode = BillingMode.PAY_PER_REQUEST,
                OnDemand = onDemand is { MaxReadUnits: 0, MaxWriteUnits: 0 } ? null : new OnDemandThroughput(
                    onDemand.MaxReadUnits == 0 ? null : onDemand.MaxReadUnits, onDemand.MaxWriteUnits == 0 ? null : onDemand.MaxWriteUnits),
            };
        }

        return type.GetCustomAttributes<TableTagAttribute>().Aggregate(configuration, static (c, tag) => c.WithTag(tag.Key, tag.Value));
    }

    private static void AddIndex(
        IConventionEntityType entityType, string name, KeyConfiguration? partitionKey, KeyConfiguration? sortKey, string[]? projects) =>
        entityType.SetAnnotation(
            DynoAnnotationNames.Index + name,
            new IndexConfiguration
            {
                Name = name,
                IsGlobal = partitionKey is not null,
                PartitionKey = partitionKey?.ToString(),
                SortKey = sortKey?.ToString(),
                Projection = projects is null ? ProjectionType.ALL : projects.Length == 0 ? ProjectionType.KEYS_ONLY : ProjectionType.INCLUDE,
                IncludedProperties = projects ?? [],
            }.ToString(),
            fromDataAnnotation: true);
}
