// EF's rule, and two of our own: a Guid at the end of a composite key is generated too, and so are positions in owned collections.

using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoValueGenerationConvention(ProviderConventionSetBuilderDependencies dependencies) : ValueGenerationConvention(dependencies)
{
    protected override ValueGenerated? GetValueGenerated(IConventionProperty property)
    {
        if (property.IsOrdinalKey())
        {
            return ValueGenerated.OnAddOrUpdate;
        }

        // Only the last property: the ones before it say where the item belongs, and a made-up owner would hide a mistake.
        return base.GetValueGenerated(property)
            ?? (property.ClrType == typeof(Guid)
                && property.FindContainingPrimaryKey()?.Properties is { Count: > 1 } key
                && key[^1] == property
                && !property.IsForeignKey()
                    ? ValueGenerated.OnAdd
                    : null);
    }
}
