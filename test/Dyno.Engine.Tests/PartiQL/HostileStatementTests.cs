// Statements that were damaged at random, with random parameters, tokens and limits, through all three operations: only what DynamoDB answers comes out,
// and what was refused changed nothing. A second test compares random conditions of SELECT with the same conditions as filters of a Scan.
// DYNO_FUZZ_CASES asks for more cases than every run has.
using Dyno.PartiQL;

namespace Dyno.Engine.Tests.PartiQL;

public class HostileStatementTests
{
    private static readonly string[] Statements =
    [
        "SELECT * FROM orders WHERE pk = 'a' AND sk = 1",
        "SELECT x, m.y[0], t FROM orders WHERE pk IN ['a', ?] AND (x > 1 OR NOT begins_with(s, 'o')) ORDER BY pk DESC, sk",
        "SELECT * FROM orders.ByState WHERE s = 'open' AND placed BETWEEN '1' AND '2' OR s = ? AND size(x) > 1",
        "SELECT * FROM orders.ByAt WHERE pk = ? AND contains(t, 'a') AND x IS NOT MISSING AND attribute_type(x, 'N')",
        "INSERT INTO orders VALUE {'pk': 'a', 'sk': 9, 'm': {'y': [1, ?, <<1, 2>>, <<'a'>>]}, 't': NULL, 'u': TRUE}",
        "UPDATE orders SET x = x + 1 SET m.y = list_append(m.y, [?]) SET t = set_add(t, <<'q'>>) REMOVE u WHERE pk = 'a' AND sk = 1 AND x >= 0 RETURNING ALL NEW *",
        "FROM orders WHERE pk = 'a' AND sk = 2 SET x = ? - 1",
        "DELETE FROM orders WHERE pk = 'a' AND sk = ? AND x <> 77 RETURNING ALL OLD *",
        "EXISTS(SELECT * FROM orders WHERE pk = 'a' AND sk = 1 AND x IS MISSING)",
    ];

