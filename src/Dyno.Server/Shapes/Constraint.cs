// What a member of a request has to satisfy, and how DynamoDB says that it does not.

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dyno.Server.Shapes;

internal abstract record Constraint
{
    public static readonly Constraint NotNull = new NotNullConstraint();

    public abstract string Message { get; }

    // An absent value (default) reaches only NotNull.
    public abstract bool Holds(JsonElement value);

    public static Constraint AtLeast(long minimum) => new RangeConstraint(minimum, IsMinimum: true);

    public static Constraint AtMost(long maximum) => new RangeConstraint(maximum, IsMinimum: false);

    public static Constraint LengthAtLeast(int minimum) => new LengthConstraint(minimum, IsMinimum: true);

    public static Constraint LengthAtMost(int maximum) => new LengthConstraint(maximum, IsMinimum: false);

    // otherwise: what is accepted too, though the message does not say so.
    public static Constraint Pattern(string pattern, string? otherwise = null) => new PatternConstraint(pattern, otherwise);

    public static Constraint OneOf(params string[] values) => new EnumConstraint(values);

    public static Constraint Keys(params Constraint[] constraints) => new KeysConstraint(constraints);

    public static Constraint Values(params Constraint[] constraints) => new ValuesConstraint(constraints);
}

internal sealed record NotNullConstraint : Constraint
{
    public override string Message => "Member must not be null";

    public override bool Holds(JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
}

internal sealed record RangeConstraint(long Bound, bool IsMinimum) : Constraint
{
    public override string Message { get; } = $"Member must have value {(IsMinimum ? "greater" : "less")} than or equal to {Bound}";

    public override bool Holds(JsonElement value) => IsMinimum ? JsonNumbers.ToLong(value) >= Bound : JsonNumbers.ToLong(value) <= Bound;
}

internal sealed record LengthConstraint(int Bound, bool IsMinimum) : Constraint
{
    public override string Message { get; } = $"Member must have length {(IsMinimum ? "greater" : "less")} than or equal to {Bound}";

    public override bool Holds(JsonElement value)
    {
        var length = value.ValueKind switch
        {
            JsonValueKind.Array => value.GetArrayLength(),
            JsonValueKind.Object => value.GetPropertyCount(),
            _ => value.GetString()!.Length,
        };
        return HoldsFor(length);
    }

    public bool HoldsFor(int length) => IsMinimum ? length >= Bound : length <= Bound;
}

internal sealed record PatternConstraint(string Text, string? Otherwise) : Constraint
{
    private readonly Regex _regex = new($"^(?:{Text}{(Otherwise is null ? "" : "|" + Otherwise)})\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public override string Message { get; } = $"Member must satisfy regular expression pattern: {Text}";

    public override bool Holds(JsonElement value) => HoldsFor(value.GetString()!);

    public bool HoldsFor(string text) => _regex.IsMatch(text);
}

internal sealed record EnumConstraint(string[] Allowed) : Constraint
{
    public override string Message { get; } = $"Member must satisfy enum value set: [{string.Join(", ", Allowed)}]";

    public override bool Holds(JsonElement value)
    {
        foreach (var allowed in Allowed)
        {
            if (value.ValueEquals(allowed))
            {
                return true;
            }
        }

        return false;
    }
}

internal sealed record KeysConstraint(Constraint[] Each) : Constraint
{
    public override string Message { get; } = $"Map keys must satisfy constraint: [{string.Join(", ", Each.Select(c => c.Message))}]";

    public override bool Holds(JsonElement value)
    {
        foreach (var entry in value.EnumerateObject())
        {
            foreach (var constraint in Each)
            {
                if (constraint is LengthConstraint length && !length.HoldsFor(entry.Name.Length)
                    || constraint is PatternConstraint pattern && !pattern.HoldsFor(entry.Name))
                {
                    return false;
                }
            }
        }

        return true;
    }
}

internal sealed record ValuesConstraint(Constraint[] Each) : Constraint
{
    public override string Message { get; } = $"Map value must satisfy constraint: [{string.Join(", ", Each.Select(c => c.Message))}]";

    public override bool Holds(JsonElement value)
    {
        foreach (var entry in value.EnumerateObject())
        {
            foreach (var constraint in Each)
            {
                if (entry.Value.ValueKind != JsonValueKind.Null && !constraint.Holds(entry.Value))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
