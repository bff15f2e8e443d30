// The text of a time as it is written, yyyy-MM-ddTHH:mm:ss.fffffff and perhaps Z, read from its bytes: several times as fast as the general parser, which
// still reads everything else.

namespace EFCore.Dyno.Storage;

internal static class RoundTripText
{
    private const int Length = 27;

    /// <summary>False where the text is anything else, or no time.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DateTime value)
    {
        value = default;
        if (text.Length is not (Length or Length + 1) || (text.Length > Length && text[Length] != 'Z')
            || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.')
        {
            return false;
        }

        var wrong = 0u;
        var year = Digits(text, 0, 4, ref wrong);
        var month = Digits(text, 5, 2, ref wrong);
        var day = Digits(text, 8, 2, ref wrong);
        var hour = Digits(text, 11, 2, ref wrong);
        var minute = Digits(text, 14, 2, ref wrong);
        var second = Digits(text, 17, 2, ref wrong);
        var ticks = Digits(text, 20, 7, ref wrong);
        if (wrong != 0 || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var kind = text.Length > Length ? DateTimeKind.Utc : DateTimeKind.Unspecified;
        value = new DateTime(new DateTime(year, month, day, hour, minute, second).Ticks + ticks, kind);
        return true;
    }

    private static int Digits(ReadOnlySpan<byte> text, int start, int count, ref uint wrong)
    {
        var value = 0;
        for (var i = start; i < start + count; i++)
        {
            var digit = (uint)(text[i] - '0');
            wrong |= digit > 9 ? 1u : 0u;
            value = (value * 10) + (int)digit;
        }

        return value;
    }
}
