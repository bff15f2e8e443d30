// Tables: creating, describing, listing, deleting, and finding them again.
using Dyno.Storage;

namespace Dyno.Engine.Tests;

public class TableTests
{
    private static readonly CreateTableRequest Good = new()
    {
        TableName = "things",
        AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.N)],
        KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    };

    public static TheoryData<string, CreateTableRequest> BadRequests { get; } = new()
    {
        { "TableName must be at least 3 characters long and at most 255 characters long", Good with { TableName = "ab" } },
        { "failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+", Good with { TableName = "a table" } },
        { "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED", Good with { BillingMode = BillingMode.PROVISIONED } },
        { "can be specified when BillingMode is PAY_PER_REQUEST", Good with { ProvisionedThroughput = new(1, 1) } },
        { "Member must have value greater than or equal to 1", Good with { BillingMode = BillingMode.PROVISIONED, ProvisionedThroughput = new(0, 1) } },
        { "is out of bounds", Good with { BillingMode = BillingMode.PROVISIONED, ProvisionedThroughput = new(1, 1000000000001) } },
        { "Member must have length greater than or equal to 1", Good with { KeySchema = [] } },
        { "Member must satisfy enum value set: [B, N, S]", Good with { AttributeDefinitions = [new("pk", AttributeType.BOOL), new("sk", AttributeType.N)] } },
        { "Invalid KeySchema: Some index key attribute have no definition", Good with { AttributeDefinitions = [new("pk", AttributeType.S)] } },
        {
            "Some index key attributes are not defined in AttributeDefinitions. Keys: [pk, sk], AttributeDefinitions: [pk, other]",
            Good with { AttributeDefinitions = [new("pk", AttributeType.S), new("other", AttributeType.S)] }
        },
        {
            "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
            Good with { AttributeDefinitions = [.. Good.AttributeDefinitions, new("other", AttributeType.S)] }
        },
        { "Both the Hash Key and the Range Key element in the KeySchema have the same name", Good with { KeySchema = [new("pk", KeyType.HASH), new("pk", KeyType.RANGE)] } },
        { "Invalid KeySchema: The first KeySchemaElement is not a HASH key type", Good with { KeySchema = [new("pk", KeyType.RANGE), new("sk", KeyType.RANGE)] } },
        { "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type", Good with { KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.HASH)] } },
        { "List of LocalSecondaryIndexes is empty", Good with { LocalSecondaryIndexes = [] } },
        { "List of GlobalSecondaryIndexes is empty", Good with { GlobalSecondaryIndexes = [] } },
        {
            "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
            Good with { KeySchema = [new("pk", KeyType.HASH)], LocalSecondaryIndexes = [Local("byX", "pk", "sk")] }
        },
        { "Index KeySchema does not have a range key for index: byX", Good with { LocalSecondaryIndexes = [Local("byX", "pk", null)] } },
        {
            "Index KeySchema does not have the same leading hash key as table KeySchema for index: byX. index hash key: sk, table hash key: pk",
            Good with { LocalSecondaryIndexes = [Local("byX", "sk", "pk")] }
        },
        { "Duplicate index name: byX", Good with { LocalSecondaryIndexes = [Local("byX", "pk", "sk")], GlobalSecondaryIndexes = [Global("byX", "sk")] } },
        {
            "Number of LocalSecondaryIndexes exceeds per-table limit of 5",
            Good with { LocalSecondaryIndexes = [.. Enumerable.Range(0, 6).Select(i => Local("local" + i, "pk", "sk"))] }
        },
        {
            "GlobalSecondaryIndex count exceeds the per-table limit of 20",
            Good with { GlobalSecondaryIndexes = [.. Enumerable.Range(0, 21).Select(i => Global("global" + i, "sk"))] }
        },
        {
            "ProjectionType is ALL, but NonKeyAttributes is specified",
            Good with { GlobalSecondaryIndexes = [Global("byX", "sk") with { Projection = new Projection { NonKeyAttributes = ["x"] } }] }
        },
        {
            "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
            Good with { GlobalSecondaryIndexes = [Global("byX", "sk") with { Projection = Projection.Include() }] }
        },
        {
            "ProvisionedThroughput should not be specified for index: byX when BillingMode is PAY_PER_REQUEST",
            Good with { GlobalSecondaryIndexes = [Global("byX", "sk") with { ProvisionedThroughput = new(1, 1) }] }
        },
        {
            "Some AttributeDefinitions are not used",
            Good with { AttributeDefinitions = [.. Good.AttributeDefinitions, new("other", AttributeType.S)], GlobalSecondaryIndexes = [Global("byX", "sk")] }
        },
        { "'ab' at 'globalSecondaryIndexes.1.member.indexName'", Good with { GlobalSecondaryIndexes = [Global("ab", "sk")] } },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Bad_request_is_refused_and_changes_nothing(string message, CreateTableRequest request)
    {
        using var test = new TestEngine();
        var before = test.Dump();
        var error = await Assert.ThrowsAsync<ValidationException>(() => test.Engine.CreateTableAsync(request).AsTask());
        Assert.Contains(message, error.Message);
        Assert.Equal(before, test.Dump());
    }

    [Fact]
    public async Task Table_is_active_at_once_and_described_after_reopening_as_before()
    {
        using var test = new TestEngine(onDisk: true);
        var created = await test.Engine.CreateTableAsync(Good with
        {
            BillingMode = BillingMode.PROVISIONED,
            ProvisionedThroughput = new(5, 6),
            LocalSecondaryIndexes = [Local("local", "pk", "sk") with { Projection = Projection.Include("a", "b") }],
            GlobalSecondaryIndexes = [Global("global", "sk") with { ProvisionedThroughput = new(7, 8), Projection = Projection.KeysOnly }],
        });
        Assert.Equal(TableStatus.ACTIVE, created.TableStatus);
        await test.PutAsync(Item.Of(("pk", "a"), ("sk", 1), ("a", "text")));
        var before = await test.Engine.DescribeTableAsync("things");
        Assert.Equal((1, 1), (before.ItemCount, before.GlobalSecondaryIndexes[0].ItemCount));
        test.Reopen();
        var after = await test.Engine.DescribeTableAsync("things");
        Assert.Equivalent(before, after, strict: true);
        Assert.Equal(after.TableId, created.TableId);
    }

    // What earlier engines can read, they still can: only a key of several attributes needs the newer record.
    [Fact]
    public async Task Index_of_several_attributes_is_there_after_reopening_in_a_record_of_its_own_version()
    {
        using var test = new TestEngine(onDisk: true);
        var several = Global("several", "sk") with { KeySchema = [new("sk", KeyType.HASH), new("a", KeyType.HASH), new("b", KeyType.RANGE), new("pk", KeyType.RANGE)] };
        await test.Engine.CreateTableAsync(Good with
        {
            AttributeDefinitions = [.. Good.AttributeDefinitions, new("a", AttributeType.S), new("b", AttributeType.S)],
            GlobalSecondaryIndexes = [Global("one", "sk"), several],
        });
        await test.PutAsync(Item.Of(("pk", "p"), ("sk", 1), ("a", "x"), ("b", "y")));
        var before = await test.Engine.DescribeTableAsync("things");
        test.Reopen();
        var after = await test.Engine.DescribeTableAsync("things");
        Assert.Equivalent(before, after, strict: true);
        Assert.Equal(several.KeySchema, after.GlobalSecondaryIndexes[1].KeySchema);
        Assert.Single((await test.Engine.ScanAsync(new ScanRequest { TableName = "things", IndexName = "several" })).Items);

        var record = test.Engine.Context.Catalog.Get("things").Record;
        Assert.Equal(2, Version(record));
        Assert.Equal(1, Version(record with { Indexes = [.. record.Indexes.Take(1)] }));

        static double Version(TableRecord record) => record.ToItem()["v"]!.AsNumber().ToDouble();
    }

    [Fact]
    public async Task Table_can_be_named_by_its_resource_name()
    {
        using var test = new TestEngine();
        var table = await test.CreateAsync();
        await test.PutAsync(TestEngine.Key("a", 1), table.TableArn);
        Assert.NotNull(await test.GetAsync(TestEngine.Key("a", 1)));
    }

    [Fact]
    public async Task Same_name_twice_is_refused()
    {
        using var test = new TestEngine();
        await test.CreateAsync();
        var error = await Assert.ThrowsAsync<ResourceInUseException>(() => test.CreateAsync().AsTask());
        Assert.Equal("Table already exists: things", error.Message);
    }

    [Fact]
    public async Task Names_are_listed_in_pages_in_order()
    {
        using var test = new TestEngine();
        foreach (var name in (string[])["ccc", "aaa", "bbb"])
        {
            await test.CreateAsync(name);
        }

        var first = await test.Engine.ListTablesAsync(new ListTablesRequest { Limit = 2 });
        Assert.Equal(["aaa", "bbb"], first.TableNames);
        Assert.Equal("bbb", first.LastEvaluatedTableName);
        var second = await test.Engine.ListTablesAsync(new ListTablesRequest { Limit = 2, ExclusiveStartTableName = "bbb" });
        Assert.Equal(["ccc"], second.TableNames);
        Assert.Null(second.LastEvaluatedTableName);
        await Assert.ThrowsAsync<ValidationException>(() => test.Engine.ListTablesAsync(new ListTablesRequest { Limit = 101 }).AsTask());
        await Assert.ThrowsAsync<ValidationException>(() => test.Engine.ListTablesAsync(new ListTablesRequest { Limit = 0 }).AsTask());
    }

    [Fact]
    public async Task Deleted_table_leaves_nothing_and_its_name_is_free()
    {
        using var test = new TestEngine(onDisk: true);
        await test.CreateAsync("other");
        await test.PutAsync(TestEngine.Key("kept", 1), "other");
        var before = test.Dump();
        await test.CreateAsync(global: [Global("byX", "sk")]);
        await test.PutAsync(TestEngine.Key("a", 1));
        Assert.Equal(TableStatus.DELETING, (await test.Engine.DeleteTableAsync("things")).TableStatus);

        // Ids are not used again: only the next free one differs.
        Assert.Equal(WithoutNextId(before), WithoutNextId(test.Dump()));
        var missing = await Assert.ThrowsAsync<ResourceNotFoundException>(() => test.Engine.DescribeTableAsync("things").AsTask());
        Assert.Equal("Requested resource not found: Table: things not found", missing.Message);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => test.Engine.DeleteTableAsync("things").AsTask());
        await test.CreateAsync();
        Assert.Null(await test.GetAsync(TestEngine.Key("a", 1)));
        test.Reopen();
        Assert.Equal(0, (await test.Engine.DescribeTableAsync("things")).ItemCount);
    }

    [Fact]
    public void Opening_twice_says_so()
    {
        using var test = new TestEngine(onDisk: true);
        var error = Assert.Throws<StoreLockedException>(() => DynoEngine.Open(test.Engine.Path));
        Assert.Contains(test.Engine.Path, error.Message);
    }

    private static string WithoutNextId(string dump) =>
        string.Join('\n', dump.Split('\n').Where(l => !l.StartsWith("meta " + Convert.ToHexString(MetaKeys.NextId), StringComparison.Ordinal)));

    private static LocalSecondaryIndex Local(string name, string partition, string? sort) => new() { IndexName = name, KeySchema = KeyOf(partition, sort) };

    private static GlobalSecondaryIndex Global(string name, string partition) => new() { IndexName = name, KeySchema = KeyOf(partition, null) };

    private static IReadOnlyList<KeySchemaElement> KeyOf(string partition, string? sort) =>
        sort is null ? [new(partition, KeyType.HASH)] : [new(partition, KeyType.HASH), new(sort, KeyType.RANGE)];
}
