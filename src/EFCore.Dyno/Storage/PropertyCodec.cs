// Turns CLR values into attribute values and back without boxing. A codec belongs to a CLR type (converters included);
// who holds the property decides the attribute's name. Null is an absent attribute unless a codec says otherwise.

using System.Diagnostics.CodeAnalysis;

namespace EFCore.Dyno.Storage;

internal abstract class PropertyCodec(AttributeType attributeType)
{
    public AttributeType AttributeType { get; } = attributeType;

    public abstract Type ClrType { get; }

    /// <summary>Whether stored values sort as the values do, so that a range of values is a range of the store.</summary>
    public virtual bool SortsAsValue => AttributeType is AttributeType.N;

    /// <summary>Whether equal values always have equal stored forms, so that the store can compare them.</summary>
    public virtual bool EqualsAsStored => true;

    /// <summary>Whether some values are stored as another type than <see cref="AttributeType"/>: what a DynamoDB number cannot hold is text.</summary>
    public virtual bool HasOddForms => false;

    /// <summary>
    /// The value as a part of a composed key: text without '#', whose byte order is the order of the stored values where there is one.
    /// </summary>
    public virtual string KeyText(EncodedValue value) => SortableText.Of(value);

    public abstract EncodedValue EncodeObject(object? value);

    public abstract object? ReadObject(EncodedValue value);

    public abstract bool TryWriteObject(ItemWriter writer, ReadOnlySpan<byte> utf8Name, object? value);

    public abstract PropertyCodec ToNullable();
}

internal abstract class PropertyCodec<T>(AttributeType attributeType) : PropertyCodec(attributeType)
{
    public override Type ClrType => typeof(T);

    /// <summary>What a missing attribute (or NULL) means.</summary>
    public virtual T? Absent => default;

    /// <summary>Writes a value that is not null. With an empty name, inside a list or set, it writes an element.</summary>
    public abstract void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, [DisallowNull] T value);

    /// <summary>Reads a value that is not NULL.</summary>
    public abstract T Read(ValueReader value);

    public T Read(EncodedValue value) => value.IsDefault ? Absent! : ReadOrNull(value.Read());

    /// <summary>Writes the attribute, or nothing where the value is stored as an absent attribute.</summary>
    public virtual bool TryWrite(ItemWriter writer, ReadOnlySpan<byte> utf8Name, T? value)
    {
        if (value is null)
        {
            return false;
        }

        Write(writer, utf8Name, value);
        return true;
    }

    public virtual T ReadOrNull(ValueReader value) => value.Type == AttributeType.NULL ? default! : Read(value);

    /// <summary>The value alone, as keys, conditions and expression operands have it; null is NULL.</summary>
    public EncodedValue Encode(T? value)
    {
        if (value is null)
        {
            return EncodedValue.Null;
        }

        var writer = ItemWriter.Rent();
        try
        {
            Write(writer, "v"u8, value);
            return writer.ToItem().TryGetEncoded("v"u8, out var encoded) ? encoded : EncodedValue.Null;
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    public override EncodedValue EncodeObject(object? value) => Encode((T?)value);

    public override object? ReadObject(EncodedValue value) => Read(value);

    public override bool TryWriteObject(ItemWriter writer, ReadOnlySpan<byte> utf8Name, object? value) => TryWrite(writer, utf8Name, (T?)value);

    public override PropertyCodec ToNullable() => typeof(T).IsValueType && Nullable.GetUnderlyingType(typeof(T)) is null
        ? (PropertyCodec)Activator.CreateInstance(typeof(NullableCodec<>).MakeGenericType(typeof(T)), this)!
        : this;
}
