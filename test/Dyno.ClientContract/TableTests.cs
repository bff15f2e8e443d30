// CreateTable, DescribeTable, ListTables, DeleteTable.

namespace Dyno.ClientContract;

public abstract class TableTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task A_created_table_is_described_as_it_was_asked_for()
    {
        var table = await CreateAsync(Local("ByName", "name", Projection.KeysOnly), Global("ByNumber", "number", projection: Projection.Include("extra")));
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
        var table = await CreateAsync(Global("ByName", "name"));
        await PutAsync(table, Row("a", "1", ("name", "x")));
        await PutAsync(table, Row("a", "2"));
        await PutAsync(table, Row("a", "2", ("more", "yes")));
        await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key("a", "absent") });
        var description = await Tables.DescribeTableAsync(table);
        Assert.Equal(2, description.ItemCount);
        Assert.Equal(Row("a", "1", ("name", "x")).Size + Row("a", "2", ("more", "yes")).Size, description.TableSizeBytes);
        Assert.Equal(1, Assert.Single(description.GlobalSecondaryIndexes).ItemCount);
    }

    [Fact]
    public async Task A_table_is_created_once_and_is_gone_when_it_is_deleted()
    {
        var table = await CreateAsync();
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

    [Fact]
    public async Task Tables_are_listed_in_order_a_page_at_a_time()
    {
        var created = new List<string> { await CreateAsync(), await CreateAsync(), await CreateAsync() };
        var names = new List<string>();
        string? start = null;
        do
        {
            var page = await Tables.ListTablesAsync(new ListTablesRequest { ExclusiveStartTableName = start, Limit = 2 });
            Assert.InRange(page.TableNames.Count, 0, 2);
            names.AddRange(page.TableNames);
            start = page.LastEvaluatedTableName;
        }
        while (start is not null);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Empty(created.Except(names));
    }

    public static TheoryData<string, Func<CreateTableRequest, CreateTableRequest>> Mistakes => new()
    {
        { "a name that is too short", r => r with { TableName = "ab" } },
        { "a name with a space", r => r with { TableName = "a b c" } },
        { "no key", r => r with { KeySchema = [] } },
        { "two partition keys", r => r with { KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.HASH)] } },
        { "a key that is not defined", r => r with { KeySchema = [new("pk", KeyType.HASH), new("other", KeyType.RANGE)] } },
        { "a definition that no key uses", r => r with { AttributeDefinitions = [.. r.AttributeDefinitions, new("other", AttributeType.S)] } },
        { "a key of a type that has no order", r => r with { AttributeDefinitions = [new("pk", AttributeType.BOOL), new("sk", AttributeType.S)] } },
        { "throughput on demand", r => r with { ProvisionedThroughput = new(1, 1) } },
        { "provisioned without throughput", r => r with { BillingMode = BillingMode.PROVISIONED } },
        { "two indexes of one name", r => r with { GlobalSecondaryIndexes = [Global("Index", "sk"), Global("Index", "sk")] } },
        { "too many local indexes", r => r with { LocalSecondaryIndexes = [.. Enumerable.Range(0, 6).Select(i => Local($"Index{i}", "sk"))] } },
        { "too many global indexes", r => r with { GlobalSecondaryIndexes = [.. Enumerable.Range(0, 21).Select(i => Global($"Index{i}", "sk"))] } },
        { "a local index without a sort key", r => r with { LocalSecondaryIndexes = [new() { IndexName = "Index", KeySchema = [new("pk", KeyType.HASH)] }] } },
        {
            "a local index with another partition key",
            r => r with { LocalSecondaryIndexes = [new() { IndexName = "Index", KeySchema = [new("sk", KeyType.HASH), new("pk", KeyType.RANGE)] }] }
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_table_that_cannot_be_is_refused(string mistake, Func<CreateTableRequest, CreateTableRequest> change)
    {
        var request = change(new CreateTableRequest
        {
            TableName = NewTableName(),
            AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
        var error = await Assert.ThrowsAnyAsync<DynoException>(async () => await Tables.CreateTableAsync(request));
        Assert.True(error is ValidationException or LimitExceededException, $"{mistake}: {error}");
        await Assert.ThrowsAnyAsync<DynoException>(async () => await Tables.DescribeTableAsync(request.TableName));
    }
}
