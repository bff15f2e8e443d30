// What the protocol says when it refuses a request before the engine sees it; the texts are DynamoDB's.

namespace Dyno.Server;

internal static partial class Messages
{
}
