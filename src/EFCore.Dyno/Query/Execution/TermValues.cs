// Open values of a plan filled from an execution's parameters, and encoded as the property that they are compared with stores them.

using System.Collections;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Query;

internal readonly struct TermValues(DynoQueryContext context, object?[]? outer)
{
    public object? ValueOf(FilterTerm term) => term switch
    {
        ConstantTerm constant => constant.Value,
        ParameterTerm parameter => context.Parameters[parameter.Name],
        _ => ((ComputedTerm)term).Computed!.Of(context, outer!),
    };

    public IEnumerable ListOf(FilterTerm term)
    {
        if (term is not ListTerm several)
        {
            return ListOfOne(term);
        }

        var list = new List<object?>(several.Terms.Count);
        foreach (var each in several.Terms)
        {
            list.Add(ValueOf(each));
        }

        return list;
    }

    private IEnumerable ListOfOne(FilterTerm term) => (IEnumerable?)ValueOf(term) ?? Array.Empty<object>();

    // Null has no encoding: the caller says what it means there.
    public EncodedValue? Encode(DynoPropertyMap map, FilterTerm term) => Encode(map, ValueOf(term));

    public static EncodedValue? Encode(DynoPropertyMap map, object? value) =>
        value is null ? default(EncodedValue?) : EncodeAs(map.Codec, map.Property.ClrType, map.AttributeType, value);

    public static EncodedValue? EncodeElement(DynoPropertyMap map, object? value) =>
        value is not null && (map.TypeMapping.SetElementMapping ?? map.Property.GetElementType()?.GetTypeMapping()) is DynoTypeMapping element
            ? EncodeAs(element.Codec, element.ClrType, element.AttributeType, value)
            : default(EncodedValue?);

    // The value as the property's own type: C# compares an enum as its number and a short as an int.
    public static object Coerce(Type clrType, object value)
    {
        var type = Nullable.GetUnderlyingType(clrType) ?? clrType;
        return value.GetType() == type || type.IsInstanceOfType(value) ? value
            : type.IsEnum ? Enum.ToObject(type, value)
            : value is Enum ? Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture)
            : value is IConvertible && type.IsPrimitive ? Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture)
            : value;
    }

    private static EncodedValue EncodeAs(PropertyCodec codec, Type clrType, AttributeType stored, object value)
    {
        try
        {
            return codec.EncodeObject(Coerce(clrType, value));
        }
        catch (OverflowException) when (stored == AttributeType.N)
        {
            // Outside the property's range, but a number all the same: no stored value equals it, and order still holds.
            return EncodedValue.FromDecimal(Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
