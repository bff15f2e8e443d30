// Times to live as DynamoDB wants them: whole seconds since 1970. A time without a kind is taken for UTC; what is read is UTC.
// Compiled models copy these expressions, so they name public members only.

using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EFCore.Dyno.Storage;

internal static class EpochSecondsConverters
{
    /// <summary>The converter of a DateTime or DateTimeOffset, or null for other types.</summary>
    public static ValueConverter? For(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { } t when t == typeof(DateTime) => new ValueConverter<DateTime, long>(
            time => new DateTimeOffset(
                time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeSeconds(),
            seconds => DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime),
        { } t when t == typeof(DateTimeOffset) => new ValueConverter<DateTimeOffset, long>(
            time => time.ToUnixTimeSeconds(),
            seconds => DateTimeOffset.FromUnixTimeSeconds(seconds)),
        _ => null,
    };
}
