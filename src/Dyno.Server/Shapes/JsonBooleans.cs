// Booleans as DynamoDB's reader takes them: also as words.

using System.Text.Json;

namespace Dyno.Server.Shapes;

internal static class JsonBooleans
{
    public static bool IsWord(string text) => text.ToUpperInvariant() is "TRUE" or "1" or "YES" or "FALSE" or "0" or "NO";

    public static bool Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => value.GetString()!.ToUpperInvariant() is "TRUE" or "1" or "YES",
        _ => false,
    };
}
