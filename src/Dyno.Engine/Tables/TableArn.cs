// Resource names in the form of DynamoDB's. The embedded engine has one account; its region is us-east-1, the one that tools take where none is chosen.
namespace Dyno.Engine;

internal static class TableArn
{
    public const string Region = "us-east-1";
    public const string Account = "000000000000";

    private const string Prefix = $"arn:aws:dynamodb:{Region}:{Account}:table/";

    public static string Of(string tableName) => Prefix + tableName;

    public static string OfIndex(string tableArn, string indexName) => tableArn + "/index/" + indexName;

    public static string RegionOf(string arn) => arn.Split(':')[3];

    // What is said of a table that is not there: a resource name of another account's or region's is not looked for.
    public static DynoException Missing(string nameOrArn, string message)
    {
        var parts = nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? nameOrArn.Split(':', 6) : [];
        if (parts.Length < 6 || parts[2] != "dynamodb" || !parts[5].StartsWith("table/", StringComparison.Ordinal))
        {
            return new ResourceNotFoundException(message);
        }

        return parts[4] != Account ? new AccessDeniedException(Messages.ForeignArn)
            : parts[3] != Region ? new ValidationException(Messages.OtherRegion(nameOrArn))
            : new ResourceNotFoundException(message);
    }

    // A request may name a table by its resource name.
    public static string NameOf(string nameOrArn) => nameOrArn.StartsWith(Prefix, StringComparison.Ordinal) ? nameOrArn[Prefix.Length..] : nameOrArn;
}
