// A predicate in the store's language with its values still open: a constant, or a parameter that an execution brings.
// Plain values with a readable ToString; FilterBinder turns them into condition trees.

using System.Globalization;

namespace EFCore.Dyno.Query;

internal abstract record FilterTerm
{
    public bool IsNull => this is ConstantTerm { Value: null };

    // Whether it may be null for one row and not for another: null equals null, and an index does not have the rows without its key.
    public virtual bool VariesInNull => false;
}

internal sealed record ConstantTerm(object? Value) : FilterTerm
{
    public override string ToString() => Value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Value.ToString() ?? "",
    };
}

internal sealed record ParameterTerm(string Name) : FilterTerm
{
    public override string ToString() => "@" + Name;
}

// Several values: alternatives of equality, joined into one list.
internal sealed record ListTerm(IReadOnlyList<FilterTerm> Terms) : FilterTerm
{
    public override string ToString() => "(" + string.Join(", ", Terms) + ")";
}

internal enum FilterOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal abstract record FilterNode;

internal sealed record AndFilter(FilterNode Left, FilterNode Right) : FilterNode
{
    public override string ToString() => $"{Wrap(Left)} AND {Wrap(Right)}";

    private static string Wrap(FilterNode node) => node is OrFilter ? $"({node})" : node.ToString()!;
}

internal sealed record OrFilter(FilterNode Left, FilterNode Right) : FilterNode
{
    public override string ToString() => $"{Left} OR {Right}";
}

internal sealed record NotFilter(FilterNode Operand) : FilterNode
{
    public override string ToString() => $"NOT ({Operand})";
}

internal sealed record CompareFilter(FilterField Field, FilterOperator Operator, FilterTerm Value) : FilterNode
{
    public override string ToString() => $"{Field} {Symbol(Operator)} {Field.TextOf(Value)}";

    public static string Symbol(FilterOperator op) => op switch
    {
        FilterOperator.Equal => "=",
        FilterOperator.NotEqual => "<>",
        FilterOperator.Less => "<",
        FilterOperator.LessOrEqual => "<=",
        FilterOperator.Greater => ">",
        _ => ">=",
    };
}

internal sealed record FieldsFilter(FilterField Left, FilterOperator Operator, FilterField Right) : FilterNode
{
    public override string ToString() => $"{Left} {CompareFilter.Symbol(Operator)} {Right}";
}

// Values is a list constant or a parameter that holds one: its length shows when the query runs.
internal sealed record InFilter(FilterField Field, FilterTerm Values) : FilterNode
{
    // Whether the list is known to have null in it: rows without the attribute are asked for as well, which an index does not have.
    public bool HasNull { get; init; } = Values switch
    {
        ConstantTerm { Value: System.Collections.IEnumerable list } => list.Cast<object?>().Contains(null),
        ListTerm list => list.Terms.Any(static t => t.IsNull),
        _ => false,
    };

    public override string ToString() => $"{Field} IN {(Values is ConstantTerm { Value: System.Collections.IEnumerable list }
        ? "(" + string.Join(", ", list.Cast<object?>().Select(v => new ConstantTerm(v))) + ")"
        : Values)}";
}

internal sealed record ExistsFilter(FilterField Field, bool Exists) : FilterNode
{
    public override string ToString() => $"{(Exists ? "attribute_exists" : "attribute_not_exists")}({Field})";
}

internal sealed record BeginsWithFilter(FilterField Field, FilterTerm Prefix) : FilterNode
{
    public override string ToString() => $"begins_with({Field}, {Prefix})";
}

// A part of a string, or a member of a list or set.
internal sealed record ContainsFilter(FilterField Field, FilterTerm Part, bool IsElement) : FilterNode
{
    public override string ToString() => $"contains({Field}, {Part})";
}

internal sealed record ConstantFilter(bool Value) : FilterNode
{
    public override string ToString() => Value ? "true" : "false";
}