    private static readonly string[] Pieces =
    [
        "SELECT", "*", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "IS", "BETWEEN", "NULL", "MISSING", "SET", "REMOVE", "VALUE", "ORDER BY pk", "LIMIT 1", "EXISTS",
        "(", ")", "[", "]", "{", "}", "<<", ">>", "'", "\"", ".", ",", ":", "?", "=", "<", ">", "<>", "+", "-", "--", "/*", "*/", ";", "1", "1e9", "1e200", "x", "pk", "sk",
        "'a'", "ByAt", "orders", "size(x)", "begins_with(sk, 1)", "attribute_exists", "set_delete(t, <<1>>)", "pk = 'a'", "sk = 1", "\0", "\uD800", "\U0001F600",
    ];

    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("DYNO_FUZZ_CASES"), out var cases) ? cases : 20_000;

    [Fact]
    public async Task Whatever_is_sent_only_DynamoDBs_answers_come_out()
    {
        var seed = Seed.Next();
        var random = new Random(seed);
        using var engine = await NewAsync();
        for (var i = 0; i < Cases; i++)
        {
            var text = random.Next(20) == 0 ? Statements[random.Next(Statements.Length)] : Damage(random, Statements[random.Next(Statements.Length)]);
            try
            {
                await RunAsync(engine.Engine, random, text);
            }
            catch (DynoException error) when (error is not InternalServerErrorException)
            {
                // An answer like any other.
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"DYNO_SEED={seed}: {text}: {error.Message}", error);
            }
        }
    }

    [Fact]
    public async Task A_refused_statement_changes_nothing()
    {
        var seed = Seed.Next();
        var random = new Random(seed);
        using var engine = await NewAsync();
        var before = engine.Dump();
        for (var i = 0; i < 2_000; i++)
        {
            var text = Damage(random, Statements[random.Next(4, Statements.Length)]);
            try
            {
                await engine.Engine.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = text, Parameters = ParametersOf(random) });
                before = engine.Dump();
            }
            catch (DynoException)
            {
                Assert.True(before == engine.Dump(), $"DYNO_SEED={seed}: {text}");
            }
        }
    }

    [Fact]
    public async Task A_SELECT_finds_what_a_filtered_scan_finds()
    {
        var seed = Seed.Next();
        var random = new Random(seed);
        using var engine = await NewAsync();
        var (answered, refused) = (0, 0);
        for (var i = 0; i < 4_000; i++)
        {
            var where = Condition(random, 3);
            var (from, index) = random.Next(3) switch { 0 => ("orders.ByState", "ByState"), 1 => ("orders.ByAt", "ByAt"), _ => ("orders", null) };
            List<Item> found;
            try
            {
                found = await AllAsync(engine.Engine, $"SELECT * FROM {from} WHERE {where}", random);
            }
            catch (ValidationException)
            {
                refused++;
                continue;
            }

            answered++;
            var statement = (SelectStatement)PartiQLStatement.Parse("SELECT * FROM t WHERE " + where);
            var filter = new Dyno.Expressions.ConditionExpression(
                new Engine.PartiQL.ConditionTranslator(new Engine.PartiQL.StatementValues(null)).Condition(statement.Where!));
            var scan = await engine.Engine.ScanAsync(new ScanRequest { TableName = "orders", IndexName = index });
            Assert.True(
                Sorted(scan.Items.Where(filter.Matches)).SequenceEqual(Sorted(found)),
                $"DYNO_SEED={seed}: {from} WHERE {where}\nscan: {string.Join("\n", Sorted(scan.Items.Where(filter.Matches)))}\nselect: {string.Join("\n", Sorted(found))}");
        }

        Assert.True(answered > 1_000 && refused < answered, $"DYNO_SEED={seed}: {answered} answered, {refused} refused");
    }

    private static async Task<List<Item>> AllAsync(DynoEngine engine, string statement, Random random)
    {
        var items = new List<Item>();
        var request = new ExecuteStatementRequest { Statement = statement, Limit = random.Next(3) == 0 ? random.Next(1, 5) : null };
        while (true)
        {
            var page = await engine.ExecuteStatementAsync(request);
            items.AddRange(page.Items);
            if (page.NextToken is null)
            {
                return items;
            }

            request = request with { NextToken = page.NextToken };
        }
    }

    private static IEnumerable<string> Sorted(IEnumerable<Item> items) => items.Select(i => i.ToJson()).Order(StringComparer.Ordinal);

    private static string Condition(Random random, int depth)
    {
        if (depth > 0 && random.Next(3) > 0)
        {
            var operands = Enumerable.Range(0, random.Next(2, 4)).Select(_ => Condition(random, depth - 1)).ToList();
            return random.Next(5) switch
            {
                0 => $"NOT ({operands[0]})",
                1 or 2 => $"({string.Join(" OR ", operands)})",
                _ => $"({string.Join(" AND ", operands)})",
            };
        }

        string[] comparisons = ["=", "=", "=", "<>", "<", "<=", ">", ">="];
        var comparison = comparisons[random.Next(comparisons.Length)];
        return random.Next(9) switch
        {
            0 or 1 or 2 => $"pk = '{"abc"[random.Next(3)]}'",
            3 => $"pk IN ['{"abc"[random.Next(3)]}', 'b']",
            4 => $"sk {comparison} {random.Next(6)}",
            5 => random.Next(2) == 0 ? $"s = '{(random.Next(2) == 0 ? "open" : "paid")}'" : $"placed {comparison} '{random.Next(5)}'",
            6 => $"sk BETWEEN {random.Next(3)} AND {random.Next(3, 6)}",
            7 => random.Next(2) == 0 ? "x IS MISSING" : "begins_with(placed, '1')",
            _ => $"x {comparison} {random.Next(4)}",
        };
    }

    private static async Task RunAsync(DynoEngine engine, Random random, string text)
    {
        var parameters = ParametersOf(random);
        switch (random.Next(4))
        {
            case 0:
                await engine.BatchExecuteStatementAsync(new BatchExecuteStatementRequest
                {
                    Statements = [new() { Statement = text, Parameters = parameters }, new() { Statement = Statements[0] }],
                });
                break;
            case 1:
                await engine.ExecuteTransactionAsync(new ExecuteTransactionRequest
                {
                    TransactStatements = [new() { Statement = text, Parameters = parameters }],
                    ClientRequestToken = random.Next(3) == 0 ? "token" : null,
                });
                break;
            default:
                var page = await engine.ExecuteStatementAsync(new ExecuteStatementRequest
                {
                    Statement = text,
                    Parameters = parameters,
                    Limit = random.Next(3) == 0 ? random.Next(-1, 4) : null,
                    ConsistentRead = random.Next(5) == 0,
                    NextToken = random.Next(10) == 0 ? Convert.ToBase64String(RandomBytes(random)) : null,
                });
                if (page.NextToken is not null)
                {
                    await engine.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = text, Parameters = parameters, NextToken = page.NextToken });
                }

                break;
        }
    }

    private static EncodedValue[]? ParametersOf(Random random) => random.Next(4) == 0
        ? null
        :
        [
            .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => EncodedValue.From(random.Next(6) switch
            {
                0 => "a",
                1 => random.Next(4),
                2 => AttributeValue.L("a", "b", 3),
                3 => AttributeValue.Null,
                4 => AttributeValue.SS("q"),
                _ => AttributeValue.M(("pk", "p"), ("sk", 1)),
            })),
        ];

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(60)];
        random.NextBytes(bytes);
        bytes.AsSpan(0, Math.Min(1, bytes.Length)).Fill(1);
        return bytes;
    }

    private static string Damage(Random random, string text)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(8), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => text.Insert(at, " " + Pieces[random.Next(Pieces.Length)] + " "),
                _ => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
            };
        }

        return text;
    }

    private static async Task<TestEngine> NewAsync()
    {
        var engine = new TestEngine();
        await PlanTests.CreateAsync(engine);
        var random = new Random(7);
        foreach (var pk in "abc")
        {
            for (var sk = 0; sk < 6; sk++)
            {
                var item = new List<(string, AttributeValue)> { ("pk", pk.ToString()), ("sk", sk), ("x", random.Next(4)), ("m", AttributeValue.M(("y", AttributeValue.L(1)))) };
                if (random.Next(3) > 0)
                {
                    item.AddRange([("s", random.Next(2) == 0 ? "open" : "paid"), ("placed", random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture))]);
                }

                if (random.Next(3) == 0)
                {
                    item.RemoveAt(2);
                }

                await engine.PutAsync(Item.Of([.. item]), "orders");
            }
        }

        return engine;
    }
}
