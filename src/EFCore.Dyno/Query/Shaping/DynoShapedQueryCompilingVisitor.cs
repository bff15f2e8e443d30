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
    private static readonly MethodInfo s_variants = typeof(DynoShapedQueryCompilingVisitor).GetMethod(nameof(Variants), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly bool _threadSafetyChecks = dependencies.CoreSingletonOptions.AreThreadSafetyChecksEnabled;

    protected override Expression VisitShapedQuery(ShapedQueryExpression shapedQueryExpression)
    {
        VerifyNoClientConstant(shapedQueryExpression.ShaperExpression);
        var recipe = Recipe(ShapedQueries.SelectOf(shapedQueryExpression), shapedQueryExpression.ShaperExpression);
        var resultType = shapedQueryExpression.ShaperExpression.Type;
        return Expression.New(
            typeof(DynoEnumerable<>).MakeGenericType(resultType).GetConstructors()[0],
            QueryCompilationContext.QueryContextParameter,
            Expression.Constant(s_variants.MakeGenericMethod(resultType).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [this, recipe], null)));
    }

    protected override Expression VisitExtension(Expression extensionExpression)
    {
        if (extensionExpression is not BulkWriteExpression bulk)
        {
            return base.VisitExtension(extensionExpression);
        }

        var recipe = Recipe(bulk.Write.Select, null);
        var nulls = ParameterNulls.None();
        var variants = new NullVariants<BulkPlan>(Compile(recipe, bulk.Write, nulls), nulls, (context, known) => recipe.Compiler(context).Compile(recipe, bulk.Write, known));
        return Expression.Call(
            typeof(BulkRun),
            QueryCompilationContext.IsAsync ? nameof(BulkRun.ExecuteAsync) : nameof(BulkRun.Execute),
            null,
            QueryCompilationContext.QueryContextParameter,
            Expression.Constant(variants));
    }

    private QueryRecipe Recipe(DynoSelect select, Expression? shaper) =>
        new(select, shaper!, QueryCompilationContext.QueryTrackingBehavior, [.. QueryCompilationContext.Tags]);

    private static NullVariants<CompiledPipeline<T>> Variants<T>(DynoShapedQueryCompilingVisitor compiler, QueryRecipe recipe)
    {
        var nulls = ParameterNulls.None();
        return new(compiler.Compile<T>(recipe, nulls), nulls, (context, known) => recipe.Compiler(context).Compile<T>(recipe, known));
    }

    private CompiledPipeline<T> Compile<T>(QueryRecipe recipe, ParameterNulls nulls)
    {
        var tracking = recipe.Tracking == QueryTrackingBehavior.TrackAll;
        var build = new QueryBuild(recipe.Tags, nulls, layout => new RowCompiler(layout, InjectStructuralTypeMaterializers, tracking));
        var builder = new PipelineBuilder(build, recipe.Select, [], "", 0);
        var pipe = builder.Build(recipe.Shaper);
        builder.PassItems();
        Warn(build.Outline);

        var source = builder.Source;
        var resumable = recipe.Select is { Store: not null, Skip: null, Take: null, Steps.IsEmpty: true }
            && source!.Plan.Kind is (AccessKind.Query or AccessKind.Scan)
            && !source.Plan.HasListKey
            && (recipe.Select.Orderings.IsEmpty || source.Plan.OrderedByStore);
        return new(
            (Pipe<T>)pipe,
            source,
            build.Outline.ToString(),
            build.Tags,
            resumable,
            recipe.Tracking != QueryTrackingBehavior.NoTracking,
            QueryCompilationContext.ContextType,
            recipe.Tracking == QueryTrackingBehavior.NoTrackingWithIdentityResolution,
            _threadSafetyChecks);
    }

    private BulkPlan Compile(QueryRecipe recipe, BulkWrite write, ParameterNulls nulls)
    {
        var build = new QueryBuild(recipe.Tags, nulls, layout => new RowCompiler(layout, InjectStructuralTypeMaterializers, tracking: false));
        var plan = new BulkCompiler(build, write, QueryCompilationContext.ContextType).Compile();
        Warn(build.Outline);
        if (write.Select.IsCascade && build.Outline.Plans.Find(p => p.Plan.Kind == AccessKind.Scan) is { Plan: { } scan })
        {
            QueryCompilationContext.Logger.CascadeScanWarning(QueryMessages.CascadeScan(write.EntityType.DisplayName(), scan.Path.ToString(), scan.Why));
        }

        return plan;
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
