// What all contract classes share: tables with names of their own, the short way to write and read them, and refusals that must
// leave everything as it was.
namespace Dyno.ClientContract;

public abstract class ContractTests(ContractFixture fixture)
{
    protected const string KeyMismatch = "The provided key element does not match the schema";
    protected const string NoTable = "Requested resource not found";
    protected const string ConditionFailed = "The conditional request failed";

    protected IDynoClient Client { get; } = fixture.Client;

    protected IDynoTables Tables { get; } = fixture.Tables;

    protected IDynoStreams Streams { get; } = fixture.Streams;

    // The same table's resource name, were it somebody else's.
    protected static string OfOtherAccount(string arn) => string.Join(':', arn.Split(':').Select((part, i) => i == 4 ? "123456789012" : part));

    protected static string NewName() => "t-" + Guid.NewGuid().ToString("N");

    // A table with the partition key pk (S) and, unless told otherwise, the sort key sk (N).
    protected async Task<string> CreateAsync(
        AttributeType? sort = AttributeType.N,
        IReadOnlyList<LocalSecondaryIndex>? local = null,
        IReadOnlyList<GlobalSecondaryIndex>? global = null,
        params AttributeDefinition[] more)
    {
        var table = await Tables.CreateTableAsync(NewTable(sort) with
        {
            AttributeDefinitions = [.. NewTable(sort).AttributeDefinitions, .. more],
            LocalSecondaryIndexes = local,
            GlobalSecondaryIndexes = global,
        });
        return table.TableName;
    }

    // A table with the keys pk and sk, both strings; an index key is a string too, unless it is named number.
    protected async Task<string> CreateTextAsync(params SecondaryIndex[] indexes)
    {
        var keys = indexes.SelectMany(i => i.KeySchema).Select(k => k.AttributeName).Except(["pk", "sk"]).Distinct();
        return await CreateAsync(
            AttributeType.S,
            indexes.OfType<LocalSecondaryIndex>().ToArray() is { Length: > 0 } local ? local : null,
            indexes.OfType<GlobalSecondaryIndex>().ToArray() is { Length: > 0 } global ? global : null,
            [.. keys.Select(k => new AttributeDefinition(k, k == "number" ? AttributeType.N : AttributeType.S))]);
    }

    // A table with a number as its only key.
    protected async Task<string> CreateNumberedAsync() => (await Tables.CreateTableAsync(NewTable() with
    {
        AttributeDefinitions = [new("id", AttributeType.N)],
        KeySchema = [new("id", KeyType.HASH)],
    })).TableName;

    protected static CreateTableRequest NewTable(AttributeType? sort = null) => new()
    {
        TableName = NewName(),
        AttributeDefinitions = sort is { } type ? [new("pk", AttributeType.S), new("sk", type)] : [new("pk", AttributeType.S)],
        KeySchema = sort is null ? [new("pk", KeyType.HASH)] : [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    };

    protected static GlobalSecondaryIndex Global(string name, string partition, string? sort = null, Projection? projection = null) => new()
    {
        IndexName = name,
        KeySchema = sort is null ? [new(partition, KeyType.HASH)] : [new(partition, KeyType.HASH), new(sort, KeyType.RANGE)],
        Projection = projection ?? Projection.All,
    };

    protected static LocalSecondaryIndex Local(string name, string sort, Projection? projection = null) => new()
    {
        IndexName = name,
        KeySchema = [new("pk", KeyType.HASH), new(sort, KeyType.RANGE)],
        Projection = projection ?? Projection.All,
    };

    protected static Item Key(string pk, long sk) => Item.Of(("pk", pk), ("sk", sk));

    protected static Item Key(string pk, string sk) => Item.Of(("pk", pk), ("sk", sk));

    protected static Item Row(string pk, string sk, params (string Name, AttributeValue Value)[] attributes) =>
        Item.Of([("pk", pk), ("sk", sk), .. attributes]);

    // An item of exactly so many bytes, as DynamoDB counts them.
    protected static Item Sized(string pk, long sk, int size)
    {
        var bare = Item.Of(("pk", pk), ("sk", sk), ("d", "")).Size;
        var item = Item.Of(("pk", pk), ("sk", sk), ("d", new string('x', size - bare)));
        Assert.Equal(size, item.Size);
        return item;
    }

    protected async Task PutAsync(string table, params Item[] items)
    {
        foreach (var item in items)
        {
            await Client.PutItemAsync(new PutItemRequest { TableName = table, Item = item });
        }
    }

    protected async Task<Item?> GetAsync(string table, Item key) =>
        (await Client.GetItemAsync(new GetItemRequest { TableName = table, Key = key, ConsistentRead = true })).Item;

    // Everything in the table or index, page by page, in an order that depends on nothing but the items.
    protected async Task<List<Item>> AllAsync(string table, string? index = null, int? limit = null)
    {
        var items = new List<Item>();
        Item? start = null;
        do
        {
            var page = await Client.ScanAsync(new ScanRequest { TableName = table, IndexName = index, Limit = limit, ExclusiveStartKey = start });
            items.AddRange(page.Items);
            start = page.LastEvaluatedKey;
        }
        while (start is not null);
        return Ordered(items);
    }

    // The names of all tables, page by page.
    protected async Task<List<string>> AllNamesAsync(int? limit = null)
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

    protected static List<Item> Ordered(IEnumerable<Item> items) => [.. items.OrderBy(i => Convert.ToHexString(i.Span), StringComparer.Ordinal)];

    protected static Task<ValidationException> InvalidAsync<T>(string message, Func<ValueTask<T>> act) => RefusedAsync<ValidationException, T>(message, act);

    protected static async Task<TException> RefusedAsync<TException, T>(string message, Func<ValueTask<T>> act)
        where TException : Exception
    {
        var refused = await Assert.ThrowsAsync<TException>(async () => await act());
        Assert.Equal(message, refused.Message);
        return refused;
    }

    // The request is refused with this message, and the table is as it was.
    protected async Task RefusedUnchangedAsync<TException>(string table, string message, Func<Task> request)
        where TException : Exception
    {
        var before = await AllAsync(table);
        var error = await Assert.ThrowsAsync<TException>(request);
        Assert.Equal(message, error.Message);
        Assert.Equal(before, await AllAsync(table));
    }

    protected static void AssertUnits(double units, ConsumedCapacity? consumed)
    {
        Assert.NotNull(consumed);
        Assert.Equal(units, consumed.CapacityUnits);
    }
}
