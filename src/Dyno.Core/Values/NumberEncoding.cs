// The bytes of a number, version 1: order-preserving (memcmp order is numeric order), self-delimiting, canonical.
//   A positive number is D.DDD… x 100^E in base 100 with a first digit of 1..99, so E is -65..62.
//   header   1 byte   0x80 + (E + 65)
//   digits   1..20 bytes, one for each base-100 digit: 2*digit+1, the last one 2*digit; zeros at the end are left out
//   Zero is 0x80 0x00, below every positive number because a first digit is never 0. A negative number is the complement of its
//   magnitude's bytes. So 1 is C1 02, 150 is C2 03 64, -1 is 3E FD.

using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Dyno;

/// <summary>The order-preserving bytes of numbers: they compare byte by byte as the numbers do.</summary>
public static class NumberEncoding
{
    /// <summary>The most bytes a number takes.</summary>
    public const int MaxBytes = 21;

    private const int ExponentBias = 65;

    // A header, nine pairs of digits, and the last pair.
    private const int LongBytes = 11;

    private const byte ZeroHeader = 0x80;

    // Of eight bytes.
    private const ulong LowestBits = 0x0101_0101_0101_0101;

    /// <summary>Writes a number; returns how many bytes it took.</summary>
    public static int Write(Span<byte> destination, DynoNumber number)
    {
        if (number.Coefficient == 0)
        {
            return WriteZero(destination);
        }

        if (number.Coefficient <= ulong.MaxValue && number.Exponent >= 0 && (number.Exponent & 1) == 0)
        {
            return WriteMagnitude(destination, number.Negative, (ulong)number.Coefficient, number.Exponent / 2);
        }

        // An odd exponent: one more zero makes the digits whole pairs, counted from the point.
        var (coefficient, exponent) = (number.Coefficient, number.Exponent);
        if ((exponent & 1) != 0)
        {
            // 38 digits and one more still fit into 128 bits only up to 3.4E38, so the last pair is split off first.
            var (quotient, remainder) = UInt128.DivRem(coefficient, 10);
            return WritePairs(destination, number.Negative, quotient, (exponent + 1) / 2, (byte)((int)remainder * 10));
        }

        return WritePairs(destination, number.Negative, coefficient, exponent / 2, 0);
    }

    /// <summary>Writes a long; returns how many bytes it took.</summary>
    public static int Write(Span<byte> destination, long value) => value == 0
        ? WriteZero(destination)
        : WriteMagnitude(destination, value < 0, value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value, 0);

    /// <summary>Writes an unsigned long; returns how many bytes it took.</summary>
    public static int Write(Span<byte> destination, ulong value) => value == 0 ? WriteZero(destination) : WriteMagnitude(destination, false, value, 0);

    /// <summary>The length of the number that the bytes begin with, or 0 where they are no number.</summary>
    public static int Length(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return 0;
        }

        // The last digit is even in a positive number, and its complement odd in a negative one. Most numbers have at most eight: they are looked at at once.
        if (bytes.Length > sizeof(ulong))
        {
            var digits = BinaryPrimitives.ReadUInt64LittleEndian(bytes[1..]);
            var ends = (bytes[0] >= ZeroHeader ? ~digits : digits) & LowestBits;
            if (ends != 0)
            {
                return 2 + (BitOperations.TrailingZeroCount(ends) / 8);
            }
        }

        var last = bytes[0] >= ZeroHeader ? 0 : 1;
        var end = Math.Min(bytes.Length, MaxBytes);
        for (var i = 1; i < end; i++)
        {
            if ((bytes[i] & 1) == last)
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>Whether the bytes are one whole number in canonical form.</summary>
    public static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        if (Length(bytes) != bytes.Length || bytes.Length == 0)
        {
            return false;
        }

        var flip = Flip(bytes);
        for (var i = 1; i < bytes.Length; i++)
        {
            if ((bytes[i] ^ flip) >> 1 > 99)
            {
                return false;
            }
        }

        if (bytes is [ZeroHeader, 0])
        {
            return true;
        }

        if ((bytes[1] ^ flip) >> 1 == 0 || (bytes[^1] ^ flip) >> 1 == 0)
        {
            return false;
        }

        // Twenty pairs hold 40 digits; only 38 of them may count.
        var digits = (bytes.Length - 1) * 2;
        digits -= (bytes[1] ^ flip) >> 1 < 10 ? 1 : 0;
        digits -= ((bytes[^1] ^ flip) >> 1) % 10 == 0 ? 1 : 0;
        return digits <= DynoNumber.MaxDigits;
    }

