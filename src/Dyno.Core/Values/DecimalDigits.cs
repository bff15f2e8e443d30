// Digits of 128-bit integers.

namespace Dyno;

internal static class DecimalDigits
{
    // Ten to the powers 0 to 38; the next one does not fit.
    private static readonly UInt128[] Powers = MakePowers();

    public static UInt128 PowerOfTen(int exponent) => Powers[exponent];

    /// <summary>How many decimal digits; 1 for zero.</summary>
    public static int Count(UInt128 value)
    {
        var count = 1;
        while (count < Powers.Length && value >= Powers[count])
        {
            count++;
        }

        return count;
    }

    public static void StripTrailingZeros(ref UInt128 coefficient, ref int exponent)
    {
        if (coefficient == 0)
        {
            return;
        }

        while (coefficient > ulong.MaxValue)
        {
            var (quotient, remainder) = UInt128.DivRem(coefficient, 10);
            if (remainder != 0)
            {
                return;
            }

            coefficient = quotient;
            exponent++;
        }

        var small = (ulong)coefficient;
        while (small % 10 == 0)
        {
            small /= 10;
            exponent++;
        }

        coefficient = small;
    }

    private static UInt128[] MakePowers()
    {
        var powers = new UInt128[39];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
