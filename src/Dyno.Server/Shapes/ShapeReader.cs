// Checks that a request's JSON has the types of its shape, with the words of DynamoDB's own reader (SerializationException).
// The words depend on where a value stands: as a member, as an element of a list or map, or as a list or map within one.

using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Dyno.Server.Wire;

namespace Dyno.Server.Shapes;

internal static class ShapeReader
{
    private enum Place
    {
        Member,
        Element,
    }

    // What lies inside attribute values.
    private static readonly Shape Strings = new ListShape(Shape.String);
    private static readonly Shape Blobs = new ListShape(Shape.Blob);
    private static readonly Shape Values = new ListShape(Shape.AttributeValue);

    public static void Check(JsonElement request, StructShape shape) => CheckMembers(request, shape);

    private static void CheckMembers(JsonElement value, StructShape shape)
    {
        foreach (var entry in value.EnumerateObject())
        {
            // The name first: one that is no text would be found broken only where members are looked up.
            if (shape.Find(NameOf(entry)) is { } member && entry.Value.ValueKind != JsonValueKind.Null)
            {
                Check(entry.Value, member.Shape, Place.Member);
            }
        }
    }

    private static void Check(JsonElement value, Shape shape, Place place)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                CheckScalar(value, scalar);
                break;
            case AttributeValueShape:
                CheckAttributeValue(value, place);
                break;
            case StructShape structure:
                CheckObject(value, shape, place);
                CheckMembers(value, structure);
                break;
            case MapShape map:
                CheckMap(value, map, place);
                break;
            case ListShape list:
                CheckList(value, list, place);
                break;
        }
    }

    private static void CheckObject(JsonElement value, Shape shape, Place place)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            throw new SerializationException(Messages.UnrecognizedCollection(shape.JavaName));
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new SerializationException(place == Place.Element ? Messages.UnexpectedValueType : Messages.UnexpectedFieldType);
        }
    }

    private static void CheckMap(JsonElement value, MapShape map, Place place)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            throw new SerializationException(Messages.UnrecognizedCollection(map.JavaName));
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new SerializationException(place == Place.Element ? Messages.Parameterized : Messages.UnexpectedFieldType);
        }

        foreach (var entry in value.EnumerateObject())
        {
            NameOf(entry);
            if (entry.Value.ValueKind != JsonValueKind.Null)
            {
                Check(entry.Value, map.Value, Place.Element);
            }
        }
    }

    private static void CheckList(JsonElement value, ListShape list, Place place)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            throw new SerializationException(Messages.StartOfStructure);
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw new SerializationException(place == Place.Element ? Messages.Parameterized : Messages.UnexpectedFieldType);
        }

        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Null)
            {
                Check(element, list.Element, Place.Element);
            }
        }
    }

    private static void CheckAttributeValue(JsonElement value, Place place)
    {
        CheckObject(value, Shape.AttributeValue, place);
        foreach (var entry in value.EnumerateObject())
        {
            var content = entry.Value;
            var name = NameOf(entry);
            if (content.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            switch (name)
            {
                case [(byte)'S'] or [(byte)'N']:
                    CheckScalar(content, (ScalarShape)Shape.String);
                    break;
                case [(byte)'B']:
                    CheckScalar(content, (ScalarShape)Shape.Blob);
                    break;
                case [(byte)'M']:
                    Check(content, Shape.AttributeMap, Place.Member);
                    break;
                case [(byte)'L']:
                    Check(content, Values, Place.Member);
                    break;
                case [(byte)'S' or (byte)'N', (byte)'S']:
                    Check(content, Strings, Place.Member);
                    break;
                case [(byte)'B', (byte)'S']:
                    Check(content, Blobs, Place.Member);
                    break;
                case [(byte)'B', (byte)'O', (byte)'O', (byte)'L'] or [(byte)'N', (byte)'U', (byte)'L', (byte)'L']:
                    CheckScalar(content, (ScalarShape)Shape.Boolean);
                    break;
            }
        }
    }

    private static void CheckScalar(JsonElement value, ScalarShape shape)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                throw new SerializationException(Messages.UnrecognizedCollection(shape.JavaName));
            case JsonValueKind.Object:
                throw new SerializationException(Messages.StartOfStructure);
            case JsonValueKind.String:
                CheckString(value, shape.Type);
                break;
            case JsonValueKind.Number when shape.Type == ScalarType.Integer && !FitsInteger(value):
                throw new SerializationException(Messages.CannotBeConverted("NUMBER_VALUE", shape.Type));
            case JsonValueKind.Number when shape.Type is ScalarType.String or ScalarType.Boolean:
                throw new SerializationException(Messages.CannotBeConverted(JsonNumbers.IsWhole(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE", shape.Type));
            case JsonValueKind.True or JsonValueKind.False when shape.Type is not (ScalarType.Boolean or ScalarType.Blob):
                throw new SerializationException(Messages.CannotBeConverted(value.ValueKind == JsonValueKind.True ? "TRUE_VALUE" : "FALSE_VALUE", shape.Type));
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when shape.Type == ScalarType.Blob:
                throw new SerializationException(Messages.BlobWanted);
        }
    }

    private static void CheckString(JsonElement value, ScalarType type)
    {
        switch (type)
        {
            case ScalarType.String:
                CheckText(value);
                break;
            case ScalarType.Blob:
                CheckBase64(value);
                break;
            case ScalarType.Boolean:
                CheckText(value);
                if (!JsonBooleans.IsWord(value.GetString()!))
                {
                    throw new SerializationException(Messages.UnexpectedToken);
                }

                break;
            default:
                throw new SerializationException(Messages.CannotBeConverted("STRING_VALUE", type));
        }
    }

    private static void CheckText(JsonElement value)
    {
        if (JsonMarshal.GetRawUtf8Value(value).Contains((byte)'\\'))
        {
            try
            {
                value.GetString();
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair is no text.
                throw new SerializationException(null);
            }
        }
    }

    private static void CheckBase64(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (raw.Contains((byte)'\\'))
        {
            CheckText(value);
            raw = Encoding.UTF8.GetBytes(value.GetString()!);
        }

        if (raw.Length % 4 != 0)
        {
            throw new SerializationException(Messages.Base64Length(raw.Length));
        }

        if (!Base64.IsValid(raw) || raw.ContainsAny(" \t\r\n"u8) || !EndsInZeroBits(raw))
        {
            throw new SerializationException(Messages.Base64Character);
        }
    }

    // The bits behind the last byte have to be zero: otherwise two texts would be one value.
    private static bool EndsInZeroBits(ReadOnlySpan<byte> base64)
    {
        if (base64.IsEmpty || base64[^1] != '=')
        {
            return true;
        }

        var bits = base64[^2] == '=' ? 4 : 2;
        var last = base64[base64[^2] == '=' ? ^3 : ^2];
        var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8.IndexOf(last);
        return (value & ((1 << bits) - 1)) == 0;
    }

    private static bool FitsInteger(JsonElement value) => JsonNumbers.ToLong(value) is >= int.MinValue and <= int.MaxValue;

    private static ReadOnlySpan<byte> NameOf(JsonProperty entry)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(entry);
        if (!name.Contains((byte)'\\'))
        {
            return name;
        }

        try
        {
            return Encoding.UTF8.GetBytes(entry.Name);
        }
        catch (InvalidOperationException)
        {
            throw new SerializationException(null);
        }
    }
}
