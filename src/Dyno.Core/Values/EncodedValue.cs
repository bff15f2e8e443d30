// One value as an item holds it: a type code and a payload (see ItemFormat).

using System.Diagnostics.CodeAnalysis;

namespace Dyno;

/// <summary>
/// One encoded value: what stands after a name in an <see cref="Item"/>. Operands of expressions and parts of keys have this form.
/// </summary>
public readonly struct EncodedValue : IEquatable<EncodedValue>
{
    private static readonly EncodedValue FalseValue = new(new[] { ItemFormat.False });
    private static readonly EncodedValue TrueValue = new(new[] { ItemFormat.True });

    /// <summary>Wraps bytes that are known to be a value.</summary>
    public EncodedValue(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>DynamoDB's null.</summary>
    public static EncodedValue Null { get; } = new(new[] { ItemFormat.Null });

    /// <summary>The encoded form.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The value's type.</summary>
    public AttributeType Type => Read().Type;

    /// <summary>Whether there is no value.</summary>
    public bool IsDefault => Bytes.IsEmpty;

    /// <summary>The size in bytes that DynamoDB counts.</summary>
    public int Size => Read().Size;

    /// <summary>Encodes a value. <see cref="ValidationException"/> where DynamoDB would refuse it.</summary>
    public static EncodedValue From(AttributeValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var writer = ItemWriter.Rent();
        try
        {
            ItemEncoder.Write(writer, "v", value, depth: 1);
            return writer.ToValue();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    /// <summary>Encodes a string.</summary>
    public static EncodedValue FromString(ReadOnlySpan<char> value)
    {
        var length = ItemWriter.Utf8Length(value);
        var bytes = new byte[1 + ItemFormat.VarintLength(length) + length];
        bytes[0] = ItemFormat.String;
        var prefix = ItemFormat.WriteVarint(bytes.AsSpan(1), length);
        ItemWriter.ToUtf8(value, bytes.AsSpan(1 + prefix));
        return new EncodedValue(bytes);
    }

    /// <summary>Encodes a whole number.</summary>
    public static EncodedValue FromInt64(long value)
    {
        Span<byte> number = stackalloc byte[NumberEncoding.MaxBytes];
        return FromNumberBytes(number[..NumberEncoding.Write(number, value)]);
    }

    /// <summary>Encodes a number.</summary>
    public static EncodedValue FromNumber(DynoNumber value)
    {
        Span<byte> number = stackalloc byte[NumberEncoding.MaxBytes];
        return FromNumberBytes(number[..NumberEncoding.Write(number, value)]);
    }

    /// <summary>Encodes a decimal, exactly.</summary>
    public static EncodedValue FromDecimal(decimal value) => FromNumber(value);

    /// <summary>Encodes a double as the shortest text that reads back the same.</summary>
    public static EncodedValue FromDouble(double value) => FromNumber((DynoNumber)value);

    /// <summary>Encodes bytes.</summary>
    public static EncodedValue FromBinary(ReadOnlySpan<byte> value)
    {
        var bytes = new byte[1 + ItemFormat.VarintLength(value.Length) + value.Length];
        bytes[0] = ItemFormat.Binary;
        value.CopyTo(bytes.AsSpan(1 + ItemFormat.WriteVarint(bytes.AsSpan(1), value.Length)));
        return new EncodedValue(bytes);
    }

    /// <summary>Encodes a Boolean.</summary>
    public static EncodedValue FromBool(bool value) => value ? TrueValue : FalseValue;

    /// <summary>Copies a value that was read from an item.</summary>
    public static EncodedValue Copy(ValueReader value) => new(value.Raw.ToArray());

    /// <summary>Encodes a value.</summary>
    public static implicit operator EncodedValue(AttributeValue value) => From(value);

    /// <summary>Reads the value in place.</summary>
    public ValueReader Read() => new(Bytes.Span);

    /// <summary>The value as a tree of objects.</summary>
    public AttributeValue ToAttributeValue() => Read().ToAttributeValue();

    /// <inheritdoc/>
    public bool Equals(EncodedValue other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is EncodedValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>Whether the two are the same value.</summary>
    public static bool operator ==(EncodedValue left, EncodedValue right) => left.Equals(right);

    /// <summary>Whether the two are different values.</summary>
    public static bool operator !=(EncodedValue left, EncodedValue right) => !left.Equals(right);

    /// <summary>The value as DynamoDB JSON, such as <c>{"S":"x"}</c>.</summary>
    public override string ToString() => IsDefault ? "" : ToAttributeValue().ToString();

    private static EncodedValue FromNumberBytes(ReadOnlySpan<byte> number)
    {
        var bytes = new byte[1 + number.Length];
        bytes[0] = ItemFormat.Number;
        number.CopyTo(bytes.AsSpan(1));
        return new EncodedValue(bytes);
    }
}
