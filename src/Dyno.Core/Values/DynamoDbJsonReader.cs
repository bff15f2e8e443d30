// Reads DynamoDB's JSON form of values straight into the encoded form, with the checks and messages that DynamoDB has for every value it is given.
//
// Names that are no type are passed over and null counts as absent, as DynamoDB's own reader does it. Where several types are given, each is
// checked before the whole is refused: that is the order of DynamoDB's messages.

using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Dyno;

internal static class DynamoDbJsonReader
{
    private const int StackChars = 256;

    public static void ReadEntries(ItemWriter writer, JsonElement map, int depth)
    {
        if (map.ValueKind != JsonValueKind.Object)
        {
            throw new ValidationException(ValueMessages.JsonShape("an object of attributes", map.ValueKind));
        }

        foreach (var entry in map.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(entry);

            // A JSON document does not look whether its names and texts are UTF-8.
            if (name.Contains((byte)'\\') || !Utf8.IsValid(name))
            {
                name = Encoding.UTF8.GetBytes(NameOf(entry));
            }

            AttributeNames.CheckLength(name.Length);

            ReadValue(writer, name, entry.Value, depth);
        }
    }

    public static void ReadValue(ItemWriter writer, ReadOnlySpan<byte> name, JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new ValidationException(ValueMessages.JsonShape("an object that names the value's type", value.ValueKind));
        }

