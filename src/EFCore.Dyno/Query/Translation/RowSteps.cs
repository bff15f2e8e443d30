// The operators over rows that the provider runs itself, in order, after what the store does.

using System.Collections.Immutable;
using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal abstract record RowStep
{
    public abstract string Text { get; }
}

internal sealed record FilterStep(Expression Predicate) : RowStep
{
    public override string Text => "filter " + RowText.Of(Predicate);
}

internal sealed record SortStep(ImmutableArray<RowOrdering> Orderings) : RowStep
{
    public override string Text => "sort by " + string.Join(", ", Orderings);
}

internal sealed record ReverseStep : RowStep
{
    public override string Text => "reverse: all rows are held in memory";
}

internal sealed record SkipStep(Expression Count) : RowStep
{
    public override string Text => "skip " + RowText.Of(Count);
}

internal sealed record TakeStep(Expression Count) : RowStep
{
    public override string Text => "take " + RowText.Of(Count);
}

internal sealed record SkipWhileStep(Expression Predicate) : RowStep
{
    public override string Text => "skip while " + RowText.Of(Predicate);
}

internal sealed record TakeWhileStep(Expression Predicate) : RowStep
{
    public override string Text => "take while " + RowText.Of(Predicate);
}

// Rows that differ in one of the keys.
internal sealed record DistinctStep(ImmutableArray<Expression> Keys) : RowStep
{
    public override string Text => "distinct: the different rows are held in memory";
}

// One row without values where there is none.
internal sealed record DefaultIfEmptyStep(Slot Presence) : RowStep
{
    public override string Text => "a row of nothing where there is none";
}

internal enum AggregateKind
{
    Count,
    LongCount,
    Any,
    None,
    Min,
    Max,
    Sum,
    Average,
}

// Makes all rows one row, with the value in a slot. The selector is null where rows are only counted.
internal sealed record AggregateStep(AggregateKind Kind, Expression? Selector, Slot Result, Type ResultType) : RowStep
{
    public override string Text => Kind switch
    {
        AggregateKind.Count or AggregateKind.LongCount => "count",
        AggregateKind.Any => "any",
        AggregateKind.None => "none",
        _ => $"{Kind.ToString().ToLowerInvariant()} of {RowText.Of(Selector!)}",
    };
}

internal enum JoinKind
{
    Inner,
    Left,
    Right,
}

// Rows of two selects whose keys are equal; null equals nothing, but inside a key that is an object of its own. Presence is filled where the side that may be missing is there.
internal sealed record JoinStep(
    JoinKind Kind, DynoSelect Inner, ImmutableArray<Expression> OuterKeys, ImmutableArray<Expression> InnerKeys, bool NullsMatch,
    Slot? Presence) : RowStep
{
    public override string Text => $"{Kind.ToString().ToLowerInvariant()} join {Inner.Name} on "
        + string.Join(" and ", OuterKeys.Zip(InnerKeys, (o, i) => $"{RowText.Of(o)} = {RowText.Of(i)}"));
}

// For each row, the rows of a select that may read it.
internal sealed record FlattenStep(DynoSelect Inner) : RowStep
{
    public override string Text => $"for each row {Inner.Name}";
}

// One row for each different key, with the rows that have it. Element is what is read of them later.
internal sealed record GroupStep(ImmutableArray<GroupKey> Keys, Slot Group, Expression Element) : RowStep
{
    // Subqueries over the group that are worked out as the rows come; nothing else is asked of the group then.
    public ImmutableArray<Subquery> Aggregates { get; init; } = [];

    public override string Text => "group by " + string.Join(", ", Keys.Select(k => RowText.Of(k.Value)))
        + (Aggregates.IsEmpty ? ": the groups are held in memory" : ": a row for each key is held in memory");
}

// A part of a key. It is put into the slot; null where it is only compared and the first row's own slots keep what it is of.
internal sealed record GroupKey(Expression Value, Slot? Slot);
