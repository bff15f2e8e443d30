// What the classes about PartiQL share: a table with indexes and a few items, and statements in a line each. {0} stands for the table.
namespace Dyno.ClientContract;

public abstract class PartiQLTests(ContractFixture fixture) : ContractTests(fixture)
{
    protected const string NotWellFormed = "Statement wasn't well formed, can't be processed: ";

    // pk (S), sk (S); ByG is a global index on (g, h) with all attributes, Keys one on g with keys only, Incl one with the keys and "in"; ByH is a local one.
    protected async Task<string> CreateMusicAsync()
    {
        var table = await CreateAsync(
            sort: AttributeType.S,
            local: [Local("ByH", "h", Projection.KeysOnly)],
            global: [Global("ByG", "g", "h"), Global("Keys", "g", null, Projection.KeysOnly), Global("Incl", "g", null, Projection.Include("in"))],
            more: [new("g", AttributeType.S), new("h", AttributeType.S)]);
        await PutAsync(
            table,
            Item.Of(("pk", "a"), ("sk", "1"), ("n", 1), ("s", "one"), ("g", "x"), ("h", "3"), ("in", "i1"), ("m", AttributeValue.M(("b", "deep"), ("l", AttributeValue.L("p", "q"))))),
            Item.Of(("pk", "a"), ("sk", "2"), ("n", 2), ("s", "two"), ("g", "x"), ("h", "2"), ("in", "i2"), ("set", AttributeValue.SS("u", "v"))),
            Item.Of(("pk", "a"), ("sk", "3"), ("n", 3), ("nul", AttributeValue.Null), ("flag", true)),
            Item.Of(("pk", "b"), ("sk", "1"), ("n", 4), ("s", "four"), ("g", "y"), ("h", "1")),
            Item.Of(("pk", "c"), ("sk", "1"), ("n", 5)));
        return table;
    }

    protected ValueTask<ExecuteStatementResult> RunAsync(string table, string statement, params AttributeValue[] parameters) =>
        Client.ExecuteStatementAsync(Request(table, statement, parameters));

    protected static ExecuteStatementRequest Request(string table, string statement, params AttributeValue[] parameters) => new()
    {
        Statement = Named(table, statement),
        Parameters = ValuesOf(parameters),
    };

    protected static string Named(string table, string statement) => statement.Replace("{0}", $"\"{table}\"", StringComparison.Ordinal);

    protected static IReadOnlyList<EncodedValue>? ValuesOf(AttributeValue[] parameters) =>
        parameters.Length == 0 ? null : [.. parameters.Select(EncodedValue.From)];

    // "a/1 a/2": the keys of the rows, in their order.
    protected async Task<string> KeysAsync(string table, string statement, params AttributeValue[] parameters) =>
        Keys((await RunAsync(table, statement, parameters)).Items);

    protected static string Keys(IEnumerable<Item> items) => string.Join(" ", items.Select(i => $"{i["pk"]?.AsString()}/{i["sk"]?.AsString()}"));

    protected static string Sorted(string keys) => string.Join(" ", keys.Split(' ').Order(StringComparer.Ordinal));

    protected async Task RefusedAsync<TException>(string table, string message, string statement, params AttributeValue[] parameters)
        where TException : DynoException
    {
        var before = await AllAsync(table);
        await RefusedAsync<TException, ExecuteStatementResult>(message, () => RunAsync(table, statement, parameters));
        Assert.Equal(before, await AllAsync(table));
    }
}
