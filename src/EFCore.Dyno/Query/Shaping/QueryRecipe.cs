// What a translated query is compiled from, once more where its parameters ask for another plan. It is kept as long as EF keeps the query, and so holds nothing of the
// context that the query was first compiled for: the one that asks brings its own services.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed record QueryRecipe(DynoSelect Select, Expression Shaper, QueryTrackingBehavior Tracking, IReadOnlyList<string> Tags)
{
    public DynoShapedQueryCompilingVisitor Compiler(DynoQueryContext context)
    {
        var dependencies = context.Context.GetService<QueryCompilationContextDependencies>();
        return new(context.Context.GetService<ShapedQueryCompilingExpressionVisitorDependencies>(), new Again(dependencies, Tracking));
    }

    // EF sets how a query tracks while it goes through the operators.
    private sealed class Again(QueryCompilationContextDependencies dependencies, QueryTrackingBehavior tracking) : QueryCompilationContext(dependencies, async: false)
    {
        public override QueryTrackingBehavior QueryTrackingBehavior => tracking;
    }
}
