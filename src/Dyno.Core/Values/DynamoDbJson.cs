// DynamoDB's JSON form of values and items.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html#Programming.LowLevelAPI.DataTypeDescriptors

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dyno;

/// <summary>Writes values and items as DynamoDB JSON.</summary>
public static class DynamoDbJson
{
    // The text is for DynamoDB clients and people, not for HTML pages.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value's text, such as <c>{"S":"x"}</c>.</summary>
    public static string ToJson(AttributeValue value) => ToText(writer => Write(writer, value));

    /// <summary>An item's text, such as <c>{"id":{"S":"x"}}</c>.</summary>
    public static string ToJson(Item item) => ToText(writer => WriteItem(writer, item));

    /// <summary>Writes an item.</summary>
    public static void WriteItem(Utf8JsonWriter writer, Item item) => WriteEntries(writer, item.GetReader());

    /// <summary>Writes an encoded value.</summary>
    public static void WriteValue(Utf8JsonWriter writer, ValueReader value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(value.Type.ToName());
        switch (value.Type)
        {
            case AttributeType.S:
                writer.WriteStringValue(value.Utf8);
                break;
            case AttributeType.N:
                WriteNumber(writer, value.NumberBytes);
                break;
            case AttributeType.B:
                writer.WriteBase64StringValue(value.Binary);
                break;
            case AttributeType.BOOL:
                writer.WriteBooleanValue(value.GetBoolean());
                break;
            case AttributeType.NULL:
                writer.WriteBooleanValue(true);
                break;
            case AttributeType.M:
                WriteEntries(writer, value.GetMap());
                break;
            default:
                WriteElements(writer, value);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads an item from its JSON form, an object of attributes.</summary>
    /// <exception cref="ValidationException">A value breaks one of DynamoDB's rules, or the JSON has another shape.</exception>
    public static Item ReadItem(JsonElement json)
    {
        var writer = ItemWriter.Rent();
        try
        {
            DynamoDbJsonReader.ReadEntries(writer, json, depth: 1);
            return writer.ToItem();
        }
        catch (InvalidOperationException exception)
        {
            throw new ValidationException(ValueMessages.JsonDuplicate(exception.Message), exception);
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    /// <summary>Reads a value from its JSON form, such as <c>{"S": "a"}</c>.</summary>
    /// <exception cref="ValidationException">The value breaks one of DynamoDB's rules, or the JSON has another shape.</exception>
    public static EncodedValue ReadValue(JsonElement json)
    {
        var writer = ItemWriter.Rent();
        try
        {
            DynamoDbJsonReader.ReadValue(writer, "v"u8, json, depth: 1);
            return writer.ToValue();
        }
        catch (InvalidOperationException exception)
        {
            throw new ValidationException(ValueMessages.JsonDuplicate(exception.Message), exception);
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private static void WriteElements(Utf8JsonWriter writer, ValueReader value)
    {
        writer.WriteStartArray();
        for (var reader = value.GetList(); reader.Read();)
        {
            switch (value.Type)
            {
                case AttributeType.L:
                    WriteValue(writer, reader.Value);
                    break;
                case AttributeType.SS:
                    writer.WriteStringValue(reader.Element);
                    break;
                case AttributeType.NS:
                    WriteNumber(writer, reader.Element);
                    break;
                default:
                    writer.WriteBase64StringValue(reader.Element);
                    break;
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteEntries(Utf8JsonWriter writer, ItemReader reader)
    {
        writer.WriteStartObject();
        while (reader.Read())
        {
            writer.WritePropertyName(reader.Name);
            WriteValue(writer, reader.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[DynoNumber.MaxTextLength];
        NumberText.TryFormat(NumberEncoding.Read(bytes), text, out var length);
        writer.WriteStringValue(text[..length]);
    }

    // Values that no item can hold must still print, so this does not go through the encoded form.
    private static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(value.Type.ToName());
        switch (value.Type)
        {
            case AttributeType.S:
                writer.WriteStringValue(value.AsString());
                break;
            case AttributeType.N:
                writer.WriteStringValue(value.AsNumber().ToString());
                break;
            case AttributeType.B:
                writer.WriteBase64StringValue(value.AsBinary().Span);
                break;
            case AttributeType.BOOL:
                writer.WriteBooleanValue(value.AsBool());
                break;
            case AttributeType.NULL:
                writer.WriteBooleanValue(true);
                break;
            case AttributeType.M:
                writer.WriteStartObject();
                foreach (var (name, element) in value.AsMap())
                {
                    writer.WritePropertyName(name);
                    Write(writer, element);
                }

                writer.WriteEndObject();
                break;
            case AttributeType.L:
                WriteArray(writer, value.AsList(), Write);
                break;
            case AttributeType.SS:
                WriteArray(writer, value.AsStringSet(), static (w, s) => w.WriteStringValue(s));
                break;
            case AttributeType.NS:
                WriteArray(writer, value.AsNumberSet(), static (w, n) => w.WriteStringValue(n.ToString()));
                break;
            default:
                WriteArray(writer, value.AsBinarySet(), static (w, b) => w.WriteBase64StringValue(b.Span));
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, IReadOnlyList<T> elements, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var element in elements)
        {
            write(writer, element);
        }

        writer.WriteEndArray();
    }

    private static string ToText(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
