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

    // A request may name a table by its resource name.
    public static string NameOf(string nameOrArn) => nameOrArn.StartsWith(Prefix, StringComparison.Ordinal) ? nameOrArn[Prefix.Length..] : nameOrArn;
}
