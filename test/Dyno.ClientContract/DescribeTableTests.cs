// DescribeTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
namespace Dyno.ClientContract;

public abstract class DescribeTableTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Table_is_described_as_it_was_created()
    {
        var request = NewTable(AttributeType.N) with
        {
            AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.N), new("gk", AttributeType.B), new("lk", AttributeType.S)],
            LocalSecondaryIndexes = [Local("local", "lk", Projection.KeysOnly)],
            GlobalSecondaryIndexes = [Global("global", "gk", "sk", Projection.Include("p"))],
        };
        await Tables.CreateTableAsync(request);
        var table = await Tables.DescribeTableAsync(request.TableName);
        Assert.Equal(request.TableName, table.TableName);
        Assert.Equal(TableStatus.ACTIVE, table.TableStatus);
        Assert.Equal(request.KeySchema, table.KeySchema);
        Assert.Equal(request.AttributeDefinitions.OrderBy(d => d.AttributeName), table.AttributeDefinitions.OrderBy(d => d.AttributeName));
        Assert.Equal(BillingMode.PAY_PER_REQUEST, table.BillingMode);
        Assert.Equal(0, table.ItemCount);
        var local = Assert.Single(table.LocalSecondaryIndexes);
        Assert.Equal(("local", ProjectionType.KEYS_ONLY), (local.IndexName, local.Projection.ProjectionType));
        var global = Assert.Single(table.GlobalSecondaryIndexes);
        Assert.Equal("global", global.IndexName);
        Assert.Equal(["p"], global.Projection.NonKeyAttributes);
        Assert.Equal(request.GlobalSecondaryIndexes[0].KeySchema, global.KeySchema);
        Assert.Contains(request.TableName, (await AllNamesAsync()));
    }

    [Fact]
    public async Task Item_count_follows_the_writes()
    {
        var table = await CreateAsync(global: [Global("glo", "gk")], more: new AttributeDefinition("gk", AttributeType.S));
        var indexed = Item.Of(("pk", "a"), ("sk", 1), ("gk", "x"));
        await PutAsync(table, indexed, Key("a", 2), Key("a", 2));
        var description = await Tables.DescribeTableAsync(table);
        Assert.Equal((2, indexed.Size + Key("a", 2).Size), (description.ItemCount, description.TableSizeBytes));
        Assert.Equal((1, indexed.Size), (description.GlobalSecondaryIndexes[0].ItemCount, description.GlobalSecondaryIndexes[0].IndexSizeBytes));
    }

    [Fact]
    public async Task A_created_table_is_described_as_it_was_asked_for()
    {
        var table = await CreateTextAsync(Local("ByName", "name", Projection.KeysOnly), Global("ByNumber", "number", projection: Projection.Include("extra")));
        var description = await Tables.DescribeTableAsync(table);
        Assert.Equal(table, description.TableName);
        Assert.Equal(TableStatus.ACTIVE, description.TableStatus);
        Assert.Equal(BillingMode.PAY_PER_REQUEST, description.BillingMode);
        Assert.EndsWith(":table/" + table, description.TableArn, StringComparison.Ordinal);
        Assert.Equal([new("pk", KeyType.HASH), new("sk", KeyType.RANGE)], description.KeySchema);
        Assert.Equal(4, description.AttributeDefinitions.Count);
        Assert.Equal(ProjectionType.KEYS_ONLY, Assert.Single(description.LocalSecondaryIndexes).Projection.ProjectionType);
        var global = Assert.Single(description.GlobalSecondaryIndexes);
        Assert.Equal("ByNumber", global.IndexName);
        Assert.Equal(["extra"], global.Projection.NonKeyAttributes);
    }

    [Fact]
    public async Task A_table_counts_its_items_and_their_bytes()
    {
        var table = await CreateTextAsync(Global("ByName", "name"));
        await PutAsync(table, Row("a", "1", ("name", "x")));
        await PutAsync(table, Row("a", "2"));
        await PutAsync(table, Row("a", "2", ("more", "yes")));
        await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key("a", "absent") });
        var description = await Tables.DescribeTableAsync(table);
        Assert.Equal(2, description.ItemCount);
        Assert.Equal(Row("a", "1", ("name", "x")).Size + Row("a", "2", ("more", "yes")).Size, description.TableSizeBytes);
        Assert.Equal(1, Assert.Single(description.GlobalSecondaryIndexes).ItemCount);
    }
}
