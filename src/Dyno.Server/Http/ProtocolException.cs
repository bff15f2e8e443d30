// An answer that is given before an operation is found: the protocol's own errors.

namespace Dyno.Server.Http;

internal sealed class ProtocolException(int statusCode, string type, string? message = null) : Exception(message ?? type)
{
    public int StatusCode { get; } = statusCode;

    // The whole name, with its namespace.
    public string Type { get; } = type;

    // Null where DynamoDB says nothing but the type.
    public string? Detail { get; } = message;

    public static ProtocolException UnknownOperation() => new(400, "com.amazon.coral.service#UnknownOperationException");

    public static ProtocolException MissingToken() => new(400, "com.amazon.coral.service#MissingAuthenticationTokenException", Messages.MissingToken);

    public static ProtocolException InvalidSignature(string message) => new(400, "com.amazon.coral.service#InvalidSignatureException", message);

    public static ProtocolException IncompleteSignature(string message) => new(400, "com.amazon.coral.service#IncompleteSignatureException", message);

    public static ProtocolException UnrecognizedClient() => new(400, "com.amazon.coral.service#UnrecognizedClientException", Messages.UnknownToken);

    // DynamoDB answers 500 where it cannot decompress a request.
    public static ProtocolException BadCompression() => new(500, "com.amazon.coral.service#InternalFailure");

    public static ProtocolException TooLarge() => new(413, "");
}
