// The bytes of an item, version 1.
//   item     version (1 byte, 1), then entries to the end
//   entry    name length (LEB128), name (UTF-8), value; entries are sorted by the bytes of their names, each name once
//   value    type code (1 byte), then
//              S, B           length (LEB128), bytes
//              N              number bytes (see NumberEncoding)
//              false, true, NULL   nothing
//              M, L, SS, NS, BS    body length (4 bytes, little-endian), body
//   M body   entries; L body: values; set body: elements, each length (LEB128) and bytes, sorted by their bytes, each once
// The form is canonical: equal items have equal bytes. This file walks the bytes; every step checks that it stays inside them.

using System.Buffers.Binary;

namespace Dyno;

internal static class ItemFormat
{
    public const byte Version = 1;

    public const byte String = 1;
    public const byte Number = 2;
    public const byte Binary = 3;
    public const byte False = 4;
    public const byte True = 5;
    public const byte Null = 6;
    public const byte Map = 7;
    public const byte List = 8;
    public const byte StringSet = 9;
    public const byte NumberSet = 10;
    public const byte BinarySet = 11;

    /// <summary>The bytes between a container's type code and its body.</summary>
    public const int BodyLengthBytes = 4;

    public static AttributeType TypeOf(byte code) => code switch
    {
        String => AttributeType.S,
        Number => AttributeType.N,
        Binary => AttributeType.B,
        False or True => AttributeType.BOOL,
        Null => AttributeType.NULL,
        Map => AttributeType.M,
        List => AttributeType.L,
        StringSet => AttributeType.SS,
        NumberSet => AttributeType.NS,
        BinarySet => AttributeType.BS,
        _ => throw Corrupt(),
    };

    public static byte CodeOf(AttributeType type) => type switch
    {
        AttributeType.S => String,
        AttributeType.N => Number,
        AttributeType.B => Binary,
        AttributeType.BOOL => False,
        AttributeType.NULL => Null,
        AttributeType.M => Map,
        AttributeType.L => List,
        AttributeType.SS => StringSet,
        AttributeType.NS => NumberSet,
        _ => BinarySet,
    };

    /// <summary>The length of the value that the bytes begin with, its type code included.</summary>
    public static int ValueLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            throw Corrupt();
        }

        int length;
        switch (bytes[0])
        {
            case String or Binary:
                var content = ReadVarint(bytes[1..], out var prefix);
                length = 1 + prefix + content;
                break;
            case Number:
                var digits = NumberEncoding.Length(bytes[1..]);
                length = digits == 0 ? int.MaxValue : 1 + digits;
                break;
            case False or True or Null:
                return 1;
            case >= Map and <= BinarySet:
                if (bytes.Length < 1 + BodyLengthBytes)
                {
                    throw Corrupt();
                }

                var body = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
                length = body < 0 || body > bytes.Length ? int.MaxValue : 1 + BodyLengthBytes + body;
                break;
            default:
                throw Corrupt();
        }

        return (uint)length <= (uint)bytes.Length ? length : throw Corrupt();
    }

    /// <summary>Reads a length; it is at most the bytes that are left after it.</summary>
    public static int ReadVarint(ReadOnlySpan<byte> bytes, out int prefix)
    {
        // Most names and values are shorter than 128 bytes.
        if (!bytes.IsEmpty && bytes[0] < 0x80)
        {
            prefix = 1;
            return bytes[0] <= bytes.Length - 1 ? bytes[0] : throw Corrupt();
        }

        var value = 0;
        for (var i = 0; i < bytes.Length && i < 4; i++)
        {
            value |= (bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                prefix = i + 1;

                // A longer form of a short number would make two forms of one item.
                return bytes[i] != 0 && value <= bytes.Length - prefix ? value : throw Corrupt();
            }
        }

        throw Corrupt();
    }

    public static int WriteVarint(Span<byte> destination, int value)
    {
        var at = 0;
        while (value >= 0x80)
        {
            destination[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[at++] = (byte)value;
        return at;
    }

    public static int VarintLength(int value) => value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;

    /// <summary>A container's body.</summary>
    public static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> value) => value[(1 + BodyLengthBytes)..];

    public static InvalidDataException Corrupt() => new(ValueMessages.CorruptItem);
}