    /// <summary>Reads a number; <see cref="InvalidDataException"/> where the bytes are none.</summary>
    public static DynoNumber Read(ReadOnlySpan<byte> bytes)
    {
        if (!IsValid(bytes))
        {
            throw new InvalidDataException(ValueMessages.CorruptItem);
        }

        if (bytes[0] == ZeroHeader && bytes[1] == 0)
        {
            return DynoNumber.Zero;
        }

        var flip = Flip(bytes);
        UInt128 coefficient = 0;
        if (bytes.Length <= LongBytes)
        {
            // Most numbers: 64 bits will do.
            var small = 0UL;
            for (var i = 1; i < bytes.Length - 1; i++)
            {
                small = (small * 100) + (uint)((bytes[i] ^ flip) >> 1);
            }

            coefficient = small;
        }
        else
        {
            for (var i = 1; i < bytes.Length - 1; i++)
            {
                coefficient = (coefficient * 100) + (uint)((bytes[i] ^ flip) >> 1);
            }
        }

        // The last pair may end in a zero that is no digit; left out, 38 digits always fit.
        var last = (uint)((bytes[^1] ^ flip) >> 1);
        var exponent = 2 * (Exponent(bytes) - (bytes.Length - 2));
        if (last % 10 == 0)
        {
            return new DynoNumber(flip != 0, (coefficient * 10) + (last / 10), exponent + 1);
        }

        return new DynoNumber(flip != 0, (coefficient * 100) + last, exponent);
    }

    /// <summary>Reads a whole number; false where it is a fraction or out of the range of long.</summary>
    public static bool TryReadInt64(ReadOnlySpan<byte> bytes, out long value)
    {
        value = 0;
        if (!TryReadMagnitude(bytes, out var magnitude, out var negative) || magnitude > (ulong)long.MaxValue + (negative ? 1UL : 0))
        {
            return false;
        }

        value = negative ? unchecked(-(long)magnitude) : (long)magnitude;
        return true;
    }

    /// <summary>Reads a whole number; false where it is a fraction, negative, or out of the range of ulong.</summary>
    public static bool TryReadUInt64(ReadOnlySpan<byte> bytes, out ulong value) =>
        TryReadMagnitude(bytes, out value, out var negative) && !negative;

    /// <summary>Reads the nearest double.</summary>
    public static double ReadDouble(ReadOnlySpan<byte> bytes)
    {
        var number = Read(bytes);

        // Both the coefficient and the power are exact as doubles, so one operation rounds once.
        if (number.Coefficient < 1UL << 53 && Math.Abs(number.Exponent) <= 22)
        {
            var coefficient = (double)(ulong)number.Coefficient;
            var power = ExactPowers[Math.Abs(number.Exponent)];
            var magnitude = number.Exponent < 0 ? coefficient / power : coefficient * power;
            return number.Negative ? -magnitude : magnitude;
        }

        return number.ToDouble();
    }

    /// <summary>
    /// The size that DynamoDB counts: one byte, and one for every two digits that begin at an even place, and one for a minus sign; at most 21.
    /// </summary>
    public static int Size(ReadOnlySpan<byte> bytes) => bytes is [ZeroHeader, 0]
        ? 1
        : Math.Min(MaxBytes, bytes.Length + (bytes[0] < ZeroHeader ? 1 : 0));

