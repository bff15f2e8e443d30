// Whole numbers as DynamoDB's reader takes them: fractions are cut off, and what does not fit stays at the end of the range.

using System.Text.Json;

namespace Dyno.Server.Shapes;

internal static class JsonNumbers
{
    public static long ToLong(JsonElement value) =>
        value.TryGetInt64(out var whole) ? whole
        : value.TryGetDouble(out var number) && !double.IsNaN(number)
            ? number >= long.MaxValue ? long.MaxValue : number <= long.MinValue ? long.MinValue : (long)Math.Floor(number)
        : long.MaxValue;

    public static bool IsWhole(JsonElement value) => value.TryGetInt64(out _) || (value.TryGetDouble(out var number) && number == Math.Floor(number));
}
