// Prints a value of a request as DynamoDB's messages about constraints do, which is how Java prints its objects: [a, b] for a list, {k=v} for a map,
// KeySchemaElement(attributeName=a, keyType=HASH) for a structure. Members that are absent are left out.

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dyno.Server.Shapes;

internal static class ValuePrinter
{
    // Long requests must not make long messages longer than they are.
    private const int MostCharacters = 64 * 1024;

    public static string Print(JsonElement value, Shape shape)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return "null";
        }

        var text = new StringBuilder("'");
        Append(text, value, shape);
        return text.Append('\'').ToString();
    }

    private static void Append(StringBuilder text, JsonElement value, Shape shape)
    {
        if (text.Length > MostCharacters)
        {
            return;
        }

        switch (shape)
        {
            case ListShape list when value.ValueKind == JsonValueKind.Array:
                AppendAll(text, '[', ']', value.EnumerateArray(), element => Append(text, element, list.Element));
                break;
            case MapShape map when value.ValueKind == JsonValueKind.Object:
                AppendAll(text, '{', '}', value.EnumerateObject(), entry => Append(text.Append(entry.Name).Append('='), entry.Value, map.Value));
                break;
            case StructShape structure when value.ValueKind == JsonValueKind.Object:
                var members = structure.Members.Where(m => value.TryGetProperty(m.Utf8Name, out var found) && found.ValueKind != JsonValueKind.Null);
                text.Append(structure.Name);
                AppendAll(text, '(', ')', members, m => Append(text.Append(m.PathName).Append('='), value.GetProperty(m.Utf8Name), m.Shape));
                break;
            default:
                text.Append(Scalar(value));
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, char close, IEnumerable<T> elements, Action<T> append)
    {
        text.Append(open);
        var separator = "";
        foreach (var element in elements)
        {
            text.Append(separator);
            separator = ", ";
            append(element);
        }

        text.Append(close);
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "null",
        JsonValueKind.Number when JsonNumbers.IsWhole(value) => JsonNumbers.ToLong(value).ToString(CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
