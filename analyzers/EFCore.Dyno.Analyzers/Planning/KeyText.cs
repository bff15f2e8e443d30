// Which stored forms sort as the values do: what the provider asks of its codecs, asked here of the compiler's types.

using System.Globalization;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Query;

internal static class KeyText
{
    public static bool SortsAsText(KeyShapeSegment segment) =>
        segment.Property is { } property
        && (IsPadded(property, segment.Format)
            || (segment.Format is null && property.AttributeType == AttributeType.S && IsOrdered(property, AttributeType.S)));

    public static bool SortsAsValue(KeyShape key) => key.Property is { } property && SortsAsValue(property);

    public static bool SortsAsValue(PropertyModel property) => IsOrdered(property, property.AttributeType);

    public static bool IsText(PropertyModel property) => property.BareType?.SpecialType == SpecialType.System_String;

    /// <summary>Whether a whole number is written with a fixed number of digits: <c>{Number:D6}</c>.</summary>
    public static bool IsPadded(PropertyModel property, string? format) =>
        format is { Length: 2 or 3 } && format[0] is 'D' or 'd'
        && int.TryParse(format.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && property.BareType?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    public static object? ValueOf(PropertyModel property, object? value) =>
        value is null or string or bool || property.BareType is not { TypeKind: TypeKind.Enum } and not { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double }
            ? value
            : value is IConvertible number ? Convert.ToDecimal(number, CultureInfo.InvariantCulture) : value;

    private static bool IsOrdered(PropertyModel property, AttributeType stored)
    {
        if (property.BareType is not { } type)
        {
            return false;
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return stored == AttributeType.N;
        }

        return !property.HasConversion
            && (stored == AttributeType.N
                || type.SpecialType is SpecialType.System_String or SpecialType.System_DateTime
                || type is INamedTypeSymbol { Name: "DateTimeOffset" or "DateOnly" or "TimeOnly", ContainingNamespace.Name: "System" });
    }
}
