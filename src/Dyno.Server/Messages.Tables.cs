// What the server says of table requests; the texts are DynamoDB's.

namespace Dyno.Server;

internal static partial class Messages
{
    public const string NoResource = "Invalid TableArn";

    public static string NoTable(string table) => $"Table not found: {table}";
}
