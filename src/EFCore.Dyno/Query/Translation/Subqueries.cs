// Queries inside an expression: a value where they give one, the row's own structures where they give one row, else a list of rows.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class Subqueries
{
    public static Expression Translate(Expression query, RowTranslator translator) =>
        translator.TranslateQuery(query) is { } shaped
            ? Of(shaped, query.Type)
            : throw new InvalidOperationException(CoreStrings.TranslationFailed(ExpressionPrinter.Print(query)));

    public static Expression Of(ShapedQueryExpression shaped, Type type)
    {
        var select = ShapedQueries.SelectOf(shaped);
        var shaper = shaped.ShaperExpression;
        if (shaped.ResultCardinality == ResultCardinality.Enumerable)
        {
            return new RowsRead(new Subquery(select, shaper, SubqueryKind.Rows), type);
        }

        // An extreme or average of nothing is null, and an error only where what becomes of it cannot be null.
        if (select.Steps is [.. var before, AggregateStep { Kind: AggregateKind.Min or AggregateKind.Max or AggregateKind.Average } aggregate]
            && shaper is SlotRead value && value.Slot == aggregate.Result)
        {
            var lifted = Nulls.Lift(aggregate.ResultType);
            select = select with { Steps = [.. before, aggregate with { ResultType = lifted }] };
            shaper = new SlotRead(value.Slot, lifted);
        }

        var subquery = new Subquery(select, shaper, SubqueryKind.One);
        if (select.Steps is [.., AggregateStep])
        {
            return shaper;
        }

        var result = Optionals.Of(shaper, subquery.Result);
        return shaped.ResultCardinality == ResultCardinality.SingleOrDefault && shaper.Type.IsValueType && Nullable.GetUnderlyingType(shaper.Type) is null
            && RowBinder.ShaperOf(shaper) is null
            ? Expression.Coalesce(Nulls.Lift(result), Expression.Default(shaper.Type))
            : result;
    }

    public static GroupingRead Grouping(GroupByShaperExpression group, RowTranslator translator)
    {
        var shaped = Groups.Rows(group);
        var rows = new RowsRead(
            new Subquery(ShapedQueries.SelectOf(shaped), translator.Translate(shaped.ShaperExpression), SubqueryKind.Rows),
            typeof(IEnumerable<>).MakeGenericType(shaped.ShaperExpression.Type));
        return new(translator.Translate(group.KeySelector), rows, group.Type);
    }
}
