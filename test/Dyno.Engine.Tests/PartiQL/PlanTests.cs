// Plans of statements in a golden file that is reviewed as a diff: DYNO_GOLDENS=write rewrites it.
using System.Runtime.CompilerServices;
using System.Text;
using Dyno.Engine.PartiQL;

namespace Dyno.Engine.Tests.PartiQL;

public class PlanTests
{
    private static readonly string[] Statements =
    [
        "SELECT * FROM orders WHERE pk = 'a' AND sk = 1",
        "SELECT x, m.y FROM orders WHERE sk = ? AND 'a' = pk",
        "SELECT * FROM users WHERE id = 'u'",
        "SELECT * FROM users WHERE id = 'u' AND age > 7",
        "SELECT * FROM orders WHERE pk = 'a'",
        "SELECT * FROM orders WHERE pk = 'a' ORDER BY sk DESC",
        "SELECT * FROM orders WHERE pk = 'a' ORDER BY pk",
        "SELECT * FROM orders WHERE pk = 'a' AND sk > 1 AND sk < 9 AND x = 2",
        "SELECT * FROM orders WHERE pk = 'a' AND sk <= 9 AND x = 2 AND 1 <= sk",
        "SELECT * FROM orders WHERE pk = 'a' AND sk >= 9 AND sk <= 1",
        "SELECT * FROM orders WHERE pk = 'a' AND sk > 1 AND sk = 3",
        "SELECT * FROM orders WHERE pk = 'a' AND sk BETWEEN 1 AND 9 AND NOT sk = 5",
        "SELECT * FROM orders WHERE pk = 'a' AND sk IN [1, 2]",
        "SELECT * FROM orders WHERE pk = 'a' AND begins_with(sk, 'x')",
        "SELECT * FROM orders WHERE pk = 'a' AND pk = 'b'",
        "SELECT * FROM orders WHERE pk IN ['b', 'a', 'b'] AND x = 1",
        "SELECT * FROM orders WHERE pk IN ['b', 'a'] ORDER BY pk, sk",
        "SELECT * FROM orders WHERE pk IN [?, x]",
        "SELECT * FROM orders WHERE pk = 'a' OR pk = 'b' AND sk = 1",
        "SELECT * FROM orders WHERE (pk = 'a' OR pk = 'b' AND y = 1) AND (sk = 1 AND x = 2)",
        "SELECT * FROM orders WHERE pk = 'a' AND sk > 5 OR pk = 'a' AND sk < 2 AND x = 1",
        "SELECT * FROM orders WHERE pk = 'a' AND sk > 5 OR pk = 'a' AND sk < 2 ORDER BY sk DESC",
        "SELECT * FROM orders WHERE pk = 'a' AND x = 1 OR pk = 'a' AND x = 2",
        "SELECT * FROM orders WHERE pk = 'a' OR pk = 'a' AND x = 2",
        "SELECT * FROM orders WHERE pk = 'a' AND NOT sk = 1 OR pk = 'a' AND sk = 2",
        "SELECT * FROM orders WHERE pk = 'a' OR x = 1",
        "SELECT * FROM orders WHERE pk > 'a'",
        "SELECT * FROM orders",
        "SELECT s FROM orders.ByState WHERE s = 'open' AND placed >= '2026' ORDER BY placed DESC",
        "SELECT * FROM orders.ByState WHERE pk = 'a' AND sk = 1",
        "SELECT * FROM orders.ByAt WHERE pk = 'a' AND begins_with(placed, '2026')",
        "SELECT * FROM orders WHERE begins_with(x, 'a') AND contains(t, 1) AND attribute_type(u, 'SS') AND size(v) > 3 AND w IS MISSING AND z IS NOT NULL",
        "INSERT INTO users VALUE {'id': 'u', 'age': ?, 'tags': <<'a'>>}",
        "UPDATE orders SET x = x + 1, y = list_append(y, [1]) SET t = set_add(t, <<1>>) SET u = set_delete(u, <<'a'>>) REMOVE z[0] WHERE pk = 'a' AND sk = 1",
        "UPDATE orders SET x = 1 WHERE pk = 'a' AND sk = 1 AND (x = 0 OR x IS MISSING) RETURNING MODIFIED NEW *",
        "FROM orders WHERE pk = 'a' AND sk = 1 SET x = y - 2",
        "DELETE FROM orders WHERE pk = 'a' AND sk = 1",
        "DELETE FROM orders WHERE pk = 'a' AND sk = 1 AND x = 1 RETURNING ALL OLD *",
        "EXISTS(SELECT * FROM users WHERE id = 'u' AND age > 7)",
    ];

    [Fact]
    public async Task Plans_are_as_reviewed()
    {
        using var engine = new TestEngine();
        await CreateAsync(engine);
        var planner = new StatementPlanner(engine.Engine.Context.Catalog.Get);
        IReadOnlyList<EncodedValue> parameters = [EncodedValue.FromInt64(1), EncodedValue.FromString("p")];
        var text = new StringBuilder();
        foreach (var statement in Statements)
        {
            text.Append("# ").Append(statement).Append('\n');
            try
            {
                text.Append(planner.Plan(StatementPlanner.Parse(statement), parameters));
            }
            catch (ValidationException exception)
            {
                text.Append("refused: ").Append(exception.Message).Append('\n');
            }

            text.Append('\n');
        }

        var path = Path.Combine(Folder(), "Plans.golden.txt");
        if (Environment.GetEnvironmentVariable("DYNO_GOLDENS") == "write")
        {
            File.WriteAllText(path, text.ToString());
        }

        Assert.Equal(File.ReadAllText(path), text.ToString());
    }

    internal static async Task CreateAsync(TestEngine engine)
    {
        await engine.CreateAsync(
            "orders",
            local: [new() { IndexName = "ByAt", KeySchema = [new("pk", KeyType.HASH), new("placed", KeyType.RANGE)], Projection = Projection.KeysOnly }],
            global: [new() { IndexName = "ByState", KeySchema = [new("s", KeyType.HASH), new("placed", KeyType.RANGE)] }],
            more: [new("placed", AttributeType.S), new("s", AttributeType.S)]);
        await engine.Engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = "users",
            AttributeDefinitions = [new("id", AttributeType.S)],
            KeySchema = [new("id", KeyType.HASH)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
