// The placeholders of one request: what they stand for, and which of them its expressions used.

namespace Dyno.Expressions;

/// <summary>
/// Resolves the placeholders of all expressions of one request. After they are parsed, <see cref="EnsureAllUsed"/> refuses what none of them used.
/// </summary>
public sealed class ExpressionScope
{
    private readonly IReadOnlyDictionary<string, string>? _names;
    private readonly IReadOnlyDictionary<string, EncodedValue>? _values;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The placeholders of a request: ExpressionAttributeNames and ExpressionAttributeValues, with their <c>#</c> and <c>:</c>.</summary>
    public ExpressionScope(IReadOnlyDictionary<string, string>? names = null, IReadOnlyDictionary<string, EncodedValue>? values = null)
    {
        _names = names;
        _values = values;
        foreach (var name in names?.Values ?? [])
        {
            AttributeNames.Check(name);
        }

        Check(names?.Keys, '#', ExpressionMessages.NamesEmpty, ExpressionMessages.NameKey);
        Check(values?.Keys, ':', ExpressionMessages.ValuesEmpty, ExpressionMessages.ValueKey);
    }

    /// <summary>The placeholders of a request, with values as objects.</summary>
    public static ExpressionScope Of(
        IReadOnlyDictionary<string, string>? names = null, IReadOnlyDictionary<string, AttributeValue>? values = null) =>
        new(names, values?.ToDictionary(v => v.Key, v => EncodedValue.From(v.Value), StringComparer.Ordinal));

    /// <summary>Refuses placeholders that no expression used, as DynamoDB does: <see cref="ValidationException"/>.</summary>
    public void EnsureAllUsed()
    {
        if (Unused(_names?.Keys) is { Count: > 0 } names)
        {
            throw new ValidationException(ExpressionMessages.UnusedNames(names));
        }

        if (Unused(_values?.Keys) is { Count: > 0 } values)
        {
            throw new ValidationException(ExpressionMessages.UnusedValues(values));
        }
    }

    internal bool TryName(string placeholder, out string name)
    {
        _used.Add(placeholder);
        name = "";
        return _names is not null && _names.TryGetValue(placeholder, out name!);
    }

    internal bool TryValue(string placeholder, out EncodedValue value)
    {
        _used.Add(placeholder);
        value = default;
        return _values is not null && _values.TryGetValue(placeholder, out value);
    }

    private List<string>? Unused(IEnumerable<string>? keys) => keys?.Where(k => !_used.Contains(k)).ToList();

    private static void Check(IEnumerable<string>? keys, char prefix, string empty, Func<string, string> invalid)
    {
        if (keys is null)
        {
            return;
        }

        var any = false;
        foreach (var key in keys)
        {
            any = true;
            if (key.Length < 2 || key[0] != prefix || key.AsSpan(1).IndexOfAnyExcept(KeyCharacters) >= 0)
            {
                throw new ValidationException(invalid(key));
            }
        }

        if (!any)
        {
            throw new ValidationException(empty);
        }
    }

    private static readonly System.Buffers.SearchValues<char> KeyCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}
