// The expressions of a request with their placeholders, parsed in DynamoDB's order: update, condition, key condition, filter, projection; and the rule that
// expressions and the older parameters do not mix.

using System.Text.Json;
using Dyno.Expressions;

namespace Dyno.Server.Wire;

// Which expressions an operation has: others in its request are unknown members, which DynamoDB ignores, whatever they hold.
[Flags]
internal enum ExpressionMembers
{
    Update = 1,
    Condition = 2,
    KeyCondition = 4,
    Filter = 8,
    Projection = 16,
    Values = 32,
}

internal readonly struct ExpressionParameters
{
    private ExpressionParameters(JsonElement request, ExpressionMembers members, ExpressionScope? scope)
    {
        scope ??= new ExpressionScope();
        Update = Find(request, "UpdateExpression"u8, members & ExpressionMembers.Update) is { } update ? UpdateExpression.Parse(update, scope) : null;
        Condition = Find(request, "ConditionExpression"u8, members & ExpressionMembers.Condition) is { } condition ? ConditionExpression.Parse(condition, scope) : null;
        var keyCondition = Find(request, "KeyConditionExpression"u8, members & ExpressionMembers.KeyCondition) is { } key
            ? ConditionExpression.Parse(key, scope, ExpressionKind.KeyConditionExpression)
            : null;
        Filter = Find(request, "FilterExpression"u8, members & ExpressionMembers.Filter) is { } filter ? ConditionExpression.Parse(filter, scope, ExpressionKind.FilterExpression) : null;
        Projection = Find(request, "ProjectionExpression"u8, members & ExpressionMembers.Projection) is { } projection ? ProjectionExpression.Parse(projection, scope) : null;
        scope.EnsureAllUsed();

        // Whether it is one that a key can be asked comes last.
        KeyCondition = keyCondition is null ? null : KeyConditionExpression.From(keyCondition);
    }

    public UpdateExpression? Update { get; }

    public ConditionExpression? Condition { get; }

    public KeyConditionExpression? KeyCondition { get; }

    public ConditionExpression? Filter { get; }

    public ProjectionExpression? Projection { get; }

    public static ExpressionParameters Read(JsonElement request, ExpressionMembers members)
    {
        var names = ReadNames(request);
        if ((members & ExpressionMembers.Values) == 0 || !request.TryFind("ExpressionAttributeValues"u8, out var given))
        {
            return new ExpressionParameters(request, members, names is null ? null : new ExpressionScope(names));
        }

        return new ExpressionParameters(request, members, new ExpressionScope(names, ReadValues(names, given)));
    }

    // Both lists in the order in which DynamoDB names them.
    public static void CheckMix(JsonElement request, string[] expressions, string[] legacy)
    {
        var used = expressions.Where(e => Has(request, e)).ToList();
        if (used.Count > 0)
        {
            // KeyConditions may stand beside the expressions that are not their equivalent.
            var old = legacy.Where(l => Has(request, l) && !(l == "KeyConditions" && !Has(request, "KeyConditionExpression"))).ToList();
            if (old.Count > 0)
            {
                throw new ValidationException(Messages.MixedParameters(old, used));
            }
        }

        if (used.Count == 0 && Has(request, "ExpressionAttributeNames"))
        {
            throw new ValidationException(Messages.NamesWithoutExpression);
        }

        var withValues = expressions.Where(e => e != "ProjectionExpression").ToList();
        if (withValues.Count > 0 && Has(request, "ExpressionAttributeValues") && withValues.TrueForAll(e => !Has(request, e)))
        {
            throw new ValidationException(Messages.ValuesWithoutExpression(withValues));
        }
    }

    // Whether a request has anything that CheckMix looks at: most have not, and are spared it.
    public static bool HasAny(JsonElement request, ReadOnlySpan<byte> onlyExpression) =>
        request.Has(onlyExpression) || request.Has("ExpressionAttributeNames"u8) || request.Has("ExpressionAttributeValues"u8);

    private static bool Has(JsonElement request, string name) => request.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static string? Find(JsonElement request, ReadOnlySpan<byte> utf8Name, ExpressionMembers wanted) => wanted == 0 ? null : request.FindText(utf8Name);

    private static Dictionary<string, string>? ReadNames(JsonElement request)
    {
        if (!request.TryFind("ExpressionAttributeNames"u8, out var given))
        {
            return null;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in given.EnumerateObject())
        {
            names[entry.Name] = entry.Value.GetString() ?? throw new ValidationException(Messages.NullName(entry.Name));
        }

        return names;
    }

    private static Dictionary<string, EncodedValue> ReadValues(Dictionary<string, string>? names, JsonElement given)
    {
        var values = new Dictionary<string, EncodedValue>(StringComparer.Ordinal);
        foreach (var entry in given.EnumerateObject())
        {
            try
            {
                values[entry.Name] = entry.Value.ValueKind == JsonValueKind.Null
                    ? throw new ValidationException(Messages.NoType)
                    : DynamoDbJson.ReadValue(entry.Value);
            }
            catch (ValidationException exception)
            {
                // What is wrong with a placeholder comes before what is wrong with a value.
                _ = new ExpressionScope(names, given.EnumerateObject().DistinctBy(e => e.Name).ToDictionary(e => e.Name, _ => EncodedValue.Null));
                throw new ValidationException(Messages.InvalidValue(entry.Name, exception.Message), exception);
            }
        }

        return values;
    }
}
