// Numbers as text: reading what DynamoDB reads, writing what DynamoDB returns (plain digits, no exponent).

namespace Dyno;

internal static class NumberText
{
    // No exponent beyond this can be in range, however many zeros stand in the digits; it also keeps the sums below from wrapping.
    private const int ExponentCap = 1_000_000;

    public static NumberError TryParse(ReadOnlySpan<char> text, out bool negative, out UInt128 coefficient, out int exponent)
    {
        (negative, coefficient, exponent) = (false, 0, 0);
        var at = 0;
        if (at < text.Length && text[at] is '+' or '-')
        {
            negative = text[at++] == '-';
        }

        // Zeros in front do not count as digits; zeros behind are held back until a digit shows that they do.
        var (anyDigits, digits, pendingZeros, afterPoint, point) = (false, 0, 0, 0, false);
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }

            if (!char.IsAsciiDigit(c))
            {
                break;
            }

            anyDigits = true;
            afterPoint += point ? 1 : 0;
            if (c == '0')
            {
                pendingZeros += digits > 0 ? 1 : 0;
                continue;
            }

            digits += pendingZeros + 1;
            if (digits <= DynoNumber.MaxDigits)
            {
                coefficient = (coefficient * DecimalDigits.PowerOfTen(pendingZeros + 1)) + (uint)(c - '0');
            }

            pendingZeros = 0;
        }

        if (!anyDigits || !TryParseExponent(text[at..], out var power))
        {
            return NumberError.Malformed;
        }

        if (digits > DynoNumber.MaxDigits)
        {
            return NumberError.TooPrecise;
        }

        exponent = pendingZeros - afterPoint + power;
        return NumberError.None;
    }

    private static bool TryParseExponent(ReadOnlySpan<char> text, out int power)
    {
        power = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ('e' or 'E'))
        {
            return false;
        }

        var at = 1;
        var negative = false;
        if (at < text.Length && text[at] is '+' or '-')
        {
            negative = text[at++] == '-';
        }

        if (at == text.Length)
        {
            return false;
        }

        for (; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                return false;
            }

            power = Math.Min(ExponentCap, (power * 10) + (text[at] - '0'));
        }

        power = negative ? -power : power;
        return true;
    }

    public static bool TryFormat(DynoNumber number, Span<char> destination, out int written)
    {
        Span<char> digits = stackalloc char[40];
        number.Coefficient.TryFormat(digits, out var count);
        digits = digits[..count];
        var exponent = number.Exponent;

        // Digits before the point: all and zeros, some, or none.
        var whole = count + exponent;
        var length = (number.Negative ? 1 : 0) + (exponent >= 0 ? whole : whole > 0 ? count + 1 : 2 - whole + count);
        written = 0;
        if (destination.Length < length)
        {
            return false;
        }

        var at = 0;
        if (number.Negative)
        {
            destination[at++] = '-';
        }

        if (exponent >= 0)
        {
            digits.CopyTo(destination[at..]);
            destination.Slice(at + count, exponent).Fill('0');
        }
        else if (whole > 0)
        {
            digits[..whole].CopyTo(destination[at..]);
            destination[at + whole] = '.';
            digits[whole..].CopyTo(destination[(at + whole + 1)..]);
        }
        else
        {
            destination[at++] = '0';
            destination[at++] = '.';
            destination.Slice(at, -whole).Fill('0');
            digits.CopyTo(destination[(at - whole)..]);
        }

        written = length;
        return true;
    }
}
