// Values as parts of a composed key: text whose UTF-8 byte order is the order of the values, part by part, and that is different
// for different values. Parts are joined by '#', which is never in a part and sorts below everything that is.
//   text       the characters U+0000 to '$' as '$' and two hexadecimal digits; all others as they are
//   integer    digits, padded with zeros to the most its type has; a negative one is '-' and the complement to 10^digits
//   double     16 hexadecimal digits of its bits, ordered: NaN, -Infinity, the numbers, Infinity
//   number     hexadecimal, of the order-preserving bytes of NumberEncoding
//   Boolean    false, true
//   binary     hexadecimal

using System.Globalization;
using System.Numerics;
using System.Text;

namespace EFCore.Dyno.Storage;

internal static class SortableText
{
    public const char Separator = '#';
    public const char Escape = '$';

    public static string Of(EncodedValue value)
    {
        var reader = value.Read();
        return reader.Type switch
        {
            AttributeType.S => OfText(reader.GetString()),
            AttributeType.N => Convert.ToHexStringLower(reader.NumberBytes),
            AttributeType.BOOL => reader.GetBoolean() ? "true" : "false",
            AttributeType.NULL => "",
            AttributeType.B => Convert.ToHexStringLower(reader.Binary),
            _ => Convert.ToHexStringLower(reader.Raw),
        };
    }

    public static string OfText(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', Escape))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c <= Escape)
            {
                escaped.Append(Escape).Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    public static string OfInteger<T>(T value, int digits)
        where T : struct, IBinaryInteger<T>
    {
        if (!T.IsNegative(value))
        {
            return value.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        var complement = BigInteger.Pow(10, digits) + BigInteger.CreateChecked(value);
        return "-" + complement.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    public static string OfDouble(double value)
    {
        // Zero has two signs and NaN many bits, which are the same values.
        var bits = double.IsNaN(value) ? long.MinValue : value == 0 ? 0 : BitConverter.DoubleToInt64Bits(value);
        var ordered = double.IsNaN(value) ? 0 : bits < 0 ? ~(ulong)bits : (ulong)bits | (1UL << 63);
        return ordered.ToString("x16", CultureInfo.InvariantCulture);
    }
}
