// Requests as text, for a short list of operations that people read: the properties that say something, items as JSON, expressions with their values in place.
using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Dyno.Reliability.Model;

internal static partial class Printed
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    internal static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        Item item => item.ToJson(),
        AttributeValue or EncodedValue or Enum or ConditionExpression or UpdateExpression or ProjectionExpression or KeyConditionExpression => value.ToString()!,
        bool or int or long or double => FormattableString.Invariant($"{value}"),
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(k => $"{k}: {Of(map[k])}"))}}}",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Of(value.GetType()).Select(p => (p.Name, Value: p.GetValue(value))).Where(p => Says(p.Value)).Select(p => $"{p.Name} = {Of(p.Value)}"))} }}",
    };

    /// <summary>Where two results differ, as a path and both sides; null where they are equal.</summary>
    internal static string? Difference(object? expected, object? actual, string path = "")
    {
        switch (expected, actual)
        {
            case (null, null):
                return null;
            case (null, _) or (_, null):
                break;
            case (Item or string or Enum or bool or int or long or double or AttributeValue, _):
                if (expected.Equals(actual))
                {
                    return null;
                }

                break;
            case (IDictionary left, IDictionary right):
                return left.Count != right.Count
                    ? Told()
                    : left.Keys.Cast<object>().Select(k => right.Contains(k) ? Difference(left[k], right[k], $"{path}.{k}") : Told()).FirstOrDefault(d => d is not null);
            case (IEnumerable left, IEnumerable right):
                var (one, two) = (left.Cast<object?>().ToList(), right.Cast<object?>().ToList());
                return one.Count != two.Count
                    ? Told()
                    : one.Select((o, i) => Difference(o, two[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);
            default:
                return expected.GetType() != actual.GetType()
                    ? Told()
                    : Of(expected.GetType()).Select(p => Difference(p.GetValue(expected), p.GetValue(actual), $"{path}.{p.Name}")).FirstOrDefault(d => d is not null);
        }

        return Told();

        string Told() => $"{path}: the model says {Short(Of(expected))}, the engine {Short(Of(actual))}";
    }

    internal static string Short(string text) => Cut(Repeats().Replace(text, m => $"{m.Value[..1]}×{m.Length}"));

    [GeneratedRegex(@"(.)\1{40,}")]
    private static partial Regex Repeats();

    private static string Cut(string text) => text.Length <= 1500 ? text : $"{text[..700]} … {text[^700..]} ({text.Length} characters)";

    private static PropertyInfo[] Of(Type type) =>
        Properties.GetOrAdd(type, static t => [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != "EqualityContract" && p.GetIndexParameters().Length == 0)]);

    private static bool Says(object? value) => value is not null && !(value is Enum e && Convert.ToInt32(e, null) == 0) && value is not false;
}
