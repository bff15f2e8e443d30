// Where keys are configured but the EF key is not, the EF key is what the keys are computed from: partition key, then sort key.

using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoKeyDiscoveryConvention(ProviderConventionSetBuilderDependencies dependencies)
    : KeyDiscoveryConvention(dependencies), IEntityTypeAnnotationChangedConvention
{
    public void ProcessEntityTypeAnnotationChanged(
        IConventionEntityTypeBuilder entityTypeBuilder,
        string name,
        IConventionAnnotation? annotation,
        IConventionAnnotation? oldAnnotation,
        IConventionContext<IConventionAnnotation> context)
    {
        if (name is DynoAnnotationNames.PartitionKey or DynoAnnotationNames.SortKey)
        {
            TryConfigurePrimaryKey(entityTypeBuilder);
        }
    }

    protected override List<IConventionProperty>? DiscoverKeyProperties(IConventionEntityType entityType)
    {
        var partitionKey = Properties(entityType, DynoAnnotationNames.PartitionKey);
        var sortKey = Properties(entityType, DynoAnnotationNames.SortKey);
        if (partitionKey is not null && sortKey is not null)
        {
            return [.. partitionKey.Union(sortKey)];
        }

        var discovered = base.DiscoverKeyProperties(entityType);
        if (partitionKey is not null)
        {
            return [.. partitionKey.Union(discovered ?? [])];
        }

        return sortKey is null ? discovered : [.. (discovered ?? []).Except(sortKey), .. sortKey];
    }

    private static List<IConventionProperty>? Properties(IConventionEntityType entityType, string annotation)
    {
        if (entityType.BaseType is not null || entityType[annotation] is not string text)
        {
            return null;
        }

        // The validator tells of a template that cannot be read.
        var key = KeyConfiguration.Parse(text);
        if (key.IsTemplate && KeyTemplate.FindError(key.Template) is not null)
        {
            return null;
        }

        return [.. key.PropertyNames.Select(entityType.FindProperty).Where(p => p is not null).Select(p => p!)];
    }
}
