// DynamoDB's number: a sign, up to 38 decimal digits and a power of ten, exact.
// Invariant: a coefficient has no trailing zero, and zero is coefficient 0 with exponent 0, so equal values have equal fields.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html

using System.Globalization;

namespace Dyno;

/// <summary>Why a text is no number.</summary>
public enum NumberError
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>It is not of a number's form.</summary>
    Malformed,

    /// <summary>It has more than 38 significant digits.</summary>
    TooPrecise,

    /// <summary>Its magnitude is above 9.99…E+125.</summary>
    Overflow,

    /// <summary>Its magnitude is below 1E-130.</summary>
    Underflow,
}

/// <summary>
/// A number with up to 38 significant digits and a magnitude of 1E-130 to 9.99…E+125, or zero. Every operation is exact or refused.
/// </summary>
public readonly struct DynoNumber : IEquatable<DynoNumber>, IComparable<DynoNumber>, ISpanFormattable
{
    /// <summary>The most significant digits.</summary>
    public const int MaxDigits = 38;

    internal const int MaxMagnitude = 125;
    internal const int MinMagnitude = -130;

    /// <summary>Enough for any number's text.</summary>
    public const int MaxTextLength = 176;

    internal DynoNumber(bool negative, UInt128 coefficient, int exponent)
    {
        Negative = negative && coefficient != 0;
        Coefficient = coefficient;
        Exponent = coefficient == 0 ? 0 : exponent;
    }

    /// <summary>0.</summary>
    public static DynoNumber Zero => default;

    /// <summary>1.</summary>
    public static DynoNumber One => new(false, 1, 0);

    internal bool Negative { get; }

    internal UInt128 Coefficient { get; }

    internal int Exponent { get; }

    /// <summary>How many significant digits there are; 1 for zero.</summary>
    public int SignificantDigits => DecimalDigits.Count(Coefficient);

    // The exponent of the first digit: 12.5 is 1.25E1.
    internal int Magnitude => SignificantDigits - 1 + Exponent;

    /// <summary>The size in bytes that DynamoDB counts: about one for two digits, and one.</summary>
    public int Size
    {
        get
        {
            Span<byte> bytes = stackalloc byte[NumberEncoding.MaxBytes];
            return NumberEncoding.Size(bytes[..NumberEncoding.Write(bytes, this)]);
        }
    }

    /// <summary>Reads a number's text, such as <c>-1.5E3</c>; a <see cref="ValidationException"/> says what is wrong.</summary>
    public static DynoNumber Parse(ReadOnlySpan<char> text)
    {
        if (TryParse(text, out var number, out var error))
        {
            return number;
        }

        throw error switch
        {
            NumberError.TooPrecise => new ValidationException(ValueMessages.NumberTooPrecise),
            NumberError.Overflow => new ValidationException(ValueMessages.NumberOverflow),
            NumberError.Underflow => new ValidationException(ValueMessages.NumberUnderflow),
            _ => new ValidationException(ValueMessages.NumberMalformed(text)),
        };
    }

    /// <summary>Reads a number's text; says why it is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DynoNumber number, out NumberError error)
    {
        number = default;
        error = NumberText.TryParse(text, out var negative, out var coefficient, out var exponent);
        if (error == NumberError.None)
        {
            error = TryCreate(negative, coefficient, exponent, out number);
        }

        return error == NumberError.None;
    }

    // Takes any coefficient of at most 38 digits after trailing zeros are gone.
    internal static NumberError TryCreate(bool negative, UInt128 coefficient, int exponent, out DynoNumber number)
    {
        number = default;
        if (coefficient == 0)
        {
            return NumberError.None;
        }

        DecimalDigits.StripTrailingZeros(ref coefficient, ref exponent);
        var digits = DecimalDigits.Count(coefficient);
        if (digits > MaxDigits)
        {
            return NumberError.TooPrecise;
        }

        switch (digits - 1 + (long)exponent)
        {
            case > MaxMagnitude:
                return NumberError.Overflow;
            case < MinMagnitude:
                return NumberError.Underflow;
        }

        number = new DynoNumber(negative, coefficient, exponent);
        return NumberError.None;
    }

    /// <summary>An integer.</summary>
    public static implicit operator DynoNumber(long value) => FromUInt128(value < 0, value < 0 ? (UInt128)(-(Int128)value) : (UInt128)value);

    /// <summary>An integer.</summary>
    public static implicit operator DynoNumber(int value) => (long)value;

    /// <summary>An integer.</summary>
    public static implicit operator DynoNumber(ulong value) => FromUInt128(false, value);

    /// <summary>A decimal, exactly.</summary>
    public static implicit operator DynoNumber(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = ((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0];
        var exponent = -((bits[3] >> 16) & 0xFF);
        DecimalDigits.StripTrailingZeros(ref coefficient, ref exponent);
        return new DynoNumber(bits[3] < 0, coefficient, exponent);
    }

    /// <summary>The shortest decimal text that reads back as the same double.</summary>
    public static explicit operator DynoNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ValidationException(ValueMessages.NotANumber);
        }

        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        return Parse(text[..length]);
    }

    /// <summary>The shortest decimal text that reads back as the same float.</summary>
    public static explicit operator DynoNumber(float value)
    {
        if (!float.IsFinite(value))
        {
            throw new ValidationException(ValueMessages.NotANumber);
        }

        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        return Parse(text[..length]);
    }

    /// <summary>The sum; refused as DynamoDB refuses it where it has more than 38 digits or is out of range.</summary>
    public static DynoNumber Add(DynoNumber left, DynoNumber right) => NumberArithmetic.Add(left, right);

    /// <summary>The difference; refused as DynamoDB refuses it where it has more than 38 digits or is out of range.</summary>
    public static DynoNumber Subtract(DynoNumber left, DynoNumber right) => NumberArithmetic.Add(left, right.Negate());

    /// <summary>The same magnitude with the other sign.</summary>
    public DynoNumber Negate() => new(!Negative, Coefficient, Exponent);

    /// <summary>The number as a long, where it is a whole number of that range.</summary>
    public bool TryToInt64(out long value)
    {
        Span<byte> bytes = stackalloc byte[NumberEncoding.MaxBytes];
        return NumberEncoding.TryReadInt64(bytes[..NumberEncoding.Write(bytes, this)], out value);
    }

    /// <summary>The number as a decimal, where decimal can hold it exactly.</summary>
    public bool TryToDecimal(out decimal value)
    {
        value = 0;
        var (coefficient, exponent) = (Coefficient, Exponent);
        for (; exponent > 0; exponent--)
        {
            if (coefficient > UInt128.MaxValue / 10)
            {
                return false;
            }

            coefficient *= 10;
        }

        if (exponent < -28 || coefficient >> 96 != 0)
        {
            return false;
        }

        value = new decimal((int)(uint)coefficient, (int)(uint)(coefficient >> 32), (int)(uint)(coefficient >> 64), Negative, (byte)-exponent);
        return true;
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble()
    {
        Span<char> text = stackalloc char[MaxTextLength];
        TryFormat(text, out var length, default, null);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public int CompareTo(DynoNumber other)
    {
        Span<byte> left = stackalloc byte[NumberEncoding.MaxBytes];
        Span<byte> right = stackalloc byte[NumberEncoding.MaxBytes];
        return left[..NumberEncoding.Write(left, this)].SequenceCompareTo(right[..NumberEncoding.Write(right, other)]);
    }

    /// <inheritdoc/>
    public bool Equals(DynoNumber other) => Negative == other.Negative && Coefficient == other.Coefficient && Exponent == other.Exponent;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DynoNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Negative, Coefficient, Exponent);

    /// <summary>Whether the two are the same number.</summary>
    public static bool operator ==(DynoNumber left, DynoNumber right) => left.Equals(right);

    /// <summary>Whether the two are different numbers.</summary>
    public static bool operator !=(DynoNumber left, DynoNumber right) => !left.Equals(right);

    /// <summary>Plain decimal text without an exponent, as DynamoDB returns it.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[MaxTextLength];
        TryFormat(text, out var length, default, null);
        return new string(text[..length]);
    }

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        NumberText.TryFormat(this, destination, out charsWritten);

    private static DynoNumber FromUInt128(bool negative, UInt128 coefficient)
    {
        var exponent = 0;
        DecimalDigits.StripTrailingZeros(ref coefficient, ref exponent);
        return new DynoNumber(negative, coefficient, exponent);
    }
}
