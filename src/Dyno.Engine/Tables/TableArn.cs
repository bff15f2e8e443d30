// Resource names in the form of DynamoDB's. The embedded engine has one account and one region, named after itself.
namespace Dyno.Engine;

internal static class TableArn
{
    private const string Prefix = "arn:aws:dynamodb:embedded:000000000000:table/";

    public static string Of(string tableName) => Prefix + tableName;

    public static string OfIndex(string tableArn, string indexName) => tableArn + "/index/" + indexName;

    public static string RegionOf(string arn) => arn.Split(':')[3];

    // A request may name a table by its resource name.
    public static string NameOf(string nameOrArn) => nameOrArn.StartsWith(Prefix, StringComparison.Ordinal) ? nameOrArn[Prefix.Length..] : nameOrArn;
}
