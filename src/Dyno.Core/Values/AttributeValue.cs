// A value as an immutable tree of objects: the form for people and tests. The engine and the provider work on encoded items.

using System.Collections.Frozen;

namespace Dyno;

/// <summary>A DynamoDB value. Two are equal when DynamoDB holds them equal: sets and maps have no order, and 1 is 1.0.</summary>
public sealed class AttributeValue : IEquatable<AttributeValue>
{
    private readonly object? _value;

    private AttributeValue(AttributeType type, object? value)
    {
        Type = type;
        _value = value;
    }

    /// <summary>The type.</summary>
    public AttributeType Type { get; }

    /// <summary>DynamoDB's null.</summary>
    public static AttributeValue Null { get; } = new(AttributeType.NULL, null);

    /// <summary>A string.</summary>
    public static AttributeValue S(string value) => new(AttributeType.S, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A number.</summary>
    public static AttributeValue N(DynoNumber value) => new(AttributeType.N, value);

    /// <summary>A number from its text; a <see cref="ValidationException"/> says what is wrong with it.</summary>
    public static AttributeValue N(string text) => N(DynoNumber.Parse(text));

    /// <summary>Bytes.</summary>
    public static AttributeValue B(ReadOnlyMemory<byte> value) => new(AttributeType.B, value);

    /// <summary>Bytes.</summary>
    public static AttributeValue B(params byte[] value) => B(value.AsMemory());

    /// <summary>A Boolean.</summary>
    public static AttributeValue Bool(bool value) => new(AttributeType.BOOL, value);

    /// <summary>A map.</summary>
    public static AttributeValue M(IReadOnlyDictionary<string, AttributeValue> value) =>
        new(AttributeType.M, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A map.</summary>
    public static AttributeValue M(params (string Name, AttributeValue Value)[] entries) =>
        M(entries.ToFrozenDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal));

    /// <summary>A list.</summary>
    public static AttributeValue L(params IReadOnlyList<AttributeValue> value) =>
        new(AttributeType.L, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A set of strings.</summary>
    public static AttributeValue SS(params IReadOnlyList<string> value) =>
        new(AttributeType.SS, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A set of numbers.</summary>
    public static AttributeValue NS(params IReadOnlyList<DynoNumber> value) =>
        new(AttributeType.NS, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A set of binaries.</summary>
    public static AttributeValue BS(params IReadOnlyList<ReadOnlyMemory<byte>> value) =>
        new(AttributeType.BS, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>A string.</summary>
    public static implicit operator AttributeValue(string value) => S(value);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(int value) => N(value);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(long value) => N(value);

    /// <summary>A number.</summary>
    public static implicit operator AttributeValue(decimal value) => N(value);

    /// <summary>A number: the shortest text that reads back as the same double.</summary>
    public static implicit operator AttributeValue(double value) => N((DynoNumber)value);

    /// <summary>A Boolean.</summary>
    public static implicit operator AttributeValue(bool value) => Bool(value);

    /// <summary>Bytes.</summary>
    public static implicit operator AttributeValue(byte[] value) => B(value.AsMemory());

    /// <summary>The string; <see cref="InvalidOperationException"/> where the value is of another type, as below.</summary>
    public string AsString() => (string)Checked(AttributeType.S);

    /// <summary>The number.</summary>
    public DynoNumber AsNumber() => (DynoNumber)Checked(AttributeType.N);

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> AsBinary() => (ReadOnlyMemory<byte>)Checked(AttributeType.B);

    /// <summary>The Boolean.</summary>
    public bool AsBool() => (bool)Checked(AttributeType.BOOL);

    /// <summary>The map.</summary>
    public IReadOnlyDictionary<string, AttributeValue> AsMap() => (IReadOnlyDictionary<string, AttributeValue>)Checked(AttributeType.M);

    /// <summary>The list.</summary>
    public IReadOnlyList<AttributeValue> AsList() => (IReadOnlyList<AttributeValue>)Checked(AttributeType.L);

    /// <summary>The strings of a set.</summary>
    public IReadOnlyList<string> AsStringSet() => (IReadOnlyList<string>)Checked(AttributeType.SS);

    /// <summary>The numbers of a set.</summary>
    public IReadOnlyList<DynoNumber> AsNumberSet() => (IReadOnlyList<DynoNumber>)Checked(AttributeType.NS);

    /// <summary>The binaries of a set.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> AsBinarySet() => (IReadOnlyList<ReadOnlyMemory<byte>>)Checked(AttributeType.BS);

    /// <inheritdoc/>
    public bool Equals(AttributeValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.Type != Type)
        {
            return false;
        }

        // Values that no item can hold (an empty set, say) have no encoded form; their text is as good for telling them apart.
        try
        {
            return EncodedValue.From(this) == EncodedValue.From(other);
        }
        catch (ValidationException)
        {
            return ToString() == other.ToString();
        }
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttributeValue);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // The order of maps and sets must not count, so containers are told apart by their size alone.
        return Type switch
        {
            AttributeType.M => HashCode.Combine(Type, AsMap().Count),
            AttributeType.L => HashCode.Combine(Type, AsList().Count),
            AttributeType.SS => HashCode.Combine(Type, AsStringSet().Count),
            AttributeType.NS => HashCode.Combine(Type, AsNumberSet().Count),
            AttributeType.BS => HashCode.Combine(Type, AsBinarySet().Count),
            AttributeType.B => HashCode.Combine(Type, AsBinary().Length),
            _ => HashCode.Combine(Type, _value),
        };
    }

    /// <summary>DynamoDB JSON, such as <c>{"S":"x"}</c>.</summary>
    public override string ToString() => DynamoDbJson.ToJson(this);

    private object Checked(AttributeType type) =>
        Type == type ? _value! : throw new InvalidOperationException(ValueMessages.WrongType(Type, type));
}
