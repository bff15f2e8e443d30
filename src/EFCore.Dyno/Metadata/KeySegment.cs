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
    /// <summary>Whether the texts of values sort as the values do.</summary>
    public bool SortsAsValue => IsComposed
        ? Codec.SortsAsValue || Codec.AttributeType == AttributeType.BOOL
        : FormatText is null && Codec is { SortsAsValue: true, AttributeType: AttributeType.S };

    /// <summary>The text of a value, or null for null.</summary>
    public string? Format(object? value)
    {
        if (value is null)
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

    public override string ToString() => FormatText is null ? $"{{{Property.Name}}}" : $"{{{Property.Name}:{FormatText}}}";
}
