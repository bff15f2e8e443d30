// EF's conventions, with what DynamoDB wants different: keys from key templates, tables from sets, a discriminator in shared tables.

using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoConventionSetBuilder(ProviderConventionSetBuilderDependencies dependencies) : ProviderConventionSetBuilder(dependencies)
{
    public override ConventionSet CreateConventionSet()
    {
        var conventions = base.CreateConventionSet();
        // An index in DynamoDB is a copy that is paid for: none is made unasked.
        conventions.Remove(typeof(ForeignKeyIndexConvention));
        conventions.Add(new DynoDefiningQueryConvention(Dependencies));
        conventions.Replace<KeyDiscoveryConvention>(new DynoKeyDiscoveryConvention(Dependencies));
        conventions.Replace<ValueGenerationConvention>(new DynoValueGenerationConvention(Dependencies));
        conventions.EntityTypeAddedConventions.Insert(0, new DynoAttributesConvention());
        conventions.PropertyAddedConventions.Add(new DynoAttributeNameConvention(Dependencies));
        conventions.ModelFinalizingConventions.Insert(0, new DynoTableConvention(Dependencies));
        conventions.ModelFinalizingConventions.Insert(0, new DynoTimeToLiveConvention());
        conventions.ModelFinalizingConventions.Insert(0, new DynoIndexConvention(Dependencies));
        return conventions;
    }
}
