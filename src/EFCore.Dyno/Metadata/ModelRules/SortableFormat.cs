// Formats of holes in key templates after which text sorts as the values do: numbers of a fixed width (D8, 00000, X8), and dates from the year on.

namespace EFCore.Dyno.Metadata;

internal static class SortableFormat
{
    public static bool IsSortable(string? format) =>
        format is not null
        && (format.StartsWith("yyyy", StringComparison.Ordinal)
            || format is "O" or "o" or "s" or "u"
            || format.All(c => c == '0')
            || (format.Length > 1 && format[0] is 'D' or 'd' or 'X' or 'x' && format.Skip(1).All(c => c is >= '0' and <= '9')));
}
