// What only reads the rows that a select began with is asked before the joins that follow, so that the store can answer it: Where(o => o.Customer.Name == n && o.Id == id)
// joins first as EF writes it. A join, a filter and a sort keep what they do not read, and the order of the rows they get.

using System.Collections.Immutable;
using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class Pushdown
{
    // The select with the condition: as a predicate of the store where it can be asked there, else as a step.
    public static DynoSelect Filter(DynoSelect select, Expression condition)
    {
        if (select.IsOpen)
        {
            return select with { Predicates = select.Predicates.AddRange(ShapedQueries.Conjuncts(condition)) };
        }

        if (!IsBelow(select))
        {
            return select.With(new FilterStep(condition));
        }

        Expression? left = null;
        foreach (var part in ShapedQueries.Conjuncts(condition))
        {
            select = Mirrored(select, part);
            if (Part(select, part) is { } asked)
            {
                select = asked;
            }
            else
            {
                left = left is null ? part : Expression.AndAlso(left, part);
            }
        }

        return left is null ? select : select.With(new FilterStep(left));
    }

    public static DynoSelect Sort(DynoSelect select, ImmutableArray<RowOrdering> orderings) =>
        select.IsOpen || (IsBelow(select) && !select.Steps.Any(s => s is SortStep) && AreOfOrigin(select, orderings))
            ? select with { Orderings = orderings }
            : select.With(new SortStep(orderings));

    public static DynoSelect ThenSort(DynoSelect select, ImmutableArray<RowOrdering> orderings)
    {
        if (select.Steps is [.., SortStep sort])
        {
            return select with { Steps = select.Steps.SetItem(select.Steps.Length - 1, sort with { Orderings = sort.Orderings.AddRange(orderings) }) };
        }

        var all = select.Orderings.AddRange(orderings);
        return select.IsOpen || (IsBelow(select) && AreOfOrigin(select, orderings))
            ? select with { Orderings = all }
            : IsBelow(select) ? (select with { Orderings = [] }).With(new SortStep(all))
            : select.With(new SortStep(orderings));
    }

    // What the condition on a joined row's key says of the row that it is joined to is asked of that as well: it may be the key that finds it.
    public static DynoSelect Mirrored(DynoSelect select, Expression part) => Mirrored(select, part, SelectSlots.DefinedBy(select));

    // All: what the rows have in the end.
    private static DynoSelect Mirrored(DynoSelect select, Expression part, HashSet<Slot> all)
    {
        for (var i = IsBelow(select) ? select.Steps.Length - 1 : -1; i >= 0; i--)
        {
            if (JoinedKeys.Of(select.Steps[i])?.InOuterTerms(part) is not { } same)
            {
                continue;
            }

            // It may compare with a row that is joined later.
            var before = select with { Steps = select.Steps[..i] };
            var defined = SelectSlots.DefinedBy(before);
            if (RowReferences.Of(same).All(s => defined.Contains(s) || !all.Contains(s)))
            {
                before = Mirrored(before, same, all);
                before = Part(before, same) ?? before;
                return before with { Steps = [.. before.Steps, .. select.Steps[i..]] };
            }
        }

        return select;
    }

    // The select with a part of a condition asked earlier; null where it cannot be.
    private static DynoSelect? Part(DynoSelect select, Expression part)
    {
        var defined = SelectSlots.DefinedBy(select);
        if (IsOf(select.Store!.Source.Slot!, part, defined))
        {
            return select with { Predicates = select.Predicates.Add(part) };
        }

        for (var i = 0; i < select.Steps.Length; i++)
        {
            var inner = select.Steps[i] switch
            {
                FlattenStep flatten => flatten.Inner,
                JoinStep { Kind: JoinKind.Inner } join => join.Inner,
                _ => null,
            };
            if (inner is { IsOpen: true, Store: { } store } && IsOf(store.Source.Slot!, part, defined))
            {
                inner = inner with { Predicates = inner.Predicates.Add(part) };
                return select with { Steps = select.Steps.SetItem(i, select.Steps[i] is JoinStep join ? join with { Inner = inner } : new FlattenStep(inner)) };
            }
        }

        return select.Steps is [.., FlattenStep or JoinStep { Kind: JoinKind.Inner, NullsMatch: true }] && JoinOf(select, part) is { } joined
            ? select with { Steps = select.Steps.SetItem(select.Steps.Length - 1, joined) }
            : null;
    }

    // from a in A from b in B where a.X == b.X: a join, where B reads nothing of A.
    private static JoinStep? JoinOf(DynoSelect select, Expression part)
    {
        // A number that is not one is not equal to itself, and is to a join.
        if (part is not BinaryExpression { NodeType: ExpressionType.Equal, Method: null or { Name: "op_Equality" } } equal || equal.Left.Type != equal.Right.Type
            || Nulls.Bare(equal.Left.Type) is var type && (type == typeof(double) || type == typeof(float) || type == typeof(object) || !ValueEquality.HasOperator(type)))
        {
            return null;
        }

        var step = select.Steps[^1];
        var inner = step is JoinStep made ? made.Inner : ((FlattenStep)step).Inner;
        var own = SelectSlots.DefinedBy(inner);
        var read = new HashSet<Slot>();
        SelectSlots.ReadBy(inner, read);
        if (!read.IsSubsetOf(own))
        {
            return null;
        }

        var before = SelectSlots.DefinedBy(select);
        before.ExceptWith(own);
        var (outerKey, innerKey) = IsOf(before, equal.Left) && IsOf(own, equal.Right) ? (equal.Left, equal.Right)
            : IsOf(before, equal.Right) && IsOf(own, equal.Left) ? (equal.Right, equal.Left)
            : (null, null);
        return outerKey is null ? null
            : step is JoinStep join ? join with { OuterKeys = join.OuterKeys.Add(outerKey), InnerKeys = join.InnerKeys.Add(innerKey!) }
            : new(JoinKind.Inner, inner, [outerKey], [innerKey!], NullsMatch: true, Presence: null);
    }

    private static bool IsOf(HashSet<Slot> slots, Expression expression) =>
        RowReferences.Of(expression) is { Count: > 0 } read && read.All(s => s.Subquery is null && slots.Contains(s));

    private static bool IsBelow(DynoSelect select) => select is { Store: not null, Skip: null, Take: null }
        && select.Steps.All(s => s is FilterStep or SortStep or FlattenStep or JoinStep { Kind: JoinKind.Inner or JoinKind.Left });

    private static bool AreOfOrigin(DynoSelect select, IEnumerable<RowOrdering> orderings)
    {
        var defined = SelectSlots.DefinedBy(select);
        return orderings.All(o => IsOf(select.Store!.Source.Slot!, o.Key, defined));
    }

    // It reads the item, or rows around the query, and no query inside the expression: that costs requests, which a join may spare.
    private static bool IsOf(Slot item, Expression expression, HashSet<Slot> defined) =>
        RowReferences.Of(expression) is var slots && slots.Contains(item)
        && slots.All(s => s == item || (s.Subquery is null && !defined.Contains(s)));
}
