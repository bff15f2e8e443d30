// The pieces of a key template. A property without a format has the text that its attribute would have (numbers in plain
// decimals, dates and GUIDs in their sortable forms); an enum has its name, as in C#. A composed one has text that sorts as the value.

using System.Globalization;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Metadata;

internal abstract record KeySegment;

internal sealed record LiteralSegment(string Text) : KeySegment
{
    public override string ToString() => Text;
}

internal sealed record PropertySegment(IProperty Property, string? FormatText, PropertyCodec Codec, bool IsComposed = false) : KeySegment
{
    /// <summary>How many digits a whole number is padded to (<c>{Number:D6}</c>), or null: padded numbers sort as text.</summary>
    public int? PaddedDigits { get; } = DigitsOf(Property.ClrType, FormatText);

    /// <summary>Whether the texts of values sort as the values do.</summary>
    public bool SortsAsValue => PaddedDigits is not null || IsComposed
        ? Codec.SortsAsValue || Codec.AttributeType == AttributeType.BOOL
        : FormatText is null && Codec is { SortsAsValue: true, AttributeType: AttributeType.S };

    /// <summary>The text of a value; null for null, and for a number that the padding has no room for.</summary>
    public string? Format(object? value)
    {
        if (value is null)
        {
            return null;
        }

        if (PaddedDigits is { } digits && (IsNegative(value) || ((IFormattable)value).ToString(FormatText, CultureInfo.InvariantCulture).Length > digits))
        {
            return null;
        }

        if (IsComposed)
        {
            return Codec.KeyText(Codec.EncodeObject(value));
        }

        if (FormatText is not null || value is Enum)
        {
            return value is IFormattable formattable ? formattable.ToString(FormatText, CultureInfo.InvariantCulture) : value.ToString();
        }

        if (value is string text && Codec is StringCodec)
        {
            return text;
        }

        var encoded = Codec.EncodeObject(value);
        return encoded.Type switch
        {
            AttributeType.S => encoded.Read().GetString(),
            AttributeType.N => encoded.Read().GetNumber().ToString(),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The text of an end of a range: a number beyond the padding is the nearest that has room.</summary>
    public string? FormatBound(object? value) => value is null || PaddedDigits is not { } digits ? Format(value)
        : IsNegative(value) ? new string('0', digits)
        : Format(value) ?? new string('9', digits);

    private static int? DigitsOf(Type type, string? format) =>
        format is ['D' or 'd', .. { Length: 1 or 2 } digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
        && Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is >= TypeCode.SByte and <= TypeCode.UInt64
        && !(Nullable.GetUnderlyingType(type) ?? type).IsEnum
            ? width
            : null;

    private static bool IsNegative(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture) < 0;

    public override string ToString() => FormatText is null ? $"{{{Property.Name}}}" : $"{{{Property.Name}:{FormatText}}}";
}
