// ListTables over the SDK: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html

namespace Dyno.Aws;

internal static class ListTables
{
    public static Sdk.ListTablesRequest ToAws(ListTablesRequest request) =>
        new() { ExclusiveStartTableName = request.ExclusiveStartTableName, Limit = request.Limit };

    public static ListTablesResult FromAws(Sdk.ListTablesResponse response) =>
        new() { TableNames = response.TableNames ?? [], LastEvaluatedTableName = response.LastEvaluatedTableName };
}
