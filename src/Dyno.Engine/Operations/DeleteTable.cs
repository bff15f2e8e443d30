// DeleteTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
// Items and index entries go with one range delete each. The answer says DELETING as DynamoDB's does, but the table is gone when the call returns.
namespace Dyno.Engine.Operations;

internal sealed class DeleteTableOperation(EngineContext context)
{
    public TableDescription Execute(string tableName) => TableDescriber.Describe(context.Catalog.Delete(tableName), context.Clock.GetUtcNow());
}
