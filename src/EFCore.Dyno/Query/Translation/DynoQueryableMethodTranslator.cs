// LINQ's operators onto a DynoSelect, one short method each. What the store may do goes into its slots; after a limit or over any other
// origin everything is a step of the provider. A projection changes only the shaper: the rows keep what it was made of.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using static EFCore.Dyno.Query.ShapedQueries;

namespace EFCore.Dyno.Query;

internal sealed partial class DynoQueryableMethodTranslator : QueryableMethodTranslatingExpressionVisitor
{
    private readonly QueryCompilationContext _context;
    private readonly RowTranslator _rows;

    // The operator that is being translated, for messages.
    private Expression _query = Expression.Empty();

    public DynoQueryableMethodTranslator(QueryableMethodTranslatingExpressionVisitorDependencies dependencies, QueryCompilationContext context)
        : base(dependencies, context, subquery: false)
    {
        _context = context;
        _rows = new(TranslateSubquery);
    }

    private DynoQueryableMethodTranslator(DynoQueryableMethodTranslator parent)
        : base(parent.Dependencies, parent._context, subquery: true)
    {
        _context = parent._context;
        _rows = new(TranslateSubquery);
    }

    // What the query ends with may still be a group: it is made here, where its rows can become a query.
    public override Expression Translate(Expression expression) =>
        base.Translate(expression) is var translated && translated is ShapedQueryExpression { ShaperExpression: GroupByShaperExpression group } shaped
            ? shaped.UpdateShaperExpression(_rows.Translate(group))
            : translated;

