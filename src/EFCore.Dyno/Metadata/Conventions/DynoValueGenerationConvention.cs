// DynamoDB generates no values. GUIDs at the end of a key are generated here, in the process; numbers are the application's.

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
        return property.ClrType == typeof(Guid)
            && property.FindContainingPrimaryKey()?.Properties is [.., var last]
            && last == property
            && !property.IsForeignKey()
                ? ValueGenerated.OnAdd
                : null;
    }
}
