// What DynamoDB checks of a write before it parses expressions; the engine checks the same again for callers in process.

namespace Dyno.Server.Wire;

internal static class WriteChecks
{
    public static void ReturnsOldOnly(ReturnValue wanted)
    {
        if (wanted is not (ReturnValue.NONE or ReturnValue.ALL_OLD))
        {
            throw new ValidationException(Messages.ReturnsOldOnly);
        }
    }

    public static void Size(in Item item)
    {
        if (item.Size > Limits.ItemSizeBytes)
        {
            throw new ValidationException(Messages.ItemTooLarge);
        }
    }
}
