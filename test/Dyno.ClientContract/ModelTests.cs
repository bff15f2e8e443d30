// Random writes and queries against a naive model: a sorted list of items, searched from its start for every question.
namespace Dyno.ClientContract;

public abstract class ModelTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Random_operations_agree_with_a_naive_model()
    {
        var seed = Seed.Next();
        try
        {
            await RunAsync(new Random(seed));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"With DYNO_SEED={seed}: {e.Message}", e);
        }
    }

    private async Task RunAsync(Random random)
    {
        var table = await CreateAsync(
            local: [Local("local", "v")],
            global: [Global("global", "g", "v")],
            more: [new("g", AttributeType.S), new("v", AttributeType.N)]);
        var model = new Dictionary<(string Pk, long Sk), Item>();
        for (var step = 0; step < 1500; step++)
        {
            var (pk, sk) = ("p" + random.Next(4), random.Next(-10, 10));
            switch (random.Next(6))
            {
                case 0 or 1:
                    await PutOneAsync(table, model, NewItem(random, pk, sk), random.Next(2) == 0);
                    break;
                case 2:
                    await DeleteOneAsync(table, model, pk, sk);
                    break;
                case 3:
                    await UpdateOneAsync(table, model, pk, sk, random.Next(-5, 5));
                    break;
                default:
                    await QueryOneAsync(table, model.Values, random);
                    break;
            }
        }

        Assert.Equal(Ordered(model.Values), await AllAsync(table));
        Assert.Equal(Ordered(model.Values.Where(i => i.Contains("g") && i.Contains("v"))), await AllAsync(table, "global", random.Next(1, 9)));
        Assert.Equal(Ordered(model.Values.Where(i => i.Contains("v"))), await AllAsync(table, "local", random.Next(1, 9)));
        Assert.Equal(model.Count, (await Tables.DescribeTableAsync(table)).ItemCount);
    }

    private static Item NewItem(Random random, string pk, long sk)
    {
        var attributes = new List<(string, AttributeValue)> { ("pk", pk), ("sk", sk), ("x", random.Next(100)) };
        if (random.Next(3) > 0)
        {
            attributes.Add(("v", random.Next(-3, 4)));
        }

        if (random.Next(3) > 0)
        {
            attributes.Add(("g", "g" + random.Next(3)));
        }

        return Item.Of([.. attributes]);
    }

    private async Task PutOneAsync(string table, Dictionary<(string Pk, long Sk), Item> model, Item item, bool onlyNew)
    {
        var key = (item["pk"]!.AsString(), (long)item["sk"]!.AsNumber().ToDouble());
        var request = new PutItemRequest
        {
            TableName = table,
            Item = item,
            ConditionExpression = onlyNew ? Expr.Condition("attribute_not_exists(pk)") : null,
            ReturnValues = ReturnValue.ALL_OLD,
        };
        var found = model.TryGetValue(key, out var old);
        if (onlyNew && found)
        {
            await RefusedAsync<ConditionalCheckFailedException, PutItemResult>(ConditionFailed, () => Client.PutItemAsync(request));
            return;
        }

        Assert.Equal(found ? old : null, (await Client.PutItemAsync(request)).Attributes);
        model[key] = item;
    }

    private async Task DeleteOneAsync(string table, Dictionary<(string Pk, long Sk), Item> model, string pk, long sk)
    {
        var result = await Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = Key(pk, sk), ReturnValues = ReturnValue.ALL_OLD });
        Assert.Equal(model.Remove((pk, sk), out var old) ? old : null, result.Attributes);
    }

    private async Task UpdateOneAsync(string table, Dictionary<(string Pk, long Sk), Item> model, string pk, long sk, int add)
    {
        var result = await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Key(pk, sk),
            UpdateExpression = Expr.Update("ADD v :add REMOVE x", (":add", add)),
            ReturnValues = ReturnValue.ALL_NEW,
        });
        var attributes = (model.TryGetValue((pk, sk), out var old) ? old : Key(pk, sk)).ToDictionary().ToDictionary();
        attributes.Remove("x");
        attributes["v"] = AttributeValue.N(DynoNumber.Add(attributes.TryGetValue("v", out var v) ? v.AsNumber() : 0, add));
        model[(pk, sk)] = Item.From(attributes);
        Assert.Equal(model[(pk, sk)], result.Attributes);
    }

    private async Task QueryOneAsync(string table, IEnumerable<Item> model, Random random)
    {
        var (index, partition, sort) = random.Next(3) switch
        {
            0 => (null, "pk", "sk"),
            1 => ("local", "pk", "v"),
            _ => ((string?)"global", "g", "v"),
        };
        var value = partition[..1] + random.Next(4);
        var (low, high) = ((DynoNumber)random.Next(-10, 0), (DynoNumber)random.Next(0, 10));
        var forward = random.Next(2) == 0;
        var expected = model.Where(i => i[partition]?.AsString() == value && i[sort]?.AsNumber() is { } n && n.CompareTo(low) >= 0 && n.CompareTo(high) <= 0).ToList();

        var request = new QueryRequest
        {
            TableName = table,
            IndexName = index,
            KeyConditionExpression = Expr.Key(
                $"{partition} = :p AND {sort} BETWEEN :low AND :high", (":p", value), (":low", AttributeValue.N(low)), (":high", AttributeValue.N(high))),
            ScanIndexForward = forward,
            Limit = random.Next(3) == 0 ? null : random.Next(1, 6),
        };
        var seen = new List<Item>();
        QueryResult page;
        do
        {
            page = await Client.QueryAsync(request);
            seen.AddRange(page.Items);
            request = request with { ExclusiveStartKey = page.LastEvaluatedKey };
        }
        while (page.LastEvaluatedKey is not null);

        // Among equal index keys DynamoDB promises no order.
        Assert.Equal(Ordered(expected), Ordered(seen));
        var sorts = seen.Select(i => i[sort]!.AsNumber()).ToList();
        Assert.Equal(forward ? sorts.Order() : sorts.OrderDescending(), sorts);
    }
}
