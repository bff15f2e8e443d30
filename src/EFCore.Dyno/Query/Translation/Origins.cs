// Where a select's first rows come from.

using System.Collections.Immutable;
using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal abstract record RowOrigin
{
    public abstract string Text { get; }
}

// The items of an entity type.
internal sealed record StoreOrigin(IEntityType EntityType, DynoSource Source) : RowOrigin
{
    public override string Text => "from " + EntityType.DisplayName();
}

// The items that a PartiQL statement returns, which are of an entity type.
internal sealed record StatementOrigin(IEntityType EntityType, DynoSource Source, string Statement, Expression Arguments) : RowOrigin
{
    public override string Text => "from " + EntityType.DisplayName() + " by " + Statement;
}

// The elements of a list of maps that the outer row holds.
internal sealed record ElementOrigin(DynoSource Element) : RowOrigin
{
    public override string Text => "from " + Element;
}

// The elements of any sequence that an expression over the outer row gives.
internal sealed record ValuesOrigin(Expression Sequence, Slot Value) : RowOrigin
{
    public override string Text => "from " + RowText.Of(Sequence);
}

// The rows of a group, copied from the slots that they were gathered with into slots of this query.
internal sealed record GroupOrigin(Slot Group, ImmutableArray<(Slot From, Slot To)> Copies) : RowOrigin
{
    public override string Text => "from the rows of the group";
}

internal enum SetKind
{
    Concat,
    Except,
    Intersect,
}

// The rows of two selects. A row of the right one moves into the left one's slots.
internal sealed record SetOrigin(
    SetKind Kind, DynoSelect Left, DynoSelect Right, ImmutableArray<SetColumn> Columns, ImmutableArray<Expression> Keys) : RowOrigin
{
    public override string Text => Kind.ToString().ToLowerInvariant() + " of " + Left.Name + " and " + Right.Name;
}

// A slot of the result. The expressions are null where the side's rows have the slot already, or where it has it under another name.
internal sealed record SetColumn(Slot Slot, Expression? Left, Expression? Right, Slot? RightSlot);
