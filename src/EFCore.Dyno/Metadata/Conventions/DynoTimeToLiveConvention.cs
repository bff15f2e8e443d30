// Stores the time at which an item expires as seconds since 1970, unless the application converts it itself.

using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoTimeToLiveConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entityType[DynoAnnotationNames.TimeToLive] is string name
                && entityType.FindProperty(name) is { } property
                && EpochSecondsConverters.For(property.ClrType) is { } converter)
            {
                property.Builder.HasConversion(converter);
            }
        }
    }
}
