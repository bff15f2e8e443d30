// How a query is compiled, kept for the day its parameters ask for another plan. It is kept as long as EF keeps the query, and so holds nothing of the context that the
// query was first compiled for: the one that asks brings its own services.

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed record CompilationSettings(QueryTrackingBehavior Tracking, IReadOnlyList<string> Tags)
{
    public static CompilationSettings Of(QueryCompilationContext context) => new(context.QueryTrackingBehavior, [.. context.Tags]);

    public DynoShapedQueryCompilingVisitor Compiler(DynoQueryContext context) =>
        new(context.Context.GetService<ShapedQueryCompilingExpressionVisitorDependencies>(), new Again(context.Context.GetService<QueryCompilationContextDependencies>(), this));

    // EF sets how a query tracks, and adds its tags, while it goes through the operators.
    private sealed class Again : QueryCompilationContext
    {
        private readonly CompilationSettings _settings;

        public Again(QueryCompilationContextDependencies dependencies, CompilationSettings settings)
            : base(dependencies, async: false)
        {
            _settings = settings;
            Tags.UnionWith(settings.Tags);
        }

        public override QueryTrackingBehavior QueryTrackingBehavior => _settings.Tracking;
    }
}
