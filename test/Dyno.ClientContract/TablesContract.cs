// CreateTable, DescribeTable, ListTables and DeleteTable.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
namespace Dyno.ClientContract;

public abstract class TablesContract(ContractFixture fixture) : TableContract(fixture)
{
    private const string Invalid = "One or more parameter values were invalid: ";

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
    public async Task Tables_with_one_name_exist_once()
    {
        var request = NewTable();
        await Tables.CreateTableAsync(request);
        await RefusedAsync<ResourceInUseException, TableDescription>($"Table already exists: {request.TableName}", () => Tables.CreateTableAsync(request));
    }

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
    public async Task Names_are_listed_in_pages()
    {
        var created = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            created.Add(await CreateAsync());
        }

        var all = await AllNamesAsync(limit: 2);
        Assert.Equal(all.Distinct(), all);
        Assert.Empty(created.Except(all));
    }

    [Fact]
    public async Task Bad_schemas_are_refused_and_create_nothing()
    {
        var request = NewTable(AttributeType.N);
        await Refused(
            Invalid + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
            request with { AttributeDefinitions = [.. request.AttributeDefinitions, new("more", AttributeType.S)] });
        await Refused(
            "Both the Hash Key and the Range Key element in the KeySchema have the same name",
            request with { KeySchema = [new("pk", KeyType.HASH), new("pk", KeyType.RANGE)] });
        await Refused(
            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type", request with { KeySchema = [new("pk", KeyType.RANGE)] });
        await Refused(
            "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type",
            request with { KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.HASH)] });
        await Refused(
            Invalid + "Duplicate index name: glo",
            request with { GlobalSecondaryIndexes = [Global("glo", "sk"), Global("glo", "pk")] });
        await Refused(
            Invalid + "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
            NewTable() with { AttributeDefinitions = [new("pk", AttributeType.S), new("lk", AttributeType.S)], LocalSecondaryIndexes = [Local("loc", "lk")] });
        await Refused(
            Invalid + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
            request with { GlobalSecondaryIndexes = [Global("glo", "sk", projection: Projection.Include())] });

        async Task Refused(string message, CreateTableRequest bad)
        {
            await InvalidAsync(message, () => Tables.CreateTableAsync(bad));
            Assert.DoesNotContain(bad.TableName, await AllNamesAsync());
        }
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

    private async Task<List<string>> AllNamesAsync(int? limit = null)
    {
        var names = new List<string>();
        string? start = null;
        do
        {
            var page = await Tables.ListTablesAsync(new ListTablesRequest { ExclusiveStartTableName = start, Limit = limit });
            names.AddRange(page.TableNames);
            start = page.LastEvaluatedTableName;
        }
        while (start is not null);
        return names;
    }
}
