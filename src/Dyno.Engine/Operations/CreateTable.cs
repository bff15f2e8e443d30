// CreateTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
// In process there is nothing to wait for: the table is ACTIVE when the call returns, where DynamoDB says CREATING for some seconds (see Transition).
namespace Dyno.Engine.Operations;

internal sealed class CreateTableOperation(EngineContext context)
{
    public TableDescription Execute(CreateTableRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TableValidation.Check(request);
        var table = context.Catalog.Create(request);
        return TableDescriber.Describe(table, table.Record.CreationDateTime);
    }
}
