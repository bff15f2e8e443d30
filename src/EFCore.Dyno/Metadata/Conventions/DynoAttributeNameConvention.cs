// Reads [DynoAttribute] of properties.

using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoAttributeNameConvention(ProviderConventionSetBuilderDependencies dependencies)
    : PropertyAttributeConventionBase<DynoAttributeAttribute>(dependencies)
{
    protected override void ProcessPropertyAdded(
        IConventionPropertyBuilder propertyBuilder, DynoAttributeAttribute attribute, MemberInfo clrMember, IConventionContext context)
        => propertyBuilder.Metadata.SetAttributeName(attribute.Name, fromDataAnnotation: true);
}
