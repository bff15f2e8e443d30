// Exact addition of numbers. Two numbers whose digits lie further apart than 38 places have no exact sum of 38 digits;
// DynamoDB calls that an overflow.

using System.Numerics;

namespace Dyno;

internal static class NumberArithmetic
{
    public static DynoNumber Add(DynoNumber left, DynoNumber right)
    {
        if (left.Coefficient == 0)
        {
            return right;
        }

        if (right.Coefficient == 0)
        {
            return left;
        }

        if (Math.Abs(left.Exponent - right.Exponent) > 2 * DynoNumber.MaxDigits)
        {
            throw new ValidationException(ValueMessages.NumberOverflow);
        }

        var exponent = Math.Min(left.Exponent, right.Exponent);
        var sum = Scaled(left, exponent) + Scaled(right, exponent);
        var magnitude = BigInteger.Abs(sum);
        while (!magnitude.IsZero && magnitude > MaxCoefficient)
        {
            magnitude = BigInteger.DivRem(magnitude, 10, out var remainder);
            if (!remainder.IsZero)
            {
                throw new ValidationException(ValueMessages.NumberOverflow);
            }

            exponent++;
        }

        return DynoNumber.TryCreate(sum.Sign < 0, (UInt128)magnitude, exponent, out var result) switch
        {
            NumberError.None => result,
            NumberError.Overflow => throw new ValidationException(ValueMessages.NumberOverflow),
            NumberError.Underflow => throw new ValidationException(ValueMessages.NumberUnderflow),
            _ => throw new ValidationException(ValueMessages.NumberOverflow),
        };
    }

    private static readonly BigInteger MaxCoefficient = BigInteger.Pow(10, DynoNumber.MaxDigits) - 1;

    private static BigInteger Scaled(DynoNumber number, int exponent)
    {
        var scaled = (BigInteger)number.Coefficient * BigInteger.Pow(10, number.Exponent - exponent);
        return number.Negative ? -scaled : scaled;
    }
}