        JsonElement content = default;
        var type = AttributeType.S;
        var types = 0;
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Null && TryReadType(JsonMarshal.GetRawUtf8PropertyName(entry), out var found))
            {
                types++;
                (type, content) = (found, entry.Value);
            }
        }

        if (types == 0)
        {
            throw new ValidationException(ValueMessages.NoType);
        }

        if (types > 1)
        {
            throw SeveralTypes(value, depth);
        }

        WriteContent(writer, name, type, content, depth);
    }

    // The first type that is wrong in itself speaks; where all are right, there is one too many.
    private static ValidationException SeveralTypes(JsonElement value, int depth)
    {
        var scratch = new ItemWriter();
        var number = 0;
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Null && TryReadType(JsonMarshal.GetRawUtf8PropertyName(entry), out var type))
            {
                // The name only has to differ from the others.
                WriteContent(scratch, [(byte)('a' + (number++ % 26)), (byte)('a' + (number / 26 % 26)), (byte)number, (byte)(number >> 8)], type, entry.Value, depth);
            }
        }

        return new ValidationException(ValueMessages.SeveralTypes);
    }

    private static void WriteContent(ItemWriter writer, ReadOnlySpan<byte> name, AttributeType type, JsonElement content, int depth)
    {
        switch (type)
        {
            case AttributeType.S:
                WriteString(writer, name, content);
                break;
            case AttributeType.N:
                writer.WriteNumber(name, ReadNumber(content));
                break;
            case AttributeType.B:
                writer.WriteBinary(name, ReadBinary(content));
                break;
            case AttributeType.BOOL:
                writer.WriteBoolean(name, ReadBoolean(content));
                break;
            case AttributeType.NULL:
                if (!ReadBoolean(content))
                {
                    throw new ValidationException(ValueMessages.NullIsFalse);
                }

                writer.WriteNull(name);
                break;
            case AttributeType.M:
                CheckDepth(depth);
                writer.StartMap(name);
                ReadEntries(writer, content, depth + 1);
                writer.EndMap();
                break;
            case AttributeType.L:
                CheckDepth(depth);
                writer.StartList(name);
                foreach (var element in Elements(content))
                {
                    ReadValue(writer, [], element, depth + 1);
                }

                writer.EndList();
                break;
            default:
                WriteSet(writer, name, type, content);
                break;
        }
    }

    private static void WriteSet(ItemWriter writer, ReadOnlySpan<byte> name, AttributeType type, JsonElement content)
    {
        var elements = Elements(content);
        if (content.GetArrayLength() == 0)
        {
            throw new ValidationException(ValueMessages.EmptySet(type));
        }

        HashSet<string>? seen = content.GetArrayLength() > 1 ? new(StringComparer.Ordinal) : null;
        var duplicate = false;
        writer.StartSet(name, type);
        foreach (var element in elements)
        {
            switch (type)
            {
                case AttributeType.SS:
                    WriteString(writer, [], element);
                    duplicate |= !seen?.Add(TextOf(element)) ?? false;
                    break;
                case AttributeType.NS:
                    var number = ReadNumber(element);
                    writer.WriteNumber([], number);
                    duplicate |= !seen?.Add(number.ToString()) ?? false;
                    break;
                default:
                    writer.WriteBinary([], ReadBinary(element));
                    duplicate |= !seen?.Add(TextOf(element)) ?? false;
                    break;
            }
        }

        writer.EndSet();
        if (duplicate)
        {
            throw new ValidationException(ValueMessages.DuplicateElements(type, string.Join(", ", content.EnumerateArray().Select(TextOf))));
        }
    }

    private static void WriteString(ItemWriter writer, ReadOnlySpan<byte> name, JsonElement content)
    {
        if (TryGetRaw(content, out var raw))
        {
            writer.WriteUtf8(name, raw);
        }
        else
        {
            writer.WriteString(name, TextOf(content));
        }
    }

    private static DynoNumber ReadNumber(JsonElement content)
    {
        if (!TryGetRaw(content, out var raw) || raw.Length > StackChars)
        {
            return DynoNumber.Parse(TextOf(content));
        }

        Span<char> text = stackalloc char[StackChars];
        return DynoNumber.Parse(text[..Encoding.UTF8.GetChars(raw, text)]);
    }

    private static byte[] ReadBinary(JsonElement content)
    {
        var raw = TryGetRaw(content, out var span) ? span : Encoding.UTF8.GetBytes(TextOf(content));
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(raw.Length)];
        return Base64.DecodeFromUtf8(raw, bytes, out _, out var written) == System.Buffers.OperationStatus.Done
            ? written == bytes.Length ? bytes : bytes[..written]
            : throw new ValidationException(ValueMessages.JsonBase64);
    }

    // DynamoDB's reader takes these words for Booleans, too.
    private static bool ReadBoolean(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => TextOf(content).ToUpperInvariant() is "TRUE" or "1" or "YES",
        _ => throw new ValidationException(ValueMessages.JsonShape("a Boolean", content.ValueKind)),
    };

    private static JsonElement.ArrayEnumerator Elements(JsonElement content) => content.ValueKind == JsonValueKind.Array
        ? content.EnumerateArray()
        : throw new ValidationException(ValueMessages.JsonShape("an array", content.ValueKind));

    // The characters between the quotes, where they stand for themselves.
    private static bool TryGetRaw(JsonElement content, out ReadOnlySpan<byte> raw)
    {
        raw = default;
        if (content.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        raw = JsonMarshal.GetRawUtf8Value(content)[1..^1];
        return !raw.Contains((byte)'\\') && Utf8.IsValid(raw);
    }

    private static string TextOf(JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.String)
        {
            throw new ValidationException(ValueMessages.JsonShape("a string", content.ValueKind));
        }

        try
        {
            return content.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair: no text.
            throw new ValidationException(ValueMessages.JsonText, exception);
        }
    }

    private static string NameOf(JsonProperty entry)
    {
        try
        {
            return entry.Name;
        }
        catch (InvalidOperationException exception)
        {
            throw new ValidationException(ValueMessages.JsonText, exception);
        }
    }

    private static bool TryReadType(ReadOnlySpan<byte> name, out AttributeType type)
    {
        (var known, type) = name switch
        {
            [(byte)'S'] => (true, AttributeType.S),
            [(byte)'N'] => (true, AttributeType.N),
            [(byte)'B'] => (true, AttributeType.B),
            [(byte)'M'] => (true, AttributeType.M),
            [(byte)'L'] => (true, AttributeType.L),
            [(byte)'S', (byte)'S'] => (true, AttributeType.SS),
            [(byte)'N', (byte)'S'] => (true, AttributeType.NS),
            [(byte)'B', (byte)'S'] => (true, AttributeType.BS),
            [(byte)'B', (byte)'O', (byte)'O', (byte)'L'] => (true, AttributeType.BOOL),
            [(byte)'N', (byte)'U', (byte)'L', (byte)'L'] => (true, AttributeType.NULL),
            _ => (false, default),
        };
        return known;
    }

    private static void CheckDepth(int depth)
    {
        // The value of an attribute is at depth 1, as in ItemEncoder.
        if (depth > Limits.NestingDepth)
        {
            throw new ValidationException(ValueMessages.NestingTooDeep);
        }
    }
}
