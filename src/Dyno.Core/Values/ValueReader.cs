// Reads one encoded value in place, without decoding what is not asked for.

using System.Text;

namespace Dyno;

/// <summary>One value, read in place. Wrong types give <see cref="InvalidOperationException"/>, damaged bytes <see cref="InvalidDataException"/>.</summary>
public readonly ref struct ValueReader
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Reads the value that these bytes are: a type code and a payload (see <see cref="EncodedValue"/>).</summary>
    public ValueReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The value's type.</summary>
    public AttributeType Type => _bytes.IsEmpty ? throw ItemFormat.Corrupt() : ItemFormat.TypeOf(_bytes[0]);

    /// <summary>Whether there is no value.</summary>
    public bool IsDefault => _bytes.IsEmpty;

    /// <summary>The type code and payload.</summary>
    public ReadOnlySpan<byte> Raw => _bytes;

    /// <summary>A string's UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => Content(ItemFormat.String, AttributeType.S);

    /// <summary>A binary's bytes.</summary>
    public ReadOnlySpan<byte> Binary => Content(ItemFormat.Binary, AttributeType.B);

    /// <summary>A number's order-preserving bytes.</summary>
    public ReadOnlySpan<byte> NumberBytes
    {
        get
        {
            Check(ItemFormat.Number, AttributeType.N);
            return _bytes[1..];
        }
    }

    /// <summary>The bytes that stand for a string, number or binary in a key; they sort as the values do.</summary>
    public ReadOnlySpan<byte> KeyBytes => Type switch
    {
        AttributeType.S => Utf8,
        AttributeType.N => NumberBytes,
        _ => Binary,
    };

    /// <summary>A string.</summary>
    public string GetString() => Encoding.UTF8.GetString(Utf8);

    /// <summary>A number.</summary>
    public DynoNumber GetNumber() => NumberEncoding.Read(NumberBytes);

    /// <summary>A number as a long; <see cref="OverflowException"/> where it is none.</summary>
    public long GetInt64() => NumberEncoding.TryReadInt64(NumberBytes, out var value) ? value : throw Overflow("Int64");

    /// <summary>A number as an unsigned long; <see cref="OverflowException"/> where it is none.</summary>
    public ulong GetUInt64() => NumberEncoding.TryReadUInt64(NumberBytes, out var value) ? value : throw Overflow("UInt64");

    /// <summary>A number as an int; <see cref="OverflowException"/> where it is none.</summary>
    public int GetInt32() => NumberEncoding.TryReadInt64(NumberBytes, out var value) && value == (int)value ? (int)value : throw Overflow("Int32");

    /// <summary>A number as a decimal; <see cref="OverflowException"/> where decimal cannot hold it exactly.</summary>
    public decimal GetDecimal() => NumberEncoding.TryReadDecimal(NumberBytes, out var value) ? value : throw Overflow("Decimal");

    /// <summary>A number as the nearest double.</summary>
    public double GetDouble() => NumberEncoding.ReadDouble(NumberBytes);

    /// <summary>A Boolean.</summary>
    public bool GetBoolean()
    {
        if (_bytes.Length == 1 && _bytes[0] is ItemFormat.True or ItemFormat.False)
        {
            return _bytes[0] == ItemFormat.True;
        }

        throw WrongType(AttributeType.BOOL);
    }

    /// <summary>A copy of a binary's bytes.</summary>
    public byte[] GetBinary() => Binary.ToArray();

    /// <summary>The entries of a map.</summary>
    public ItemReader GetMap()
    {
        Check(ItemFormat.Map, AttributeType.M);
        return ItemReader.OverEntries(ItemFormat.Body(_bytes));
    }

    /// <summary>The elements of a list or set.</summary>
    public ListReader GetList() => Type is AttributeType.L || Type.IsSet()
        ? new ListReader(ItemFormat.Body(_bytes), _bytes[0])
        : throw WrongType(AttributeType.L);

    /// <summary>How many entries or elements a map, list or set has.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            if (Type == AttributeType.M)
            {
                for (var map = GetMap(); map.Read(); count++)
                {
                }

                return count;
            }

            for (var list = GetList(); list.Read(); count++)
            {
            }

            return count;
        }
    }

    /// <summary>The size in bytes that DynamoDB counts.</summary>
    public int Size => ItemSize.OfValue(this);

    /// <summary>The value as a tree of objects.</summary>
    public AttributeValue ToAttributeValue() => ItemDecoder.Decode(this);

    private ReadOnlySpan<byte> Content(byte code, AttributeType type)
    {
        Check(code, type);
        var length = ItemFormat.ReadVarint(_bytes[1..], out var prefix);
        return _bytes.Slice(1 + prefix, length);
    }

    private void Check(byte code, AttributeType type)
    {
        if (_bytes.IsEmpty || _bytes[0] != code)
        {
            throw WrongType(type);
        }
    }

    private InvalidOperationException WrongType(AttributeType wanted) => new(ValueMessages.WrongType(Type, wanted));

    private OverflowException Overflow(string type) => new(ValueMessages.DoesNotFit(NumberEncoding.ReadText(NumberBytes), type));
}
