// LINQ's operators onto a DynoSelect, one short method each. What the store may do goes into its slots; after a limit or a
// projection of its own everything is a step of the provider.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using static EFCore.Dyno.Query.ShapedQueries;

namespace EFCore.Dyno.Query;

internal sealed class DynoQueryableMethodTranslator : QueryableMethodTranslatingExpressionVisitor
{
    private readonly QueryCompilationContext _context;

    public DynoQueryableMethodTranslator(QueryableMethodTranslatingExpressionVisitorDependencies dependencies, QueryCompilationContext context)
        : base(dependencies, context, subquery: false)
        => _context = context;

    private DynoQueryableMethodTranslator(DynoQueryableMethodTranslator parent)
        : base(parent.Dependencies, parent._context, subquery: true)
        => _context = parent._context;

    protected override QueryableMethodTranslatingExpressionVisitor CreateSubqueryVisitor() => new DynoQueryableMethodTranslator(this);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.DeclaringType == typeof(DynoQueryableExtensions) && Visit(node.Arguments[0]) is ShapedQueryExpression source)
        {
            var select = SelectOf(source);
            return node.Method.Name switch
            {
                nameof(DynoQueryableExtensions.AllowScan) => WithSelect(source, select with { AllowScan = true }),
                nameof(DynoQueryableExtensions.ConsistentRead) => WithSelect(source, select with { ConsistentRead = true }),
                _ => WithSelect(source, select with { IndexName = (string)((ConstantExpression)node.Arguments[1]).Value! }),
            };
        }

        return base.VisitMethodCall(node);
    }

    protected override ShapedQueryExpression? CreateShapedQueryExpression(IEntityType entityType)
    {
        if (entityType.IsOwned())
        {
            return Unsupported($"A query over the owned type '{entityType.DisplayName()}' on its own", "Query its owner and select the owned value.");
        }

        var source = DynoSource.Root(Metadata.DynoModel.Of(entityType.Model).For(entityType));
        var select = new DynoSelect(entityType, source);
        if (Discriminators.Condition(source, entityType) is { } condition)
        {
            select = select with { Predicates = [condition] };
        }

        return new(new DynoQueryExpression(select), new StructuralTypeShaperExpression(entityType, source, nullable: false));
    }

    protected override ShapedQueryExpression? TranslateWhere(ShapedQueryExpression source, LambdaExpression predicate)
    {
        var body = Body(source, predicate);
        var select = SelectOf(source);
        return WithSelect(source, select.IsOpen
            ? select with { Predicates = select.Predicates.AddRange(Conjuncts(body)) }
            : select.With(new FilterStep(body)));
    }

    protected override ShapedQueryExpression? TranslateOrderBy(ShapedQueryExpression source, LambdaExpression keySelector, bool ascending)
    {
        var ordering = new RowOrdering(Body(source, keySelector), !ascending);
        var select = SelectOf(source);
        return WithSelect(source, select.IsOpen ? select with { Orderings = [ordering] } : select.With(new SortStep([ordering])));
    }

    protected override ShapedQueryExpression? TranslateThenBy(ShapedQueryExpression source, LambdaExpression keySelector, bool ascending)
    {
        var ordering = new RowOrdering(Body(source, keySelector), !ascending);
        var select = SelectOf(source);
        if (select.IsOpen)
        {
            return WithSelect(source, select with { Orderings = select.Orderings.Add(ordering) });
        }

        return select.Steps is [.., SortStep sort]
            ? WithSelect(source, select with { Steps = select.Steps.SetItem(select.Steps.Length - 1, sort with { Orderings = sort.Orderings.Add(ordering) }) })
            : Unsupported("ThenBy here", "Put it directly after OrderBy.");
    }

    protected override ShapedQueryExpression? TranslateReverse(ShapedQueryExpression source)
    {
        var select = SelectOf(source);
        return select.IsOpen && !select.Orderings.IsEmpty
            ? WithSelect(source, select with { Orderings = [.. select.Orderings.Select(o => o with { Descending = !o.Descending })] })
            : Unsupported("Reverse without an order", "Add OrderBy before it.");
    }

    protected override ShapedQueryExpression? TranslateSkip(ShapedQueryExpression source, Expression count)
    {
        var select = SelectOf(source);
        return WithSelect(source, select.IsOpen ? select with { Skip = count } : select.With(new SkipStep(count)));
    }

    protected override ShapedQueryExpression? TranslateTake(ShapedQueryExpression source, Expression count)
    {
        var select = SelectOf(source);
        return WithSelect(source, select is { Take: null, Steps.IsEmpty: true } ? select with { Take = count } : select.With(new TakeStep(count)));
    }

    protected override ShapedQueryExpression TranslateSelect(ShapedQueryExpression source, LambdaExpression selector) =>
        selector.Body == selector.Parameters[0] ? source : source.UpdateShaperExpression(Body(source, selector));

    protected override ShapedQueryExpression? TranslateDistinct(ShapedQueryExpression source)
    {
        // Rows of one source are different entities already.
        if (RowBinder.ShaperOf(source.ShaperExpression) is { ValueBufferExpression: DynoSource { Embedded: null }, StructuralType: IEntityType type }
            && type.FindPrimaryKey() is not null)
        {
            return source;
        }

        var projected = Project(source);
        return WithSelect(projected, SelectOf(projected).With(new DistinctStep()));
    }

    protected override ShapedQueryExpression? TranslateFirstOrDefault(
        ShapedQueryExpression source, LambdaExpression? predicate, Type returnType, bool returnDefault) =>
        Only(source, predicate, returnType, returnDefault, rows: 1);

    protected override ShapedQueryExpression? TranslateSingleOrDefault(
        ShapedQueryExpression source, LambdaExpression? predicate, Type returnType, bool returnDefault) =>
        Only(source, predicate, returnType, returnDefault, rows: 2);

    protected override ShapedQueryExpression? TranslateLastOrDefault(
        ShapedQueryExpression source, LambdaExpression? predicate, Type returnType, bool returnDefault)
    {
        var select = SelectOf(source);
        return select.IsOpen && !select.Orderings.IsEmpty
            ? Only(TranslateReverse(source)!, predicate, returnType, returnDefault, rows: 1)
            : throw RowTranslator.Failed(source.ShaperExpression, QueryMessages.UnorderedLast());
    }

    protected override ShapedQueryExpression? TranslateElementAtOrDefault(ShapedQueryExpression source, Expression index, bool returnDefault) =>
        Only(TranslateSkip(source, index)!, null, source.ShaperExpression.Type, returnDefault, rows: 1);

    protected override ShapedQueryExpression? TranslateAny(ShapedQueryExpression source, LambdaExpression? predicate) =>
        Aggregate(predicate is null ? source : TranslateWhere(source, predicate)!, AggregateKind.Any, null, typeof(bool));

    protected override ShapedQueryExpression? TranslateAll(ShapedQueryExpression source, LambdaExpression predicate) => Aggregate(
        TranslateWhere(source, Expression.Lambda(Expression.Not(predicate.Body), predicate.Parameters))!, AggregateKind.None, null, typeof(bool));

    protected override ShapedQueryExpression? TranslateContains(ShapedQueryExpression source, Expression item)
    {
        var parameter = Expression.Parameter(source.ShaperExpression.Type, "x");
        return TranslateAny(source, Expression.Lambda(
            Expression.Equal(parameter, item.Type == parameter.Type ? item : Expression.Convert(item, parameter.Type)), parameter));
    }

    protected override ShapedQueryExpression? TranslateCount(ShapedQueryExpression source, LambdaExpression? predicate) =>
        Aggregate(predicate is null ? source : TranslateWhere(source, predicate)!, AggregateKind.Count, null, typeof(int));

    protected override ShapedQueryExpression? TranslateLongCount(ShapedQueryExpression source, LambdaExpression? predicate) =>
        Aggregate(predicate is null ? source : TranslateWhere(source, predicate)!, AggregateKind.LongCount, null, typeof(long));

    protected override ShapedQueryExpression? TranslateMin(ShapedQueryExpression source, LambdaExpression? selector, Type resultType) =>
        Aggregate(source, AggregateKind.Min, selector, resultType);

    protected override ShapedQueryExpression? TranslateMax(ShapedQueryExpression source, LambdaExpression? selector, Type resultType) =>
        Aggregate(source, AggregateKind.Max, selector, resultType);

    protected override ShapedQueryExpression? TranslateSum(ShapedQueryExpression source, LambdaExpression? selector, Type resultType) =>
        Aggregate(source, AggregateKind.Sum, selector, resultType);

    protected override ShapedQueryExpression? TranslateAverage(ShapedQueryExpression source, LambdaExpression? selector, Type resultType) =>
        Aggregate(source, AggregateKind.Average, selector, resultType);

    protected override ShapedQueryExpression? TranslateCast(ShapedQueryExpression source, Type castType) =>
        source.ShaperExpression.Type == castType ? source : source.UpdateShaperExpression(Expression.Convert(source.ShaperExpression, castType));

    protected override ShapedQueryExpression? TranslateOfType(ShapedQueryExpression source, Type resultType)
    {
        if (RowBinder.ShaperOf(source.ShaperExpression) is not
            { StructuralType: IEntityType type, ValueBufferExpression: DynoSource { Embedded: null } root } shaper)
        {
            return Unsupported("OfType over what is not an entity", "Filter with 'is' after AsEnumerable.");
        }

        if (resultType.IsAssignableFrom(type.ClrType))
        {
            return source;
        }

        var derived = type.GetDerivedTypes().FirstOrDefault(d => d.ClrType == resultType);
        var condition = derived is null ? Expression.Constant(false) : Discriminators.Condition(root, derived) ?? Expression.Constant(true);
        var select = SelectOf(source);
        var filtered = WithSelect(source, select.IsOpen
            ? select with { Predicates = select.Predicates.AddRange(Conjuncts(condition)) }
            : select.With(new FilterStep(condition)));
        return derived is null
            ? filtered.UpdateShaperExpression(Expression.Default(resultType))
            : filtered.UpdateShaperExpression(shaper.WithType(derived));
    }

    protected override ShapedQueryExpression? TranslateDefaultIfEmpty(ShapedQueryExpression source, Expression? defaultValue) =>
        Unsupported("DefaultIfEmpty", "Use FirstOrDefault, or AsEnumerable before it.");

    protected override ShapedQueryExpression? TranslateConcat(ShapedQueryExpression source1, ShapedQueryExpression source2) => Sets("Concat");

    protected override ShapedQueryExpression? TranslateExcept(ShapedQueryExpression source1, ShapedQueryExpression source2) => Sets("Except");

    protected override ShapedQueryExpression? TranslateIntersect(ShapedQueryExpression source1, ShapedQueryExpression source2) => Sets("Intersect");

    protected override ShapedQueryExpression? TranslateUnion(ShapedQueryExpression source1, ShapedQueryExpression source2) => Sets("Union");

    protected override ShapedQueryExpression? TranslateGroupBy(
        ShapedQueryExpression source, LambdaExpression keySelector, LambdaExpression? elementSelector, LambdaExpression? resultSelector) =>
        Unsupported("GroupBy", "Select what is needed, then group after AsEnumerable or ToListAsync.");

    protected override ShapedQueryExpression? TranslateGroupJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector,
        LambdaExpression resultSelector) => Joins("GroupJoin");

    protected override ShapedQueryExpression? TranslateJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector,
        LambdaExpression resultSelector) => Joins("Join");

    protected override ShapedQueryExpression? TranslateLeftJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector,
        LambdaExpression resultSelector) => Joins("LeftJoin (or a navigation to a type that is not owned)");

    protected override ShapedQueryExpression? TranslateRightJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector,
        LambdaExpression resultSelector) => Joins("RightJoin");

    protected override ShapedQueryExpression? TranslateSelectMany(
        ShapedQueryExpression source, LambdaExpression collectionSelector, LambdaExpression resultSelector) => Flatten();

    protected override ShapedQueryExpression? TranslateSelectMany(ShapedQueryExpression source, LambdaExpression selector) => Flatten();

    protected override ShapedQueryExpression? TranslateSkipWhile(ShapedQueryExpression source, LambdaExpression predicate) =>
        Unsupported("SkipWhile", "Use Where with a range of the sort key.");

    protected override ShapedQueryExpression? TranslateTakeWhile(ShapedQueryExpression source, LambdaExpression predicate) =>
        Unsupported("TakeWhile", "Use Where with a range of the sort key.");

    private ShapedQueryExpression? Only(ShapedQueryExpression source, LambdaExpression? predicate, Type returnType, bool returnDefault, int rows)
    {
        if (predicate is not null)
        {
            source = TranslateWhere(source, predicate)!;
        }

        source = TranslateTake(source, Expression.Constant(rows))!;
        if (source.ShaperExpression.Type != returnType)
        {
            source = source.UpdateShaperExpression(Expression.Convert(source.ShaperExpression, returnType));
        }

        return source.UpdateResultCardinality(returnDefault ? ResultCardinality.SingleOrDefault : ResultCardinality.Single);
    }

    private ShapedQueryExpression? Sets(string name) =>
        Unsupported(name, "Run the queries one by one, or combine their conditions with || in one Where.");

    private ShapedQueryExpression? Joins(string name) =>
        Unsupported(name, "Query each side by its key, or own the related type so that it is stored inside its owner.");

    private ShapedQueryExpression? Flatten() =>
        Unsupported("SelectMany", "Select the collection and flatten it after AsEnumerable or ToListAsync.");

    private ShapedQueryExpression? Unsupported(string name, string wayOut)
    {
        AddTranslationErrorDetails(QueryMessages.Operator(name, wayOut));
        return null;
    }
}
