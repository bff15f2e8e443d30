// What a time's text in a key tells: a day, a month or a year, which many items have, or a time of day, or the instant itself.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal enum TimeUnit
{
    /// <summary>Of a date without a year and a day: "12", "Monday".</summary>
    Part,
    Year,
    Month,
    Day,

    /// <summary>Hours or minutes, or finer.</summary>
    Time,

    /// <summary>The whole value.</summary>
    Instant,
}

internal static class TimeParts
{
    /// <summary>Null for types that are no dates.</summary>
    public static TimeUnit? Of(ITypeSymbol type, string? format)
    {
        var isDate = type is INamedTypeSymbol { Name: "DateOnly", ContainingNamespace.Name: "System" };
        if (!isDate && !IsInstant(type))
        {
            return null;
        }

        return format is null or "" ? isDate ? TimeUnit.Day : TimeUnit.Instant
            : format.Length == 1 ? OfStandard(format[0])
            : OfCustom(format);
    }

    public static bool IsInstant(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_DateTime || type is INamedTypeSymbol { Name: "DateTimeOffset", ContainingNamespace.Name: "System" };

    // https://learn.microsoft.com/dotnet/standard/base-types/standard-date-and-time-format-strings
    private static TimeUnit OfStandard(char format) => format switch
    {
        'd' or 'D' => TimeUnit.Day,
        'y' or 'Y' => TimeUnit.Month,
        'm' or 'M' => TimeUnit.Part,
        'O' or 'o' => TimeUnit.Instant,
        _ => TimeUnit.Time,
    };

    // https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings; text in quotes says nothing.
    private static TimeUnit OfCustom(string format)
    {
        var letters = new HashSet<char>();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '\\')
            {
                i++;
            }
            else if (format[i] is '\'' or '"')
            {
                var end = format.IndexOf(format[i], i + 1);
                i = end < 0 ? format.Length : end;
            }
            else
            {
                letters.Add(format[i]);
            }
        }

        return "HhmsfFt".Any(letters.Contains) ? TimeUnit.Time
            : !letters.Contains('y') ? TimeUnit.Part
            : letters.Contains('d') ? TimeUnit.Day
            : letters.Contains('M') ? TimeUnit.Month
            : TimeUnit.Year;
    }
}
