// Which stored forms sort as their CLR values do, so that a range of values is a range of the store.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Query;

internal static class KeyText
{
    public static bool SortsAsText(KeyShapeSegment segment) =>
        segment.Text is { PaddedDigits: not null } || segment.Text is { FormatText: null } text
        && text.Codec.AttributeType == AttributeType.S
        && IsOrdered(text.Property.ClrType, text.Property.GetTypeMapping(), AttributeType.S);

    // Of a key that is a property alone.
    public static bool SortsAsValue(KeyShape key) => key.Map is { } map && SortsAsValue(map);

    public static bool IsText(IProperty property) => property.ClrType == typeof(string);

    // A constant of a query as a value of the property.
    public static object? ValueOf(IProperty property, object? value) => value is null ? null : TermValues.Coerce(property.ClrType, value);

    public static bool SortsAsValue(DynoPropertyMap map) =>
        IsOrdered(map.Property.ClrType, map.Property.GetTypeMapping(), map.AttributeType);

    private static bool IsOrdered(Type clrType, CoreTypeMapping mapping, AttributeType stored)
    {
        var type = Nullable.GetUnderlyingType(clrType) ?? clrType;
        if (type.IsEnum)
        {
            return stored == AttributeType.N;
        }

        return mapping.Converter is null
            && (stored == AttributeType.N
                || type == typeof(string)
                || type == typeof(DateTime)
                || type == typeof(DateTimeOffset)
                || type == typeof(DateOnly)
                || type == typeof(TimeOnly));
    }
}
