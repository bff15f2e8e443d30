// Reads where a page begins. DynamoDB puts its own words before most of what can be wrong with the values of a starting key, and not before the rest.

using System.Text.Json;

namespace Dyno.Server.Wire;

internal static class StartKeys
{
    private static readonly string[] Unprefixed = ["contains duplicates", "number set", "numeric value", "significant digits", "number with magnitude"];

    public static Item? Read(JsonElement request)
    {
        if (!request.TryFind("ExclusiveStartKey"u8, out var key))
        {
            return null;
        }

        try
        {
            return DynamoDbJson.ReadItem(key);
        }
        catch (ValidationException exception) when (!Array.Exists(Unprefixed, u => exception.Message.Contains(u, StringComparison.Ordinal)))
        {
            throw new ValidationException(Messages.StartKeyInvalid(exception.Message), exception);
        }
    }
}
