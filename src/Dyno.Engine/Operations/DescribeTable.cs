// DescribeTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
// Counts and sizes are exact, where DynamoDB's are up to six hours old. They include writes that are about to be acknowledged.
namespace Dyno.Engine.Operations;

internal sealed class DescribeTableOperation(EngineContext context)
{
    public TableDescription Execute(string tableName) => TableDescriber.Describe(context.Catalog.Describe(tableName), context.Clock.GetUtcNow());
}
