// How the bodies of DynamoDB Streams are written and read: members that are null are not sent, and may be missing.

using System.Text.Json;

namespace Dyno.Aws.Streams;

internal static class StreamsJson
{
    public static void WriteIfGiven(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void WriteIfGiven(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } given)
        {
            writer.WriteNumber(name, given);
        }
    }

    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static T EnumOf<T>(JsonElement json, string name)
        where T : struct, Enum => Enum.Parse<T>(json.GetProperty(name).GetString()!);

    // Seconds since 1970, with a fraction or without.
    public static DateTimeOffset Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? DateTimeOffset.UnixEpoch.AddTicks((long)(value.GetDecimal() * TimeSpan.TicksPerSecond)) : default;

    public static Item? ItemOrNull(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? DynamoDbJson.ReadItem(value) : default(Item?);

    public static IReadOnlyList<T> List<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(read)] : [];
}
