// The floor's translation: what the suite asks, and nothing else. Conditions are dropped; that there was one tells how many rows there are.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Dyno.Benchmarks.Ef;

internal sealed class FloorTranslator(QueryableMethodTranslatingExpressionVisitorDependencies dependencies, QueryCompilationContext context)
    : QueryableMethodTranslatingExpressionVisitor(dependencies, context, subquery: false)
{
    private readonly QueryableMethodTranslatingExpressionVisitorDependencies _dependencies = dependencies;

    protected override QueryableMethodTranslatingExpressionVisitor CreateSubqueryVisitor() => new FloorTranslator(_dependencies, QueryCompilationContext);

    protected override ShapedQueryExpression CreateShapedQueryExpression(IEntityType entityType) =>
        new(new FloorQuery(int.MaxValue), new StructuralTypeShaperExpression(entityType, new FloorBuffer(), nullable: false));

    protected override ShapedQueryExpression TranslateWhere(ShapedQueryExpression source, LambdaExpression predicate) =>
        source.UpdateQueryExpression(new FloorQuery(FloorProvider.RowsOfRange));

    protected override ShapedQueryExpression TranslateFirstOrDefault(
        ShapedQueryExpression source, LambdaExpression? predicate, Type returnType, bool returnDefault) =>
        source.UpdateQueryExpression(new FloorQuery(1)).UpdateResultCardinality(ResultCardinality.SingleOrDefault);

    protected override ShapedQueryExpression TranslateSelect(ShapedQueryExpression source, LambdaExpression selector) =>
        selector.Body == selector.Parameters[0]
            ? source
            : source.UpdateShaperExpression(
                new Reads(selector.Parameters[0], ((StructuralTypeShaperExpression)source.ShaperExpression).StructuralType).Visit(selector.Body));

    private sealed class Reads(ParameterExpression entity, ITypeBase type) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression == entity ? new FloorRead(type.FindProperty(node.Member.Name)!) : base.VisitMember(node);
    }

    // The rest is not asked: null is EF's "could not be translated".

    protected override ShapedQueryExpression? TranslateAll(ShapedQueryExpression source, LambdaExpression predicate) => null;

    protected override ShapedQueryExpression? TranslateAny(ShapedQueryExpression source, LambdaExpression? predicate) => null;

    protected override ShapedQueryExpression? TranslateAverage(ShapedQueryExpression source, LambdaExpression? selector, Type resultType) => null;

    protected override ShapedQueryExpression? TranslateCast(ShapedQueryExpression source, Type castType) => null;

    protected override ShapedQueryExpression? TranslateConcat(ShapedQueryExpression source1, ShapedQueryExpression source2) => null;

    protected override ShapedQueryExpression? TranslateContains(ShapedQueryExpression source, Expression item) => null;

    protected override ShapedQueryExpression? TranslateCount(ShapedQueryExpression source, LambdaExpression? predicate) => null;

    protected override ShapedQueryExpression? TranslateDefaultIfEmpty(ShapedQueryExpression source, Expression? defaultValue) => null;

    protected override ShapedQueryExpression? TranslateDistinct(ShapedQueryExpression source) => null;

    protected override ShapedQueryExpression? TranslateElementAtOrDefault(ShapedQueryExpression source, Expression index, bool returnDefault) => null;

    protected override ShapedQueryExpression? TranslateExcept(ShapedQueryExpression source1, ShapedQueryExpression source2) => null;

    protected override ShapedQueryExpression? TranslateGroupBy(
        ShapedQueryExpression source, LambdaExpression keySelector, LambdaExpression? elementSelector, LambdaExpression? resultSelector) => null;

    protected override ShapedQueryExpression? TranslateGroupJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector, LambdaExpression resultSelector) => null;

    protected override ShapedQueryExpression? TranslateIntersect(ShapedQueryExpression source1, ShapedQueryExpression source2) => null;

    protected override ShapedQueryExpression? TranslateJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector, LambdaExpression resultSelector) => null;

    protected override ShapedQueryExpression? TranslateLeftJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector, LambdaExpression resultSelector) => null;

    protected override ShapedQueryExpression? TranslateRightJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector, LambdaExpression resultSelector) => null;

    protected override ShapedQueryExpression? TranslateLastOrDefault(
        ShapedQueryExpression source, LambdaExpression? predicate, Type returnType, bool returnDefault) => null;

    protected override ShapedQueryExpression? TranslateLongCount(ShapedQueryExpression source, LambdaExpression? predicate) => null;

    protected override ShapedQueryExpression? TranslateMax(ShapedQueryExpression source, LambdaExpression? selector, Type resultType) => null;

    protected override ShapedQueryExpression? TranslateMin(ShapedQueryExpression source, LambdaExpression? selector, Type resultType) => null;

    protected override ShapedQueryExpression? TranslateOfType(ShapedQueryExpression source, Type resultType) => null;

    protected override ShapedQueryExpression? TranslateOrderBy(ShapedQueryExpression source, LambdaExpression keySelector, bool ascending) => null;

    protected override ShapedQueryExpression? TranslateReverse(ShapedQueryExpression source) => null;

    protected override ShapedQueryExpression? TranslateSelectMany(
        ShapedQueryExpression source, LambdaExpression collectionSelector, LambdaExpression resultSelector) => null;

    protected override ShapedQueryExpression? TranslateSelectMany(ShapedQueryExpression source, LambdaExpression selector) => null;

    protected override ShapedQueryExpression? TranslateSingleOrDefault(
        ShapedQueryExpression source, LambdaExpression? predicate, Type returnType, bool returnDefault) => null;

    protected override ShapedQueryExpression? TranslateSkip(ShapedQueryExpression source, Expression count) => null;

    protected override ShapedQueryExpression? TranslateSkipWhile(ShapedQueryExpression source, LambdaExpression predicate) => null;

    protected override ShapedQueryExpression? TranslateSum(ShapedQueryExpression source, LambdaExpression? selector, Type resultType) => null;

    protected override ShapedQueryExpression? TranslateTake(ShapedQueryExpression source, Expression count) => null;

    protected override ShapedQueryExpression? TranslateTakeWhile(ShapedQueryExpression source, LambdaExpression predicate) => null;

    protected override ShapedQueryExpression? TranslateThenBy(ShapedQueryExpression source, LambdaExpression keySelector, bool ascending) => null;

    protected override ShapedQueryExpression? TranslateUnion(ShapedQueryExpression source1, ShapedQueryExpression source2) => null;
}
