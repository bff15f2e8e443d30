// An error as DynamoDB's protocol writes it: the type with its namespace, the message, and what some errors have beside it.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html

using System.Text.Json;

namespace Dyno.Server.Wire;

internal static class ErrorWriter
{
    public static int StatusOf(DynoException error) => error is InternalServerErrorException ? 500 : 400;

    public static void Write(Utf8JsonWriter writer, DynoException error)
    {
        writer.WriteStartObject();
        writer.WriteString("__type"u8, TypeOf(error));
        switch (error)
        {
            case TransactionCanceledException cancelled:
                writer.WriteString("Message"u8, error.Message);
                WriteReasons(writer, cancelled);
                break;
            case ConditionalCheckFailedException { Item: { } item }:
                writer.WriteString("message"u8, error.Message);
                writer.WritePropertyName("Item"u8);
                DynamoDbJson.WriteItem(writer, item);
                break;
            case AccessDeniedException:
                writer.WriteString("Message"u8, error.Message);
                break;
            case ThrottledException { ThrottlingReasons.Count: > 0 } throttled:
                writer.WriteString("message"u8, error.Message);
                WriteReasons(writer, throttled, throttled is ThrottlingException ? "throttlingReasons"u8 : "ThrottlingReasons"u8);
                break;
            default:
                writer.WriteString("message"u8, error.Message);
                break;
        }

        writer.WriteEndObject();
    }

    public static void WriteSerialization(Utf8JsonWriter writer, string? detail)
    {
        writer.WriteStartObject();
        writer.WriteString("__type"u8, "com.amazon.coral.service#SerializationException"u8);
        if (detail is not null)
        {
            writer.WriteString("Message"u8, detail);
        }

        writer.WriteEndObject();
    }

    private static string TypeOf(DynoException error) => error switch
    {
        ValidationException => "com.amazon.coral.validate#ValidationException",
        AccessDeniedException => "com.amazon.coral.service#AccessDeniedException",
        InternalServerErrorException => "com.amazonaws.dynamodb.v20120810#InternalServerError",
        _ when error.ErrorCode == "ThrottlingException" => "com.amazon.coral.availability#ThrottlingException",
        _ => $"com.amazonaws.dynamodb.v20120810#{error.ErrorCode}",
    };

    // The name begins with a small letter where the type is not of DynamoDB's namespace.
    private static void WriteReasons(Utf8JsonWriter writer, ThrottledException error, ReadOnlySpan<byte> name)
    {
        writer.WriteStartArray(name);
        foreach (var reason in error.ThrottlingReasons)
        {
            writer.WriteStartObject();
            writer.WriteString("reason"u8, reason.Reason);
            writer.WriteString("resource"u8, reason.Resource);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteReasons(Utf8JsonWriter writer, TransactionCanceledException error)
    {
        writer.WriteStartArray("CancellationReasons"u8);
        foreach (var reason in error.CancellationReasons)
        {
            writer.WriteStartObject();
            writer.WriteString("Code"u8, reason.Code);
            if (reason.Message is not null)
            {
                writer.WriteString("Message"u8, reason.Message);
            }

            if (reason.Item is { } item)
            {
                writer.WritePropertyName("Item"u8);
                DynamoDbJson.WriteItem(writer, item);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
