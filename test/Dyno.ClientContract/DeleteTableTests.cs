// DeleteTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
namespace Dyno.ClientContract;

public abstract class DeleteTableTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Deleted_table_is_gone_with_its_items()
    {
        var request = NewTable(AttributeType.N);
        await Tables.CreateTableAsync(request);
        await PutAsync(request.TableName, Key("a", 1));
        await Tables.DeleteTableAsync(request.TableName);
        var message = $"Requested resource not found: Table: {request.TableName} not found";
        await RefusedAsync<ResourceNotFoundException, TableDescription>(message, () => Tables.DescribeTableAsync(request.TableName));
        await RefusedAsync<ResourceNotFoundException, TableDescription>(message, () => Tables.DeleteTableAsync(request.TableName));
        await RefusedAsync<ResourceNotFoundException, PutItemResult>(
            NoTable, () => Client.PutItemAsync(new PutItemRequest { TableName = request.TableName, Item = Key("a", 1) }));
        Assert.DoesNotContain(request.TableName, await AllNamesAsync());
        await Tables.CreateTableAsync(request);
        Assert.Empty(await AllAsync(request.TableName));
    }

    [Fact]
    public async Task A_table_is_created_once_and_is_gone_when_it_is_deleted()
    {
        var table = await CreateTextAsync();
        await PutAsync(table, Row("a", "1"));
        await Assert.ThrowsAsync<ResourceInUseException>(async () => await Tables.CreateTableAsync(new CreateTableRequest
        {
            TableName = table,
            AttributeDefinitions = [new("pk", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        }));

        await Tables.DeleteTableAsync(table);
        await Assert.ThrowsAsync<ResourceNotFoundException>(async () => await Tables.DescribeTableAsync(table));
        await Assert.ThrowsAsync<ResourceNotFoundException>(async () => await Tables.DeleteTableAsync(table));
        await Assert.ThrowsAsync<ResourceNotFoundException>(async () => await PutAsync(table, Row("a", "1")));
    }
}
