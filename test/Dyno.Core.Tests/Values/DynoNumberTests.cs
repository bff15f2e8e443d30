// Numbers against an oracle: a big integer and a power of ten.

using System.Globalization;
using System.Numerics;

namespace Dyno.Core.Tests.Values;

public class DynoNumberTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void Bytes_sort_as_the_numbers_do_and_read_back() => Seed.Run(random =>
    {
        var last = Make(random);
        for (var i = 0; i < Rounds; i++)
        {
            // Often close to the last one: the same digits at another place, one digit more, another sign.
            var next = random.Next(3) == 0 ? Near(last, random) : Make(random);
            var (one, two) = (Parse(last), Parse(next));
            Assert.Equal(Math.Sign(Compare(last, next)), Math.Sign(Bytes(one).AsSpan().SequenceCompareTo(Bytes(two))));
            Assert.Equal(Math.Sign(Compare(last, next)), Math.Sign(one.CompareTo(two)));
            Assert.Equal(one, NumberEncoding.Read(Bytes(one)));
            Assert.True(NumberEncoding.IsValid(Bytes(one)));
            Assert.Equal(one, DynoNumber.Parse(one.ToString()));
            last = next;
        }
    });

    [Fact]
    public void Sums_and_differences_are_exact_or_refused() => Seed.Run(random =>
    {
        for (var i = 0; i < Rounds; i++)
        {
            var left = Make(random);
            var right = Near(left, random);
            Check(left, right, BigInteger.One, DynoNumber.Add);
            Check(left, right, BigInteger.MinusOne, DynoNumber.Subtract);
        }
    });

    [Fact]
    public void Longs_decimals_and_doubles_keep_their_value() => Seed.Run(random =>
    {
        Span<byte> buffer = stackalloc byte[NumberEncoding.MaxBytes];
        long[] edges = [0, 1, -1, 99, 100, -100, 10_000, long.MaxValue, long.MinValue, long.MinValue + 1];
        for (var i = 0; i < Rounds; i++)
        {
            var value = i < edges.Length ? edges[i] : random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            var written = buffer[..NumberEncoding.Write(buffer, value)];
            Assert.True(written.SequenceEqual(Bytes(value)));
            Assert.True(NumberEncoding.TryReadInt64(written, out var read));
            Assert.Equal(value, read);
            Assert.Equal(value.ToString(CultureInfo.InvariantCulture), ((DynoNumber)value).ToString());

            var money = new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29));
            Assert.True(NumberEncoding.TryReadDecimal(Bytes(money), out var same));
            Assert.Equal(money, same);

            var real = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-100, 100));
            Assert.Equal(real, NumberEncoding.ReadDouble(Bytes((DynoNumber)real)));
        }

        Assert.False(NumberEncoding.TryReadInt64(Bytes(DynoNumber.Parse("9223372036854775808")), out _));
        Assert.True(NumberEncoding.TryReadUInt64(Bytes(ulong.MaxValue), out var largest));
        Assert.Equal(ulong.MaxValue, largest);
        Assert.False(NumberEncoding.TryReadInt64(Bytes(DynoNumber.Parse("0.5")), out _));
    });

    [Theory]
    [InlineData("", "The parameter cannot be converted to a numeric value")]
    [InlineData("abc", "The parameter cannot be converted to a numeric value: abc")]
    [InlineData("1.2.3", "The parameter cannot be converted to a numeric value: 1.2.3")]
    [InlineData("1e", "The parameter cannot be converted to a numeric value: 1e")]
    [InlineData(" 1", "The parameter cannot be converted to a numeric value:  1")]
    [InlineData("123456789012345678901234567890123456789", "Attempting to store more than 38 significant digits in a Number")]
    [InlineData("1E126", "Number overflow. Attempting to store a number with magnitude larger than supported range")]
    [InlineData("-1E126", "Number overflow. Attempting to store a number with magnitude larger than supported range")]
    [InlineData("1E-131", "Number underflow. Attempting to store a number with magnitude smaller than supported range")]
    [InlineData("1E999999999999", "Number overflow. Attempting to store a number with magnitude larger than supported range")]
    public void What_is_no_number_is_refused_as_DynamoDB_refuses_it(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ValidationException>(() => DynoNumber.Parse(text)).Message);

    [Theory]
    [InlineData("000", "0")]
    [InlineData("-0", "0")]
    [InlineData("+1.50", "1.5")]
    [InlineData("00012300", "12300")]
    [InlineData("1E3", "1000")]
    [InlineData("123e-5", "0.00123")]
    [InlineData("123456789012345678901234567890123456780000", "123456789012345678901234567890123456780000")]
    [InlineData(".5", "0.5")]
    [InlineData("0E999999", "0")]
    public void Text_is_plain_and_without_idle_zeros(string text, string expected) => Assert.Equal(expected, DynoNumber.Parse(text).ToString());

    [Theory]
    [InlineData("0", "8000")]
    [InlineData("1", "C102")]
    [InlineData("150", "C20364")]
    [InlineData("-1", "3EFD")]
    [InlineData("0.5", "C064")]
    [InlineData("1E-130", "8002")]
    public void The_bytes_are_those_of_version_1(string text, string hex) => Assert.Equal(hex, Convert.ToHexString(Bytes(DynoNumber.Parse(text))));

    private static byte[] Bytes(DynoNumber number)
    {
        Span<byte> bytes = stackalloc byte[NumberEncoding.MaxBytes];
        return bytes[..NumberEncoding.Write(bytes, number)].ToArray();
    }

    private static (BigInteger Digits, int Exponent) Make(Random random)
    {
        var digits = random.Next(1, 39);
        var value = BigInteger.Parse(string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + random.Next(10)))), CultureInfo.InvariantCulture);
        var exponent = random.Next(4) == 0 ? random.Next(-130, 126 - digits) : random.Next(-6, 6);
        return (random.Next(2) == 0 ? value : -value, exponent);
    }

    private static (BigInteger Digits, int Exponent) Near((BigInteger Digits, int Exponent) number, Random random) => random.Next(4) switch
    {
        0 => (-number.Digits, number.Exponent),
        1 => (number.Digits / 10, number.Exponent),
        2 => (number.Digits - (number.Digits.IsZero ? 0 : number.Digits.Sign), number.Exponent),
        _ => (number.Digits / 100, Math.Clamp(number.Exponent + random.Next(-2, 3), -130, 86)),
    };

    private static DynoNumber Parse((BigInteger Digits, int Exponent) number) => DynoNumber.Parse($"{number.Digits}E{number.Exponent}");

    private static BigInteger Scale((BigInteger Digits, int Exponent) number) => number.Digits * BigInteger.Pow(10, number.Exponent + 140);

    private static int Compare((BigInteger Digits, int Exponent) left, (BigInteger Digits, int Exponent) right) => Scale(left).CompareTo(Scale(right));

    private static void Check(
        (BigInteger Digits, int Exponent) left, (BigInteger Digits, int Exponent) right, BigInteger sign, Func<DynoNumber, DynoNumber, DynoNumber> operation)
    {
        var exact = Scale(left) + (sign * Scale(right));
        var text = BigInteger.Abs(exact).ToString(CultureInfo.InvariantCulture).TrimEnd('0');
        if (text.Length > DynoNumber.MaxDigits)
        {
            Assert.Throws<ValidationException>(() => operation(Parse(left), Parse(right)));
            return;
        }

        var result = operation(Parse(left), Parse(right));
        Assert.Equal(DynoNumber.Parse(Shift(exact.ToString(CultureInfo.InvariantCulture))), result);
    }

    // The digits with the point 140 places to the left, without idle zeros.
    private static string Shift(string whole)
    {
        var zeros = whole.Length - whole.TrimEnd('0').Length;
        return whole == "0" ? "0" : $"{whole[..^zeros]}E{zeros - 140}";
    }
}