    private static readonly double[] ExactPowers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    private static byte Flip(ReadOnlySpan<byte> bytes) => bytes[0] >= ZeroHeader ? (byte)0 : (byte)0xFF;

    private static int Exponent(ReadOnlySpan<byte> bytes) => (bytes[0] ^ Flip(bytes)) - ZeroHeader - ExponentBias;

    private static int WriteZero(Span<byte> destination)
    {
        destination[0] = ZeroHeader;
        destination[1] = 0;
        return 2;
    }

    // magnitude x 100^exponent, magnitude above zero.
    private static int WriteMagnitude(Span<byte> destination, bool negative, ulong magnitude, int exponent)
    {
        while (magnitude % 100 == 0)
        {
            magnitude /= 100;
            exponent++;
        }

        Span<byte> pairs = stackalloc byte[10];
        var count = 0;
        for (; magnitude > 0; magnitude /= 100)
        {
            pairs[count++] = (byte)(magnitude % 100);
        }

        return WriteReversed(destination, negative, pairs[..count], exponent + count - 1);
    }

    // (coefficient x 100 + last) x 100^(exponent - 1) where last > 0, else coefficient x 100^exponent.
    private static int WritePairs(Span<byte> destination, bool negative, UInt128 coefficient, int exponent, byte last)
    {
        Span<byte> pairs = stackalloc byte[MaxBytes];
        var count = 0;
        if (last != 0)
        {
            pairs[count++] = last;
            exponent--;
        }

        while (coefficient > ulong.MaxValue)
        {
            (coefficient, var pair) = UInt128.DivRem(coefficient, 100);
            pairs[count++] = (byte)pair;
        }

        for (var small = (ulong)coefficient; small > 0; small /= 100)
        {
            pairs[count++] = (byte)(small % 100);
        }

        var zeros = 0;
        while (pairs[zeros] == 0)
        {
            zeros++;
        }

        return WriteReversed(destination, negative, pairs[zeros..count], exponent + count - 1);
    }

    private static int WriteReversed(Span<byte> destination, bool negative, ReadOnlySpan<byte> pairs, int exponent)
    {
        var flip = negative ? (byte)0xFF : (byte)0;
        destination[0] = (byte)((ZeroHeader + exponent + ExponentBias) ^ flip);
        for (var i = pairs.Length - 1; i >= 0; i--)
        {
            destination[pairs.Length - i] = (byte)(((pairs[i] << 1) | (i > 0 ? 1 : 0)) ^ flip);
        }

        return pairs.Length + 1;
    }

    private static bool TryReadMagnitude(ReadOnlySpan<byte> bytes, out ulong magnitude, out bool negative)
    {
        magnitude = 0;
        negative = false;
        if (Length(bytes) != bytes.Length || bytes.IsEmpty)
        {
            throw new InvalidDataException(ValueMessages.CorruptItem);
        }

        if (bytes[0] == ZeroHeader && bytes[1] == 0)
        {
            return true;
        }

        var flip = Flip(bytes);
        negative = flip != 0;
        var zeros = Exponent(bytes) - (bytes.Length - 2);
        if (zeros < 0 || Exponent(bytes) > 9)
        {
            return false;
        }

        for (var i = 1; i < bytes.Length + zeros; i++)
        {
            var pair = i < bytes.Length ? (uint)((bytes[i] ^ flip) >> 1) : 0;
            if (magnitude > (ulong.MaxValue - pair) / 100)
            {
                return false;
            }

            magnitude = (magnitude * 100) + pair;
        }

        return true;
    }

    /// <summary>Reads a decimal; false where decimal cannot hold the number exactly.</summary>
    public static bool TryReadDecimal(ReadOnlySpan<byte> bytes, out decimal value)
    {
        if (TryReadInt64(bytes, out var whole))
        {
            value = whole;
            return true;
        }

        return Read(bytes).TryToDecimal(out value);
    }

    internal static string ReadText(ReadOnlySpan<byte> bytes) => Read(bytes).ToString(null, CultureInfo.InvariantCulture);
}
