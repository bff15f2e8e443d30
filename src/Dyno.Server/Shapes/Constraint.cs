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

    public static Constraint Pattern(string pattern) => new PatternConstraint(pattern);

    // What a table's name has to satisfy, where a table's resource name will do too, though the message does not say so.
    public static Constraint OrTableArn(Constraint ofName) => new OrTableArnConstraint(ofName);

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

// What holds for a text by itself, and so for the keys of a map.
internal interface ITextConstraint
{
    bool HoldsFor(string text);
}

internal sealed record LengthConstraint(int Bound, bool IsMinimum) : Constraint, ITextConstraint
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

    public bool HoldsFor(string text) => HoldsFor(text.Length);

    private bool HoldsFor(int length) => IsMinimum ? length >= Bound : length <= Bound;
}

internal sealed record PatternConstraint(string Text) : Constraint, ITextConstraint
{
    private readonly Regex _regex = new($"^(?:{Text})\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public override string Message { get; } = $"Member must satisfy regular expression pattern: {Text}";

    public override bool Holds(JsonElement value) => HoldsFor(value.GetString()!);

    public bool HoldsFor(string text) => _regex.IsMatch(text);
}

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html#DDB-GetItem-request-TableName
internal sealed record OrTableArnConstraint(Constraint OfName) : Constraint, ITextConstraint
{
    private const int LongestArn = 1024;

    private static readonly Regex Arn = new(
        "^arn:[a-z0-9-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[a-zA-Z0-9_.-]{3,255}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public override string Message => OfName.Message;

    public static bool IsArn(string text) => text.Length <= LongestArn && text.StartsWith("arn:", StringComparison.Ordinal) && Arn.IsMatch(text);

    public override bool Holds(JsonElement value) => OfName.Holds(value) || IsArn(value.GetString()!);

    public bool HoldsFor(string text) => ((ITextConstraint)OfName).HoldsFor(text) || IsArn(text);
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
                if (!((ITextConstraint)constraint).HoldsFor(entry.Name))
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
