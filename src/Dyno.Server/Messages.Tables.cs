// What the server says of table requests; the texts are DynamoDB's.

namespace Dyno.Server;

internal static partial class Messages
{
    public const string NoResource = "Invalid TableArn";

    private const string UpdateMembers = "GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete";

    public const string NoIndexUpdate = Invalid + "One of " + UpdateMembers + " must not be null";

    public const string TwoIndexUpdates = Invalid + "Only one of " + UpdateMembers + " may be specified at a time";

    public static string NoTable(string table) => $"Table not found: {table}";
}
