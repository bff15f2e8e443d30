// What a row must be like to be in an index: a comparison of one property with a constant of its type, or with null.

namespace EFCore.Dyno.Metadata;

internal enum IndexOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>A comparison with a value of the property's own type, or null.</summary>
internal sealed record IndexComparison(IProperty Property, IndexOperator Operator, object? Value)
{
    /// <summary>As C# compares: null is equal to null only, and neither less nor greater than anything.</summary>
    public bool Holds(object? value) => Operator switch
    {
        IndexOperator.Equal => Equals(value, Value),
        IndexOperator.NotEqual => !Equals(value, Value),
        _ => value is not null && Value is not null && Compares(System.Collections.Comparer.DefaultInvariant.Compare(value, Value)),
    };

    private bool Compares(int order) => Operator switch
    {
        IndexOperator.Less => order < 0,
        IndexOperator.LessOrEqual => order <= 0,
        IndexOperator.Greater => order > 0,
        _ => order >= 0,
    };

    public static string Symbol(IndexOperator op) => op switch
    {
        IndexOperator.Equal => "==",
        IndexOperator.NotEqual => "!=",
        IndexOperator.Less => "<",
        IndexOperator.LessOrEqual => "<=",
        IndexOperator.Greater => ">",
        _ => ">=",
    };

    public override string ToString() =>
        $"{Property.Name} {Symbol(Operator)} {Value switch { null => "null", string text => $"\"{text}\"", IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture), _ => Value }}";
}
