// Random operations on keys of odd text against a model of a few lines: a sorted dictionary. A failure names its seed; DYNO_SEED gives it back.

using Dyno.Expressions;

namespace Dyno.ClientContract;

public abstract class TextKeyModelTests(ContractFixture fixture) : ContractTests(fixture)
{
    private const int Steps = 1500;

    [Fact]
    public async Task Random_operations_do_what_a_dictionary_does()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DYNO_SEED"), out var given) ? given : Random.Shared.Next();
        var random = new Random(seed);
        var table = await CreateTextAsync(Global("ByName", "name", "number"), Local("ByNumber", "number", Projection.KeysOnly));
        var model = new SortedDictionary<(string Pk, string Sk), Item>(Comparer<(string Pk, string Sk)>.Create((l, r) =>
            string.CompareOrdinal(l.Pk, r.Pk) is not 0 and var byPk ? byPk : string.CompareOrdinal(l.Sk, r.Sk)));
        for (var step = 0; step < Steps; step++)
        {
            try
            {
                await StepAsync(table, model, random);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                Assert.Fail($"Seed {seed}, step {step}: {error}");
            }
        }
    }

    private async Task StepAsync(string table, SortedDictionary<(string Pk, string Sk), Item> model, Random random)
    {
        var (pk, sk) = (Letter(random), Letter(random) + Letter(random));
        var key = Key(pk, sk);
        switch (random.Next(7))
        {
            case 0 or 1:
                var item = Row(pk, sk, Attributes(random));
                await PutAsync(table, item);
                model[(pk, sk)] = item;
                break;
            case 2:
                await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = key });
                model.Remove((pk, sk));
                break;
            case 3:
                var number = random.Next(5);
                await Client.UpdateItemAsync(new UpdateItemRequest
                {
                    TableName = table,
                    Key = key,
                    UpdateExpression = Expr.Update("SET x = :n REMOVE extra", (":n", number)),
                });
                model[(pk, sk)] = Item.From((model.TryGetValue((pk, sk), out var old) ? old : key).ToDictionary()
                    .Where(a => a.Key is not ("extra" or "x")).Append(new("x", number)));
                break;
            case 4:
                Assert.Equal(model.TryGetValue((pk, sk), out var expected) ? expected : default(Item?), await GetAsync(table, key));
                break;
            case 5:
                var from = Letter(random);
                var page = await Client.QueryAsync(new QueryRequest
                {
                    TableName = table,
                    KeyConditionExpression = Expr.Key("pk = :p AND sk >= :s", (":p", pk), (":s", from)),
                    ScanIndexForward = random.Next(2) == 0,
                });
                Assert.Equal(
                    model.Where(m => m.Key.Pk == pk && string.CompareOrdinal(m.Key.Sk, from) >= 0).Select(m => m.Value.ToJson()).Order(),
                    page.Items.Select(i => i.ToJson()).Order());
                break;
            default:
                await CheckIndexesAsync(table, model);
                break;
        }
    }

    private async Task CheckIndexesAsync(string table, SortedDictionary<(string Pk, string Sk), Item> model)
    {
        Assert.Equal(
            model.Values.Where(i => i.Contains("name") && i.Contains("number")).Select(i => i.ToJson()).Order(),
            (await AllAsync(table, "ByName")).Select(i => i.ToJson()).Order());
        Assert.Equal(
            model.Values.Where(i => i.Contains("number")).Select(i => ProjectionExpression.Of("pk", "sk", "number").Apply(i).ToJson()).Order(),
            (await AllAsync(table, "ByNumber")).Select(i => i.ToJson()).Order());
    }

    private static (string, AttributeValue)[] Attributes(Random random)
    {
        var attributes = new List<(string, AttributeValue)>();
        if (random.Next(3) > 0)
        {
            attributes.Add(("name", Letter(random)));
        }

        if (random.Next(3) > 0)
        {
            attributes.Add(("number", random.Next(-3, 3)));
        }

        if (random.Next(2) > 0)
        {
            attributes.Add(("extra", AttributeValue.L(random.Next(3), Letter(random))));
        }

        return [.. attributes];
    }

    // Zero bytes and the highest ones are where key encodings break.
    private static string Letter(Random random) => random.Next(6) switch { 0 => "\0", 1 => "a", 2 => "a\0", 3 => "\uFFFD", 4 => "b", _ => "ÿ" };
}
