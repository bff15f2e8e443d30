// What the client says beyond DynamoDB's own messages.

namespace Dyno.Aws;

internal static class Messages
{
    public const string UnknownValue = "The service answered with a value of a type that this version does not know.";
}
