// Groups of which a query wants aggregates only: those are worked out while the rows come, and no group holds its rows.

using System.Collections.Immutable;
using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class GroupAggregates
{
    // The select of a whole query, with the aggregates of each group that nothing else is asked of.
    public static DynoSelect Mark(DynoSelect select, Expression shaper)
    {
        for (var i = 0; i < select.Steps.Length; i++)
        {
            if (select.Steps[i] is GroupStep group && Of(group, select.Steps[(i + 1)..], shaper) is { IsEmpty: false } aggregates)
            {
                select = select with { Steps = select.Steps.SetItem(i, group with { Aggregates = aggregates }) };
            }
        }

        return select;
    }

    private static ImmutableArray<Subquery> Of(GroupStep group, ImmutableArray<RowStep> after, Expression shaper)
    {
        var read = RowReferences.Of(shaper);
        foreach (var step in after)
        {
            foreach (var expression in SelectExpressions.Of(step))
            {
                RowReferences.Collect(expression, read);
            }

            if (step is JoinStep { Inner: var inner })
            {
                SelectSlots.ReadBy(inner, read);
            }
            else if (step is FlattenStep { Inner: var rows })
            {
                SelectSlots.ReadBy(rows, read);
            }
        }

        var aggregates = ImmutableArray.CreateBuilder<Subquery>();
        var seen = new HashSet<Subquery>();
        var open = new Stack<Slot>(read);
        while (open.TryPop(out var slot))
        {
            if (slot == group.Group)
            {
                return [];
            }

            if (slot.Subquery is not { } subquery || !seen.Add(subquery))
            {
                continue;
            }

            if (IsAggregate(subquery, group))
            {
                aggregates.Add(subquery);
                continue;
            }

            foreach (var inner in subquery.Reads)
            {
                open.Push(inner);
            }
        }

        return aggregates.ToImmutable();
    }

    // It reads nothing but a row of the group at a time.
    private static bool IsAggregate(Subquery subquery, GroupStep group) =>
        subquery is { Kind: SubqueryKind.One, Select: { Origin: GroupOrigin origin, Steps: [.. var before, AggregateStep] } }
        && origin.Group == group.Group
        && before.All(s => s is FilterStep)
        && SelectExpressions.Of(subquery.Select).All(e => RowReferences.Of(e).All(s => origin.Copies.Any(c => c.To == s)));
}
