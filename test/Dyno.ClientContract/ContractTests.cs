// The base of the contract's test classes: tables and requests in a line each.

using Dyno.Expressions;

namespace Dyno.ClientContract;

public abstract class ContractTests(ContractFixture fixture)
{
    protected IDynoClient Client => fixture.Client;

    protected IDynoTables Tables => fixture.Tables;

    protected string NewTableName() => fixture.NewTableName();

    // A table with the keys pk and sk, both strings, and perhaps indexes.
    protected async Task<string> CreateAsync(params SecondaryIndex[] indexes)
    {
        var name = NewTableName();
        var attributes = new Dictionary<string, AttributeType> { ["pk"] = AttributeType.S, ["sk"] = AttributeType.S };
        foreach (var element in indexes.SelectMany(i => i.KeySchema))
        {
            attributes.TryAdd(element.AttributeName, element.AttributeName == "number" ? AttributeType.N : AttributeType.S);
        }

        await Tables.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            AttributeDefinitions = [.. attributes.Select(a => new AttributeDefinition(a.Key, a.Value))],
            KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            LocalSecondaryIndexes = indexes.OfType<LocalSecondaryIndex>().ToArray() is { Length: > 0 } local ? local : null,
            GlobalSecondaryIndexes = indexes.OfType<GlobalSecondaryIndex>().ToArray() is { Length: > 0 } global ? global : null,
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
        return name;
    }

    // A table with a number as its only key.
    protected async Task<string> CreateNumberedAsync()
    {
        var name = NewTableName();
        await Tables.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            AttributeDefinitions = [new("id", AttributeType.N)],
            KeySchema = [new("id", KeyType.HASH)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
        return name;
    }

    protected static GlobalSecondaryIndex Global(string name, string partitionKey, string? sortKey = null, Projection? projection = null) => new()
    {
        IndexName = name,
        KeySchema = sortKey is null ? [new(partitionKey, KeyType.HASH)] : [new(partitionKey, KeyType.HASH), new(sortKey, KeyType.RANGE)],
        Projection = projection ?? Projection.All,
    };

    protected static LocalSecondaryIndex Local(string name, string sortKey, Projection? projection = null) => new()
    {
        IndexName = name,
        KeySchema = [new("pk", KeyType.HASH), new(sortKey, KeyType.RANGE)],
        Projection = projection ?? Projection.All,
    };

    protected static Item Key(string pk, string sk) => Item.Of(("pk", pk), ("sk", sk));

    protected static Item Row(string pk, string sk, params (string Name, AttributeValue Value)[] attributes) =>
        Item.Of([("pk", pk), ("sk", sk), .. attributes]);

    protected static ExpressionScope Values(params (string Name, AttributeValue Value)[] values) =>
        ExpressionScope.Of(values: values.ToDictionary(v => v.Name, v => v.Value));

    protected static ConditionExpression Condition(string text, params (string Name, AttributeValue Value)[] values) =>
        ConditionExpression.Parse(text, values.Length == 0 ? null : Values(values));

    protected static UpdateExpression Update(string text, params (string Name, AttributeValue Value)[] values) =>
        UpdateExpression.Parse(text, values.Length == 0 ? null : Values(values));

    protected static KeyConditionExpression Where(string text, params (string Name, AttributeValue Value)[] values) =>
        KeyConditionExpression.Parse(text, Values(values));

    protected async Task PutAsync(string table, Item item) =>
        await Client.PutItemAsync(new PutItemRequest { TableName = table, Item = item });

    protected async Task<Item?> GetAsync(string table, Item key) =>
        (await Client.GetItemAsync(new GetItemRequest { TableName = table, Key = key, ConsistentRead = true })).Item;

    protected async Task<IReadOnlyList<Item>> AllAsync(string table, string? index = null)
    {
        var items = new List<Item>();
        Item? start = null;
        do
        {
            var page = await Client.ScanAsync(new ScanRequest { TableName = table, IndexName = index, ExclusiveStartKey = start });
            items.AddRange(page.Items);
            start = page.LastEvaluatedKey;
        }
        while (start is not null);
        return items;
    }

    // The request is refused with this message, and the table is as it was.
    protected async Task RefusedAsync<TException>(string table, string message, Func<Task> request)
        where TException : Exception
    {
        var before = await AllAsync(table);
        var error = await Assert.ThrowsAsync<TException>(request);
        Assert.Equal(message, error.Message);
        Assert.Equal(before.Select(i => i.ToJson()).Order(), (await AllAsync(table)).Select(i => i.ToJson()).Order());
    }
}
