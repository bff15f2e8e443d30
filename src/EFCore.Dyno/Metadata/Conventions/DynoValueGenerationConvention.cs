// EF's rule, and two of our own: where a type's items were given a key (HasPartitionKey, HasSortKey), a Guid at the end of a composite EF key is
// generated too; and positions in owned collections are.

using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoValueGenerationConvention(ProviderConventionSetBuilderDependencies dependencies)
    : ValueGenerationConvention(dependencies), IEntityTypeAnnotationChangedConvention
{
    public void ProcessEntityTypeAnnotationChanged(
        IConventionEntityTypeBuilder entityTypeBuilder,
        string name,
        IConventionAnnotation? annotation,
        IConventionAnnotation? oldAnnotation,
        IConventionContext<IConventionAnnotation> context)
    {
        if (name is DynoAnnotationNames.PartitionKey or DynoAnnotationNames.SortKey
            && entityTypeBuilder.Metadata.FindPrimaryKey()?.Properties is [.., var last])
        {
            last.Builder.ValueGenerated(GetValueGenerated(last));
        }
    }

    protected override ValueGenerated? GetValueGenerated(IConventionProperty property)
    {
        if (property.IsOrdinalKey())
        {
            return ValueGenerated.OnAddOrUpdate;
        }

        // Only the last property: the ones before it say where the item belongs, and a made-up owner would hide a mistake.
        return base.GetValueGenerated(property)
            ?? (property.ClrType == typeof(Guid)
                && property.FindContainingPrimaryKey() is { Properties: { Count: > 1 } key, DeclaringEntityType: var entityType }
                && key[^1] == property
                && (entityType[DynoAnnotationNames.PartitionKey] ?? entityType[DynoAnnotationNames.SortKey]) is not null
                && !property.IsForeignKey()
                    ? ValueGenerated.OnAdd
                    : null);
    }
}
