// Reads members of a request whose shape was checked. A member that is null counts as absent.

using System.Text.Json;
using Dyno.Server.Shapes;

namespace Dyno.Server.Wire;

internal static class Members
{
    public static bool TryFind(this JsonElement request, ReadOnlySpan<byte> utf8Name, out JsonElement value) =>
        request.TryGetProperty(utf8Name, out value) && value.ValueKind != JsonValueKind.Null;

    public static bool Has(this JsonElement request, ReadOnlySpan<byte> utf8Name) => request.TryFind(utf8Name, out _);

    public static string Text(this JsonElement request, ReadOnlySpan<byte> utf8Name) => request.GetProperty(utf8Name).GetString()!;

    public static string? FindText(this JsonElement request, ReadOnlySpan<byte> utf8Name) =>
        request.TryFind(utf8Name, out var value) ? value.GetString() : null;

    public static int? FindInteger(this JsonElement request, ReadOnlySpan<byte> utf8Name) =>
        request.TryFind(utf8Name, out var value) ? (int)JsonNumbers.ToLong(value) : null;

    public static long? FindLong(this JsonElement request, ReadOnlySpan<byte> utf8Name) =>
        request.TryFind(utf8Name, out var value) ? JsonNumbers.ToLong(value) : null;

    public static bool? FindBoolean(this JsonElement request, ReadOnlySpan<byte> utf8Name) =>
        request.TryFind(utf8Name, out var value) ? JsonBooleans.Read(value) : null;

    public static T FindEnum<T>(this JsonElement request, ReadOnlySpan<byte> utf8Name, T otherwise = default)
        where T : struct, Enum => request.TryFind(utf8Name, out var value) ? Enum.Parse<T>(value.GetString()!) : otherwise;

    public static Item Item(this JsonElement request, ReadOnlySpan<byte> utf8Name) => DynamoDbJson.ReadItem(request.GetProperty(utf8Name));

    public static IReadOnlyList<T>? FindList<T>(this JsonElement request, ReadOnlySpan<byte> utf8Name, Func<JsonElement, T> read)
    {
        if (!request.TryFind(utf8Name, out var value))
        {
            return null;
        }

        var list = new List<T>(value.GetArrayLength());
        foreach (var element in value.EnumerateArray())
        {
            list.Add(read(element));
        }

        return list;
    }
}
