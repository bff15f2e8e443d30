// The engine knows only expressions; what it says of a request that has the older parameters is said with their names.

using System.Text.Json;
using Dyno.Server.Wire;

namespace Dyno.Server.Legacy;

internal static class LegacyNames
{
    private const string Projection = "the ProjectionExpression when";

    public static bool Differ(JsonElement request, ValidationException exception) =>
        (exception.Message.StartsWith(Messages.FilterName, StringComparison.Ordinal) && !request.Has("FilterExpression"u8))
        || (exception.Message.Contains(Projection, StringComparison.Ordinal) && !request.Has("ProjectionExpression"u8));

    public static ValidationException Rename(ValidationException exception, string filter) => new(
        exception.Message
            .Replace(Messages.FilterName, filter, StringComparison.Ordinal)
            .Replace(Projection, "the AttributesToGet when", StringComparison.Ordinal),
        exception);
}
