// The JSON of a request cannot be read as what the operation takes. It is the protocol's own error: the engine has none of this kind.

namespace Dyno.Server.Wire;

internal sealed class SerializationException(string? message) : Exception(message ?? "")
{
    // DynamoDB says nothing about JSON that is none.
    public string? Detail { get; } = message;
}
