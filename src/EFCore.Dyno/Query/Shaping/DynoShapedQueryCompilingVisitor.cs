// The last stage of compilation: plans the select, compiles what the provider runs, and leaves EF an expression that makes the rows.

using System.Linq.Expressions;
using System.Reflection;
using EFCore.Dyno.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DynoShapedQueryCompilingVisitor(
    ShapedQueryCompilingExpressionVisitorDependencies dependencies, QueryCompilationContext context)
    : ShapedQueryCompilingExpressionVisitor(dependencies, context)
{
    private static readonly MethodInfo s_pipelines = typeof(DynoShapedQueryCompilingVisitor).GetMethod(nameof(Pipelines), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private readonly bool _threadSafetyChecks = dependencies.CoreSingletonOptions.AreThreadSafetyChecksEnabled;

    protected override Expression VisitShapedQuery(ShapedQueryExpression shapedQueryExpression)
    {
        var (select, shaper) = (ShapedQueries.SelectOf(shapedQueryExpression), shapedQueryExpression.ShaperExpression);
        VerifyNoClientConstant(shaper);
        return Expression.New(
            typeof(DynoEnumerable<>).MakeGenericType(shaper.Type).GetConstructors()[0],
            QueryCompilationContext.QueryContextParameter,
            Expression.Constant(s_pipelines.MakeGenericMethod(shaper.Type).Invoke(this, BindingFlags.DoNotWrapExceptions, null, [select, shaper], null)));
    }

    protected override Expression VisitExtension(Expression extensionExpression)
    {
        if (extensionExpression is not BulkWriteExpression bulk)
        {
            return base.VisitExtension(extensionExpression);
        }

        return Expression.Call(
            typeof(BulkRun),
            QueryCompilationContext.IsAsync ? nameof(BulkRun.ExecuteAsync) : nameof(BulkRun.Execute),
            null,
            QueryCompilationContext.QueryContextParameter,
            Expression.Constant(Variants((compiler, facts) => compiler.Compile(bulk.Write, facts))));
    }

    private PlanVariants<CompiledPipeline<T>> Pipelines<T>(DynoSelect select, Expression shaper) => Variants((compiler, facts) => compiler.Compile<T>(select, shaper, facts));

    // What compiles must keep nothing of this visitor, which has the context's services.
    private PlanVariants<T> Variants<T>(Func<DynoShapedQueryCompilingVisitor, ParameterFacts, T> compile)
    {
        var facts = ParameterFacts.None();
        var settings = CompilationSettings.Of(QueryCompilationContext);
        return new(compile(this, facts), facts, Again(compile, settings));
    }

    // Apart, so that its closure has no more than these.
    private static Func<DynoQueryContext, ParameterFacts, T> Again<T>(Func<DynoShapedQueryCompilingVisitor, ParameterFacts, T> compile, CompilationSettings settings) =>
        (context, known) => compile(settings.Compiler(context), known);

    private CompiledPipeline<T> Compile<T>(DynoSelect select, Expression shaper, ParameterFacts facts)
    {
        var tracking = QueryCompilationContext.QueryTrackingBehavior;
        var build = Build(facts, tracking == QueryTrackingBehavior.TrackAll);
        var builder = new PipelineBuilder(build, select, [], "", 0);
        var pipe = builder.Build(shaper);
        builder.PassItems();
        Warn(build.Outline);

        var source = builder.Source;
        var resumable = select is { Store: not null, Skip: null, Take: null, Steps.IsEmpty: true }
            && source!.Plan.Kind is (AccessKind.Query or AccessKind.Scan)
            && !source.Plan.HasListKey
            && (select.Orderings.IsEmpty || source.Plan.OrderedByStore);
        return new(
            (Pipe<T>)pipe,
            source,
            build.Outline.ToString(),
            build.Tags,
            resumable,
            tracking != QueryTrackingBehavior.NoTracking,
            QueryCompilationContext.ContextType,
            tracking == QueryTrackingBehavior.NoTrackingWithIdentityResolution,
            _threadSafetyChecks);
    }

    private BulkPlan Compile(BulkWrite write, ParameterFacts facts)
    {
        var build = Build(facts, tracking: false);
        var plan = new BulkCompiler(build, write, QueryCompilationContext.ContextType).Compile();
        Warn(build.Outline);
        if (write.Select.IsCascade && build.Outline.Plans.Find(p => p.Plan.Kind == AccessKind.Scan) is { Plan: { } scan })
        {
            QueryCompilationContext.Logger.CascadeScanWarning(QueryMessages.CascadeScan(write.EntityType.DisplayName(), scan.Path.ToString(), scan.Why));
        }

        return plan;
    }

    private QueryBuild Build(ParameterFacts facts, bool tracking) =>
        new([.. QueryCompilationContext.Tags], facts, layout => new RowCompiler(layout, InjectStructuralTypeMaterializers, tracking));

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