    protected override QueryableMethodTranslatingExpressionVisitor CreateSubqueryVisitor() => new DynoQueryableMethodTranslator(this);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.DeclaringType == typeof(DynoQueryableExtensions) && Visit(node.Arguments[0]) is ShapedQueryExpression source)
        {
            return StoreHints.Apply(node, source, _rows);
        }

        if (node is { Method.Name: nameof(Queryable.AsQueryable), Arguments: [var sequence] } && node.Method.DeclaringType == typeof(Queryable))
        {
            return Visit(sequence) is ShapedQueryExpression shaped ? shaped : Sequences.Of(_rows.Translate(sequence)) ?? QueryCompilationContext.NotTranslatedExpression;
        }

        if (node.Method.DeclaringType == typeof(Queryable) || node.Method.DeclaringType == typeof(EntityFrameworkQueryableExtensions))
        {
            var around = _query;
            _query = node;
            var translated = base.VisitMethodCall(node);
            _query = around;
            return translated;
        }

        return Sequences.Of(_rows.Translate(node)) ?? base.VisitMethodCall(node);
    }

    protected override Expression VisitMember(MemberExpression node) => Sequences.Of(_rows.Translate(node)) ?? QueryCompilationContext.NotTranslatedExpression;

    protected override Expression VisitConditional(ConditionalExpression node) => Sequences.Of(_rows.Translate(node)) ?? QueryCompilationContext.NotTranslatedExpression;

    protected override Expression VisitNewArray(NewArrayExpression node) => Sequences.Of(_rows.Translate(node)) ?? QueryCompilationContext.NotTranslatedExpression;

    protected override Expression VisitConstant(ConstantExpression node) => Sequences.Of(node) ?? base.VisitConstant(node);

    protected override Expression VisitUnary(UnaryExpression node) =>
        node.NodeType == ExpressionType.Convert && Visit(node.Operand) is ShapedQueryExpression shaped ? shaped : base.VisitUnary(node);

    protected override Expression VisitExtension(Expression node) => node switch
    {
        GroupByShaperExpression group => Groups.Rows(group),
        MaterializeCollectionNavigationExpression collection => Visit(collection.Subquery),
        ShapedQueryExpression => node,
        PartiQLQueryRoot root => Statement(root),
        QueryParameterExpression or RowExpression => Sequences.Of(node) ?? QueryCompilationContext.NotTranslatedExpression,
        _ => base.VisitExtension(node),
    };

    protected override ShapedQueryExpression? TranslateInlineQueryRoot(InlineQueryRootExpression root) =>
        Sequences.Of(_rows.Translate(Expression.NewArrayInit(root.ElementType, root.Values)));

    protected override ShapedQueryExpression? TranslateParameterQueryRoot(ParameterQueryRootExpression root) => Sequences.Of(root.QueryParameterExpression);

    protected override ShapedQueryExpression? CreateShapedQueryExpression(IEntityType entityType)
    {
        if (entityType.IsOwned())
        {
            return Unsupported($"A query over the owned type '{entityType.DisplayName()}' on its own", "Query its owner and select the owned value.");
        }

        var source = DynoSource.Of(Metadata.DynoModel.Of(entityType.Model).For(entityType));
        var select = new DynoSelect(new StoreOrigin(entityType, source));
        if (Discriminators.Condition(source, entityType) is { } condition)
        {
            select = select with { Predicates = [condition] };
        }

        return new(new DynoQueryExpression(select), new StructuralTypeShaperExpression(entityType, source, nullable: false));
    }

    private ShapedQueryExpression Statement(PartiQLQueryRoot root)
    {
        var source = DynoSource.Of(Metadata.DynoModel.Of(root.EntityType.Model).For(root.EntityType));
        var select = new DynoSelect(new StatementOrigin(root.EntityType, source, root.Statement, _rows.Translate(root.Arguments)));
        if (Discriminators.Condition(source, root.EntityType) is { } condition)
        {
            select = select.With(new FilterStep(condition));
        }

        return new(new DynoQueryExpression(select), new StructuralTypeShaperExpression(root.EntityType, source, nullable: false));
    }

    protected override ShapedQueryExpression? TranslateWhere(ShapedQueryExpression source, LambdaExpression predicate) =>
        Filter(source, Condition(source, predicate));

    protected override ShapedQueryExpression? TranslateOrderBy(ShapedQueryExpression source, LambdaExpression keySelector, bool ascending) =>
        WithSelect(source, Pushdown.Sort(SelectOf(source), [.. Orderings(source, keySelector, ascending)]));

    protected override ShapedQueryExpression? TranslateThenBy(ShapedQueryExpression source, LambdaExpression keySelector, bool ascending) =>
        WithSelect(source, Pushdown.ThenSort(SelectOf(source), [.. Orderings(source, keySelector, ascending)]));

    protected override ShapedQueryExpression? TranslateReverse(ShapedQueryExpression source)
    {
        var select = SelectOf(source);
        return WithSelect(source, select.IsOpen && !select.Orderings.IsEmpty
            ? select with { Orderings = [.. select.Orderings.Select(o => o with { Descending = !o.Descending })] }
            : select.With(new ReverseStep()));
    }

    protected override ShapedQueryExpression? TranslateSkip(ShapedQueryExpression source, Expression count)
    {
        count = _rows.Translate(count);
        var select = SelectOf(source);
        return WithSelect(source, select.IsOpen ? select with { Skip = count } : select.With(new SkipStep(count)));
    }

    protected override ShapedQueryExpression? TranslateTake(ShapedQueryExpression source, Expression count)
    {
        count = _rows.Translate(count);
        var select = SelectOf(source);
        return WithSelect(
            source, select is { Store: not null, Take: null, Steps.IsEmpty: true } ? select with { Take = count } : select.With(new TakeStep(count)));
    }

    protected override ShapedQueryExpression? TranslateSkipWhile(ShapedQueryExpression source, LambdaExpression predicate) =>
        WithSelect(source, SelectOf(source).With(new SkipWhileStep(Condition(source, predicate))));

    protected override ShapedQueryExpression? TranslateTakeWhile(ShapedQueryExpression source, LambdaExpression predicate) =>
        WithSelect(source, SelectOf(source).With(new TakeWhileStep(Condition(source, predicate))));

    protected override ShapedQueryExpression TranslateSelect(ShapedQueryExpression source, LambdaExpression selector) =>
        selector.Body == selector.Parameters[0] ? source : source.UpdateShaperExpression(Nulls.As(Body(source, selector), selector.ReturnType));

    protected override ShapedQueryExpression? TranslateDistinct(ShapedQueryExpression source)
    {
        // Rows of one source are different entities already.
        if (SelectOf(source) is { Store: not null } select && select.Steps.All(s => s is FilterStep or SortStep or SkipStep or TakeStep)
            && RowBinder.ShaperOf(source.ShaperExpression) is { ValueBufferExpression: DynoSource { Embedded: null }, StructuralType: IEntityType type }
            && type.FindPrimaryKey() is not null)
        {
            return source;
        }

        return WithSelect(source, SelectOf(source).With(new DistinctStep([.. Leaves.KeysOf(source.ShaperExpression)])));
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
        if (predicate is not null)
        {
            source = TranslateWhere(source, predicate)!;
        }

        return Only(TranslateReverse(source)!, null, returnType, returnDefault, rows: 1);
    }

    protected override ShapedQueryExpression? TranslateElementAtOrDefault(ShapedQueryExpression source, Expression index, bool returnDefault) =>
        Only(TranslateSkip(source, index)!, null, source.ShaperExpression.Type, returnDefault, rows: 1);

    protected override ShapedQueryExpression? TranslateAny(ShapedQueryExpression source, LambdaExpression? predicate) =>
        Aggregate(predicate is null ? source : TranslateWhere(source, predicate)!, AggregateKind.Any, null, typeof(bool));

    protected override ShapedQueryExpression? TranslateAll(ShapedQueryExpression source, LambdaExpression predicate) =>
        Aggregate(Filter(source, Expression.Not(Condition(source, predicate))), AggregateKind.None, null, typeof(bool));

    protected override ShapedQueryExpression? TranslateContains(ShapedQueryExpression source, Expression item)
    {
        var parameter = Expression.Parameter(source.ShaperExpression.Type, "x");
        var equal = ReplacingExpressionVisitor.Replace(
            parameter, source.ShaperExpression, Expression.Call(
                typeof(object), nameof(object.Equals), null, Expression.Convert(parameter, typeof(object)), Expression.Convert(item, typeof(object))));
        return Aggregate(Filter(source, WholeValues.Refuse(Nulls.Truth(_rows.Translate(equal)), _query)), AggregateKind.Any, null, typeof(bool));
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
        source.ShaperExpression.Type == castType ? source
        : source.UpdateShaperExpression(Expression.Convert(source.ShaperExpression, castType));

    protected override ShapedQueryExpression? TranslateOfType(ShapedQueryExpression source, Type resultType)
    {
        if (RowBinder.ShaperOf(source.ShaperExpression) is not { StructuralType: IEntityType type, ValueBufferExpression: DynoSource root } shaper)
        {
            return Unsupported("OfType over what is not an entity", "Filter with 'is' after AsEnumerable.");
        }

        if (resultType.IsAssignableFrom(type.ClrType))
        {
            return source;
        }

        var derived = type.GetDerivedTypes().FirstOrDefault(d => d.ClrType == resultType);
        if (derived is null)
        {
            return null;
        }

        var filtered = Filter(source, Discriminators.Condition(root, derived, shaper.IsNullable) ?? Expression.Constant(true));
        return filtered.UpdateShaperExpression(
            source.ShaperExpression is IncludeExpression ? Expression.Convert(source.ShaperExpression, resultType)
            : shaper.WithType(derived));
    }

    // A value of its own has been put into the selector after it (DefaultValues).
    protected override ShapedQueryExpression? TranslateDefaultIfEmpty(ShapedQueryExpression source, Expression? defaultValue)
    {
        var presence = new Slot("there");
        var shaper = source.ShaperExpression;
        var optional = Optionals.Of(shaper, presence);
        if (shaper.Type.IsValueType && Nullable.GetUnderlyingType(shaper.Type) is null && MadeObjects.PartsOf(shaper) is null)
        {
            optional = Expression.Condition(
                Expression.NotEqual(new SlotRead(presence, typeof(object)), Expression.Constant(null)), Nulls.As(optional, shaper.Type), Expression.Default(shaper.Type));
        }

        return source.Update(new DynoQueryExpression(SelectOf(source).With(new DefaultIfEmptyStep(presence))), optional);
    }

    protected override ShapedQueryExpression? TranslateConcat(ShapedQueryExpression source1, ShapedQueryExpression source2) =>
        SetOperators.Combine(SetKind.Concat, source1, source2);

    protected override ShapedQueryExpression? TranslateExcept(ShapedQueryExpression source1, ShapedQueryExpression source2) =>
        SetOperators.Combine(SetKind.Except, source1, source2);

    protected override ShapedQueryExpression? TranslateIntersect(ShapedQueryExpression source1, ShapedQueryExpression source2) =>
        SetOperators.Combine(SetKind.Intersect, source1, source2);

    protected override ShapedQueryExpression? TranslateUnion(ShapedQueryExpression source1, ShapedQueryExpression source2)
    {
        var both = SetOperators.Combine(SetKind.Concat, source1, source2);
        return WithSelect(both, SelectOf(both).With(new DistinctStep([.. Leaves.KeysOf(both.ShaperExpression)])));
    }

    protected override ShapedQueryExpression? TranslateGroupBy(
        ShapedQueryExpression source, LambdaExpression keySelector, LambdaExpression? elementSelector, LambdaExpression? resultSelector)
    {
        var grouped = Groups.Group(source, Key(source, keySelector), keySelector.ReturnType, elementSelector is null ? source.ShaperExpression : Body(source, elementSelector));
        if (resultSelector is null)
        {
            return grouped;
        }

        var group = (GroupByShaperExpression)grouped.ShaperExpression;
        var body = new ReplacingExpressionVisitor([resultSelector.Parameters[0], resultSelector.Parameters[1]], [group.KeySelector, group]).Visit(resultSelector.Body);
        body = Groups.WithGroup(body, group);
        return grouped.UpdateShaperExpression(_rows.Translate(body));
    }

    // EF's preparation has made a query inside the result selector of it.
    protected override ShapedQueryExpression? TranslateGroupJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector,
        LambdaExpression resultSelector) => null;

    protected override ShapedQueryExpression? TranslateJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector,
        LambdaExpression resultSelector) => Join(JoinKind.Inner, outer, inner, outerKeySelector, innerKeySelector, resultSelector);

    protected override ShapedQueryExpression? TranslateLeftJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector,
        LambdaExpression resultSelector) => Join(JoinKind.Left, outer, inner, outerKeySelector, innerKeySelector, resultSelector);

    protected override ShapedQueryExpression? TranslateRightJoin(
        ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKeySelector, LambdaExpression innerKeySelector,
        LambdaExpression resultSelector) => Join(JoinKind.Right, outer, inner, outerKeySelector, innerKeySelector, resultSelector);

    protected override ShapedQueryExpression? TranslateSelectMany(
        ShapedQueryExpression source, LambdaExpression collectionSelector, LambdaExpression resultSelector) =>
        Collection(source, collectionSelector) is { } inner ? Joins.Flatten(source, inner, resultSelector, _rows) : null;

    protected override ShapedQueryExpression? TranslateSelectMany(ShapedQueryExpression source, LambdaExpression selector) =>
        Collection(source, selector) is { } inner ? Joins.Flatten(source, inner, null, _rows) : null;

    private ShapedQueryExpression? Collection(ShapedQueryExpression source, LambdaExpression selector) =>
        TranslateSubquery(ReplacingExpressionVisitor.Replace(
            selector.Parameters[0], Nulls.As(source.ShaperExpression, selector.Parameters[0].Type), selector.Body));

    private ShapedQueryExpression Join(
        JoinKind kind, ShapedQueryExpression outer, ShapedQueryExpression inner, LambdaExpression outerKey, LambdaExpression innerKey, LambdaExpression result) =>
        Joins.Join(kind, outer, inner, Key(outer, outerKey), Key(inner, innerKey), result, _rows);

    private static ShapedQueryExpression Filter(ShapedQueryExpression source, Expression condition) =>
        WithSelect(source, Pushdown.Filter(SelectOf(source), condition));

    private IEnumerable<RowOrdering> Orderings(ShapedQueryExpression source, LambdaExpression keySelector, bool ascending)
    {
        var key = Key(source, keySelector);
        return RowBinder.ShaperOf(key) is null ? [new(key, !ascending)] : Leaves.KeysOf(key).Select(k => new RowOrdering(k, !ascending));
    }

    private ShapedQueryExpression? Only(ShapedQueryExpression source, LambdaExpression? predicate, Type returnType, bool returnDefault, int rows)
    {
        if (predicate is not null)
        {
            source = TranslateWhere(source, predicate)!;
        }

        source = TranslateTake(source, Expression.Constant(rows))!;
        if (source.ShaperExpression.Type != returnType)
        {
            source = source.UpdateShaperExpression(Nulls.As(source.ShaperExpression, returnType));
        }

        return source.UpdateResultCardinality(returnDefault ? ResultCardinality.SingleOrDefault : ResultCardinality.Single);
    }

    private ShapedQueryExpression Aggregate(ShapedQueryExpression query, AggregateKind kind, LambdaExpression? selector, Type resultType)
    {
        var value = kind < AggregateKind.Min ? null
            : WholeValues.Refuse(selector is null ? query.ShaperExpression : Body(query, selector), _query);
        var slot = new Slot(kind.ToString().ToLowerInvariant());
        return WithSelect(query, SelectOf(query).With(new AggregateStep(kind, value, slot, resultType)))
            .UpdateShaperExpression(new SlotRead(slot, resultType))
            .UpdateResultCardinality(ResultCardinality.Single);
    }

    private Expression Body(ShapedQueryExpression query, LambdaExpression lambda) =>
        _rows.Translate(ReplacingExpressionVisitor.Replace(lambda.Parameters[0], Nulls.As(query.ShaperExpression, lambda.Parameters[0].Type), lambda.Body));

    private Expression Condition(ShapedQueryExpression query, LambdaExpression lambda) => WholeValues.Refuse(Nulls.Truth(Body(query, lambda)), _query);

    private Expression Key(ShapedQueryExpression query, LambdaExpression lambda) => WholeValues.RefuseInside(Body(query, lambda), _query);

    private ShapedQueryExpression? Unsupported(string name, string wayOut)
    {
        AddTranslationErrorDetails(QueryMessages.Operator(name, wayOut));
        return null;
    }
}
