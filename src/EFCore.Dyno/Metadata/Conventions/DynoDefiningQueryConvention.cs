// Makes the sets that a defining query reads (ToDynoQuery) roots of the model's entity types.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoDefiningQueryConvention(ProviderConventionSetBuilderDependencies dependencies) : QueryFilterRewritingConvention(dependencies)
{
    public override void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entityType[DynoAnnotationNames.DefiningQuery] is LambdaExpression query)
            {
                entityType.SetAnnotation(DynoAnnotationNames.DefiningQuery, DbSetAccessRewriter.Rewrite(modelBuilder.Metadata, query));
            }
        }
    }
}
