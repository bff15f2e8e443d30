// Codecs of numbers that may be more than a DynamoDB number holds: 38 digits, magnitudes from 1E-130 to 9.99…E+125
// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html).
// What does not fit is stored as text: NaN, Infinity, -Infinity and doubles in the form that reads back the same, integers in decimal.
// Minus zero is stored as zero, which equals it.

using System.Globalization;
using System.Numerics;

namespace EFCore.Dyno.Storage;

internal sealed class DecimalCodec() : PropertyCodec<decimal>(AttributeType.N)
{
    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, decimal value) => writer.WriteDecimal(utf8Name, value);

    public override decimal Read(ValueReader value) => value.GetDecimal();
}

internal sealed class DoubleCodec() : PropertyCodec<double>(AttributeType.N)
{
    private const double Smallest = 1E-130;
    private const double TooLarge = 1E126;

    public override bool HasOddForms => true;

    public override string KeyText(EncodedValue value) => SortableText.OfDouble(Read(value));

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, double value)
    {
        var magnitude = Math.Abs(value);
        if (value == 0 || magnitude is >= Smallest and < TooLarge)
        {
            writer.WriteDouble(utf8Name, value);
        }
        else
        {
            writer.WriteString(utf8Name, value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    public override double Read(ValueReader value) => value.Type == AttributeType.S
        ? double.Parse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : value.GetDouble();
}

internal sealed class SingleCodec() : PropertyCodec<float>(AttributeType.N)
{
    public override bool HasOddForms => true;

    public override string KeyText(EncodedValue value) => SortableText.OfDouble(Read(value));

    // The shortest decimal text that reads back as the same float, not the digits of its widening to double.
    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, float value)
    {
        if (float.IsFinite(value))
        {
            writer.WriteNumber(utf8Name, (DynoNumber)value);
        }
        else
        {
            writer.WriteString(utf8Name, value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    public override float Read(ValueReader value) => value.Type == AttributeType.S
        ? float.Parse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : (float)value.GetDouble();
}

internal sealed class HalfCodec() : PropertyCodec<Half>(AttributeType.N)
{
    public override bool HasOddForms => true;

    public override string KeyText(EncodedValue value) => SortableText.OfDouble((double)Read(value));

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, Half value)
    {
        if (Half.IsFinite(value))
        {
            writer.WriteNumber(utf8Name, (DynoNumber)(float)value);
        }
        else
        {
            writer.WriteString(utf8Name, value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    public override Half Read(ValueReader value) => value.Type == AttributeType.S
        ? Half.Parse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : (Half)value.GetDouble();
}

/// <summary>BigInteger, Int128 and UInt128.</summary>
internal sealed class BigIntegerCodec<T>() : PropertyCodec<T>(AttributeType.N)
    where T : struct, IBinaryInteger<T>
{
    public override bool HasOddForms => true;

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, T value)
    {
        var text = value.ToString("D", CultureInfo.InvariantCulture);
        if (DynoNumber.TryParse(text, out var number, out _))
        {
            writer.WriteNumber(utf8Name, number);
        }
        else
        {
            writer.WriteString(utf8Name, text);
        }
    }

    public override T Read(ValueReader value) => T.Parse(
        value.Type == AttributeType.S ? value.GetString() : value.GetNumber().ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
