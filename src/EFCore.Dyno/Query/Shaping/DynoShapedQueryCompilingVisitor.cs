// The last stage of compilation: plans the select, compiles what the provider runs, and leaves EF an expression that makes the rows.

using System.Linq.Expressions;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class DynoShapedQueryCompilingVisitor(
    ShapedQueryCompilingExpressionVisitorDependencies dependencies, QueryCompilationContext context)
    : ShapedQueryCompilingExpressionVisitor(dependencies, context)
{
    private readonly bool _threadSafetyChecks = dependencies.CoreSingletonOptions.AreThreadSafetyChecksEnabled;

    public override void AddStructuralTypeInitialization(
        StructuralTypeShaperExpression shaper, ParameterExpression instanceVariable, List<ParameterExpression> variables, List<Expression> expressions)
    {
        foreach (var (property, element) in RowCompiler.ComplexCollections(shaper.StructuralType, (DynoSource)shaper.ValueBufferExpression))
        {
            if (property.IsShadowProperty())
            {
                continue;
            }

            var value = new CollectionRead(
                element, new StructuralTypeShaperExpression(property.ComplexType, element, nullable: false), property, property.ClrType);
            var member = Expression.MakeMemberAccess(instanceVariable, property.GetMemberInfo(forMaterialization: true, forSet: true));
            Expression assignment = Expression.Assign(member, value);
            expressions.Add(instanceVariable.Type.IsValueType
                ? assignment
                : Expression.IfThen(Expression.ReferenceNotEqual(instanceVariable, Expression.Constant(null, instanceVariable.Type)), assignment));
        }
    }

    protected override Expression VisitShapedQuery(ShapedQueryExpression shapedQueryExpression)
    {
        var select = ShapedQueries.SelectOf(shapedQueryExpression);
        var shaper = shapedQueryExpression.ShaperExpression;
        var paths = AccessPaths.For(DynoModel.Of(select.EntityType.Model).For(select.EntityType));
        var plan = AccessPathPlanner.Plan(PlanRequests.For(select, shaper, paths));
        Warn(select, plan);

        var source = new SourcePlan(plan, paths[0], [.. QueryCompilationContext.Tags]);
        var tracking = QueryCompilationContext.QueryTrackingBehavior == QueryTrackingBehavior.TrackAll;
        var pipe = new PipelineBuilder(select, source, () => new RowCompiler(InjectStructuralTypeMaterializers, tracking)).Build(shaper);
        var resumable = select is { Skip: null, Take: null, Steps.IsEmpty: true }
            && plan.Kind is (AccessKind.Query or AccessKind.Scan)
            && !plan.HasListKey
            && (select.Orderings.IsEmpty || plan.OrderedByStore);
        var pipeline = Activator.CreateInstance(
            typeof(CompiledPipeline<>).MakeGenericType(shaper.Type),
            pipe,
            source,
            resumable,
            QueryCompilationContext.ContextType,
            QueryCompilationContext.QueryTrackingBehavior == QueryTrackingBehavior.NoTrackingWithIdentityResolution,
            _threadSafetyChecks)!;
        return Expression.New(
            typeof(DynoEnumerable<>).MakeGenericType(shaper.Type).GetConstructors()[0],
            QueryCompilationContext.QueryContextParameter,
            Expression.Constant(pipeline));
    }

    private void Warn(DynoSelect select, QueryPlan plan)
    {
        if (plan is { Kind: AccessKind.Scan, ScanAllowed: false })
        {
            QueryCompilationContext.Logger.ScanWarning(QueryMessages.Scan(select.EntityType.DisplayName(), plan.Path.ToString(), plan.Why));
        }
    }
}
