// One thing that ExecuteUpdate sets, ready to run: where it stands, how its value is stored, and where the row of the reading query has the value.

using EFCore.Dyno.Metadata;
using EFCore.Dyno.Update;

namespace EFCore.Dyno.Query;

internal sealed class BulkAssignment(BulkSetter setter, ComputedValue? element, EncodedAdd? add, Func<DynoSource, int> column)
{
    private readonly DynoPropertyMap? _property = setter.Property is { } property ? setter.Holder.FindProperty(property) : null;
    private readonly DynoEmbeddedMap? _embedded = setter.Property is null ? setter.Holder.FindEmbedded(setter.Member) : null;

    public BulkSetter Setter => setter;

    // Added to by the store, so that nothing has to be read; null where the value is worked out here.
    public EncodedAdd? Add => add;

    public BulkPath Path { get; } = new(
        setter.Holder,
        setter.Property is { } stored ? setter.Holder.FindProperty(stored)!.AttributeName : setter.Holder.FindEmbedded(setter.Member)!.AttributeName,
        element,
        column);

    // The map that holds it; null for the item itself.
    public BulkPath? Holder { get; } = setter.IsTopLevel ? null : new(setter.Holder, null, null, column);

    // Whether the holder is in every item, so that a path into it always leads somewhere.
    public bool IsHolderCertain { get; } = IsCertain(setter.Holder);

    public bool IsElement => element is not null;

    // What the property is after the update, where it is one; default for null.
    public EncodedValue Encode(object? value)
    {
        if (setter.Value is StoredRead)
        {
            return Required((EncodedValue?)value ?? default);
        }

        if (element is null)
        {
            return Required(_property is not null ? InstanceWriter.Encode(_property, value) : InstanceWriter.Encode(_embedded!, value));
        }

        if (value is null)
        {
            return EncodedValue.Null;
        }

        return _property is not null ? TermValues.EncodeElement(_property, value) ?? EncodedValue.Null : InstanceWriter.Encode(_embedded!.Target, value);

        // A default value may be stored as an absent attribute; null may not where there must be something.
        EncodedValue Required(EncodedValue encoded) => encoded.IsDefault && (value is null or EncodedValue) && InstanceWriter.IsRequired(setter.Member)
            ? throw new DbUpdateException(Messages.RequiredIsNull(setter.Member))
            : encoded;
    }

    private static bool IsCertain(DynoSource holder)
    {
        for (; holder.Embedded is { } embedded; holder = holder.Parent!)
        {
            if (embedded.IsCollection || !InstanceWriter.IsRequired(embedded.Member))
            {
                return false;
            }
        }

        return true;
    }
}

// What the store adds to a number.
internal sealed record EncodedAdd(DynoPropertyMap Property, ComputedValue Value, bool Subtract)
{
    // Null adds up to null.
    public EncodedValue? In(DynoQueryContext context)
    {
        var value = Value.Of(context, null);
        return value is null ? default(EncodedValue?)
            : EncodedValue.FromDecimal(Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture) * (Subtract ? -1 : 1));
    }

    // The store may count beyond the property's type, which then could not be read: a null is nothing, an int has its ends.
    public static bool IsSafe(DynoPropertyMap property) =>
        !property.Property.IsNullable
        && property.TypeMapping.Converter is null
        && property.Codec is { AttributeType: AttributeType.N, HasOddForms: false }
        && (property.Property.ClrType == typeof(long) || property.Property.ClrType == typeof(decimal));
}
