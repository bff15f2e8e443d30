// EF's preparation of a query, told what the provider can do: constants that EF.Constant asks for, lists of the program where a query is asked for.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DynoQueryPreprocessor(QueryTranslationPreprocessorDependencies dependencies, QueryCompilationContext context)
    : QueryTranslationPreprocessor(dependencies, context)
{
    protected override bool IsEfConstantSupported => true;

    protected override Expression ProcessQueryRoots(Expression expression) => new LocalCollections().Visit(expression);
}

internal sealed class DynoQueryPreprocessorFactory(QueryTranslationPreprocessorDependencies dependencies) : IQueryTranslationPreprocessorFactory
{
    public QueryTranslationPreprocessor Create(QueryCompilationContext queryCompilationContext) => new DynoQueryPreprocessor(dependencies, queryCompilationContext);
}
