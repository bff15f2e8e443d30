// The factories that EF asks for the stages of a query; registered by the provider's services.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DynoQueryableMethodTranslatorFactory(QueryableMethodTranslatingExpressionVisitorDependencies dependencies)
    : IQueryableMethodTranslatingExpressionVisitorFactory
{
    public QueryableMethodTranslatingExpressionVisitor Create(QueryCompilationContext queryCompilationContext) =>
        new DynoQueryableMethodTranslator(dependencies, queryCompilationContext);
}

internal sealed class DynoShapedQueryCompilerFactory(ShapedQueryCompilingExpressionVisitorDependencies dependencies)
    : IShapedQueryCompilingExpressionVisitorFactory
{
    public ShapedQueryCompilingExpressionVisitor Create(QueryCompilationContext queryCompilationContext) =>
        new DynoShapedQueryCompilingVisitor(dependencies, queryCompilationContext);
}
