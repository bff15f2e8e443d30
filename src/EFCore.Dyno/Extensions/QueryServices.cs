// The services of the query pipeline.

using EFCore.Dyno.Query;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;

namespace EFCore.Dyno.Extensions;

internal static class QueryServices
{
    public static EntityFrameworkServicesBuilder AddDynoQueryServices(this EntityFrameworkServicesBuilder builder) => builder
#pragma warning disable EF1001 // See DynoMaterializerSource and DynoQueryCompiler.
        .TryAdd<IQueryCompiler, DynoQueryCompiler>()
        .TryAdd<IStructuralTypeMaterializerSource, DynoMaterializerSource>()
#pragma warning restore EF1001
        .TryAdd<IQueryContextFactory, DynoQueryContextFactory>()
        .TryAdd<IQueryTranslationPreprocessorFactory, DynoQueryPreprocessorFactory>()
        .TryAdd<IQueryableMethodTranslatingExpressionVisitorFactory, DynoQueryableMethodTranslatorFactory>()
        .TryAdd<IShapedQueryCompilingExpressionVisitorFactory, DynoShapedQueryCompilerFactory>();
}
