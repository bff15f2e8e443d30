// The last stage of compilation: plans the select, compiles what the provider runs, and leaves EF an expression that makes the rows.

using System.Linq.Expressions;
using EFCore.Dyno.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DynoShapedQueryCompilingVisitor(
    ShapedQueryCompilingExpressionVisitorDependencies dependencies, QueryCompilationContext context)
    : ShapedQueryCompilingExpressionVisitor(dependencies, context)
{
    private readonly bool _threadSafetyChecks = dependencies.CoreSingletonOptions.AreThreadSafetyChecksEnabled;

    protected override Expression VisitShapedQuery(ShapedQueryExpression shapedQueryExpression)
    {
        var select = ShapedQueries.SelectOf(shapedQueryExpression);
        var shaper = shapedQueryExpression.ShaperExpression;
        VerifyNoClientConstant(shaper);
        var tracking = QueryCompilationContext.QueryTrackingBehavior == QueryTrackingBehavior.TrackAll;
        var build = new QueryBuild([.. QueryCompilationContext.Tags], layout => new RowCompiler(layout, InjectStructuralTypeMaterializers, tracking));
        var builder = new PipelineBuilder(build, select, [], "", 0);
        var pipe = builder.Build(shaper);
        builder.PassItems();
        Warn(build.Outline);

        var source = builder.Source;
        var resumable = select is { Store: not null, Skip: null, Take: null, Steps.IsEmpty: true }
            && source!.Plan.Kind is (AccessKind.Query or AccessKind.Scan)
            && !source.Plan.HasListKey
            && (select.Orderings.IsEmpty || source.Plan.OrderedByStore);
        var pipeline = Activator.CreateInstance(
            typeof(CompiledPipeline<>).MakeGenericType(shaper.Type),
            pipe,
            source,
            build.Outline.ToString(),
            build.Tags,
            resumable,
            QueryCompilationContext.QueryTrackingBehavior != QueryTrackingBehavior.NoTracking,
            QueryCompilationContext.ContextType,
            QueryCompilationContext.QueryTrackingBehavior == QueryTrackingBehavior.NoTrackingWithIdentityResolution,
            _threadSafetyChecks)!;
        return Expression.New(
            typeof(DynoEnumerable<>).MakeGenericType(shaper.Type).GetConstructors()[0],
            QueryCompilationContext.QueryContextParameter,
            Expression.Constant(pipeline));
    }

    protected override Expression VisitExtension(Expression extensionExpression)
    {
        if (extensionExpression is not BulkWriteExpression bulk)
        {
            return base.VisitExtension(extensionExpression);
        }

        var build = new QueryBuild([.. QueryCompilationContext.Tags], layout => new RowCompiler(layout, InjectStructuralTypeMaterializers, tracking: false));
        var plan = new BulkCompiler(build, bulk.Write, QueryCompilationContext.ContextType).Compile();
        Warn(build.Outline);
        if (bulk.Write.Select.IsCascade && build.Outline.Plans.Find(p => p.Plan.Kind == AccessKind.Scan) is { Plan: { } scan })
        {
            QueryCompilationContext.Logger.CascadeScanWarning(QueryMessages.CascadeScan(bulk.Write.EntityType.DisplayName(), scan.Path.ToString(), scan.Why));
        }

        return Expression.Call(
            typeof(BulkRun),
            QueryCompilationContext.IsAsync ? nameof(BulkRun.ExecuteAsync) : nameof(BulkRun.Execute),
            null,
            QueryCompilationContext.QueryContextParameter,
            Expression.Constant(plan));
    }

    // An index of EF's model that would have answered, were it one of the table's.
    private static IReadOnlyIndex? IndexOfEf(IEntityType entityType, QueryPlan plan) => plan.Filter is not { } filter ? null
        : entityType.GetIndexes().FirstOrDefault(i => FilterFields.Of(filter).Any(f => f.Property == i.Properties[0]));

    private void Warn(PlanOutline outline)
    {
        foreach (var (entityType, plan, allowScan) in outline.Plans)
        {
            if (plan.Kind == AccessKind.Scan && !allowScan)
            {
                QueryCompilationContext.Logger.ScanWarning(QueryMessages.Scan(entityType.DisplayName(), plan.Path.ToString(), plan.Why, IndexOfEf(entityType, plan)));
            }
        }

        var left = outline.Plans.SelectMany(p => p.Plan.Notes).Distinct().ToList();
        if (left.Count > 0)
        {
            QueryCompilationContext.Logger.ClientWorkWarning(
                QueryMessages.ClientWork(string.Join(", ", outline.Plans.Select(p => p.EntityType.DisplayName()).Distinct()), left));
        }
    }
}
