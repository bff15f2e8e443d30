// Random operations of the data API, and of UpdateTable. Each is a request that stands for itself, so that a failing run can be shortened to a few of them.

namespace Dyno.Reliability.Model;

internal sealed record ReadAllPages(object Request);

internal sealed record ReadStream(string TableName);

internal sealed record Reopen;

internal sealed record SetTimeToLive(string TableName, bool Enabled);

// What a statement means, as a request that the model knows; mustExist: null, or whether the item has to be there.
internal sealed record Statement(ExecuteStatementRequest Request, object Means, bool? MustExist);

internal sealed class ModelOperationMaker(Random random, int worker, bool alone, bool reopens)
{
    private readonly ModelValueMaker _values = new(random, worker);
    private readonly List<TransactWriteItemsRequest> _withTokens = [];
    private readonly List<(CreateTableRequest Table, bool[] Late)> _tables = [.. ModelTables.All.Select(t => (t, new bool[ModelTables.Late.Length]))];

    private ModelExpressionMaker Expressions => field ??= new(_values);

    private ReturnConsumedCapacity Capacity => (ReturnConsumedCapacity)random.Next(3);

    private ReturnValuesOnConditionCheckFailure OnFailure => (ReturnValuesOnConditionCheckFailure)random.Next(2);

    internal object Next() => random.Next(1000) switch
    {
        < 210 => Put(),
        < 410 => Update(),
        < 480 => Delete(),
        < 560 => Get(),
        < 760 => Query(),
        < 800 when alone => random.Next(4) == 0 ? new ReadAllPages(Scan()) : Scan(),
        < 840 => BatchWrite(),
        < 870 => BatchGet(),
        < 930 => TransactWrite(),
        < 950 => TransactGet(),
        < 975 => PartiQL(),
        < 978 when alone => UpdateTable(),
        < 981 when alone => new ReadStream(_values.Pick(["hash", "numbers"])),
        < 983 => new ReadAllPages(Query()),
        < 984 when alone => new SetTimeToLive(_values.Pick(_tables).Table.TableName, _values.Chance(70)),
        < 985 when alone && reopens => new Reopen(),
        _ => Update(),
    };

    // Seldom one that is not there.
    private CreateTableRequest AnyTable() => _values.Pick(_tables).Table is var table && _values.Next(500) == 0 ? table with { TableName = "nothing" } : table;

    private static List<string> KeyNames(CreateTableRequest table) => [.. table.KeySchema.Select(k => k.AttributeName)];

    private AttributeValue KeyValue(CreateTableRequest table, string name) =>
        _values.Key(table.AttributeDefinitions.First(d => d.AttributeName == name).AttributeType, partition: name == "pk");

    private AttributeValue KeyValue(string name, AttributeType type) => name is "pk" or "sk" ? _values.Key(type, partition: name == "pk") : _values.IndexKey(type);

    private Item Key(CreateTableRequest table)
    {
        var key = KeyNames(table).ToDictionary(n => n, n => KeyValue(table, n));
        if (_values.Chance(1))
        {
            _ = _values.Next(3) switch
            {
                0 => key.Remove("pk"),
                1 => key.TryAdd("more", 1),
                _ => (key["pk"] = _values.WrongKey()) is null,
            };
        }

        return Item.From(key);
    }

    private Item NewItem(CreateTableRequest table)
    {
        var item = Key(table).ToDictionary().ToDictionary();
        foreach (var (name, type) in ModelTables.IndexKeys)
        {
            if (_values.Chance(60))
            {
                item[name] = _values.Chance(1) ? _values.WrongKey() : _values.IndexKey(type);
            }
        }

        foreach (var name in ModelValueMaker.Names)
        {
            if (_values.Chance(30))
            {
                item[name] = _values.ValueOf(name);
            }
        }

        if (_values.Chance(10))
        {
            item["ttl"] = _values.Next(3) switch { 0 => 99_999_999_999, 1 => "soon", _ => 5 };
        }

        if (_values.Next(400) == 0)
        {
            Grow(item);
        }

        return Item.From(item);
    }

    // To the limit of an item, or a byte beyond it.
    private void Grow(Dictionary<string, AttributeValue> item)
    {
        item.Remove("big");
        var left = Limits.ItemSizeBytes - ModelValues.Size(item) - 3;
        if (left > 0)
        {
            item["big"] = new byte[_values.Next(4) switch { 0 => left, 1 => left + 1, 2 => left - 1, _ => _values.Next(left) }];
        }
    }

    private PutItemRequest Put()
    {
        var table = AnyTable();
        return new()
        {
            TableName = table.TableName,
            Item = NewItem(table),
            ConditionExpression = Expressions.ConditionOrNull(KeyNames(table)),
            ReturnValues = _values.Chance(50) ? ReturnValue.ALL_OLD : ReturnValue.NONE,
            ReturnConsumedCapacity = Capacity,
            ReturnValuesOnConditionCheckFailure = OnFailure,
        };
    }

    private UpdateItemRequest Update()
    {
        var table = AnyTable();
        return new()
        {
            TableName = table.TableName,
            Key = Key(table),
            UpdateExpression = _values.Chance(2) ? null : Expressions.Update(ModelTables.IndexKeys),
            ConditionExpression = Expressions.ConditionOrNull(KeyNames(table)),
            ReturnValues = (ReturnValue)random.Next(5),
            ReturnConsumedCapacity = Capacity,
            ReturnValuesOnConditionCheckFailure = OnFailure,
        };
    }

    private DeleteItemRequest Delete()
    {
        var table = AnyTable();
        return new()
        {
            TableName = table.TableName,
            Key = Key(table),
            ConditionExpression = Expressions.ConditionOrNull(KeyNames(table)),
            ReturnValues = _values.Chance(50) ? ReturnValue.ALL_OLD : ReturnValue.NONE,
            ReturnConsumedCapacity = Capacity,
            ReturnValuesOnConditionCheckFailure = OnFailure,
        };
    }

    private GetItemRequest Get()
    {
        var table = AnyTable();
        return new()
        {
            TableName = table.TableName,
            Key = Key(table),
            ConsistentRead = _values.Chance(50),
            ProjectionExpression = Expressions.ProjectionOrNull(KeyNames(table)),
            ReturnConsumedCapacity = Capacity,
        };
    }

    private SecondaryIndex? AnyIndex(CreateTableRequest table)
    {
        SecondaryIndex[] indexes = [.. table.LocalSecondaryIndexes ?? [], .. table.GlobalSecondaryIndexes ?? [], .. Enumerable.Range(0, ModelTables.Late.Length)
            .Where(i => _tables.Find(t => t.Table.TableName == table.TableName).Late?[i] ?? false).Select(i => ModelTables.Late[i])];

        // Updates may give numbers and bytes that others use too; texts stay one's own.
        indexes = alone ? indexes : [.. indexes.Where(i => i.KeySchema[0].AttributeName is not ("v" or "b"))];
        return indexes.Length == 0 || _values.Chance(40) ? null : _values.Pick(indexes);
    }

    private QueryRequest Query()
    {
        var table = AnyTable();
        var index = AnyIndex(table);
        var schema = index?.KeySchema ?? table.KeySchema;
        var parts = new List<KeyAttributeCondition>();
        var ended = false;
        foreach (var key in schema)
        {
            var type = key.AttributeName is "pk" or "sk"
                ? table.AttributeDefinitions.First(d => d.AttributeName == key.AttributeName).AttributeType
                : ModelTables.IndexKeys.First(k => k.Name == key.AttributeName).Type;
            var value = KeyValue(key.AttributeName, type);
            if (key.KeyType == KeyType.HASH)
            {
                parts.Add(new(key.AttributeName, SortOperator.Equal, value));
            }
            else if (!ended && _values.Chance(60))
            {
                var part = SortCondition(key.AttributeName, type, value);
                ended = part.Operator != SortOperator.Equal;
                parts.Add(part);
            }
            else
            {
                ended = true;
            }
        }

        var keys = schema.Select(k => k.AttributeName).ToList();
        return new()
        {
            TableName = table.TableName,
            IndexName = index?.IndexName,
            KeyConditionExpression = ModelExpressionMaker.Key(parts),
            FilterExpression = _values.Chance(20) ? Expressions.Condition([]) : null,
            ProjectionExpression = Expressions.ProjectionOrNull(keys) is var projection && projection is not null ? projection : null,
            Select = projection is not null ? null : _values.Next(6) switch { 0 => Select.COUNT, 1 => Select.ALL_ATTRIBUTES, _ => null },
            ScanIndexForward = _values.Chance(50),
            Limit = _values.Chance(50) ? _values.Next(5) + 1 : null,
            ExclusiveStartKey = _values.Chance(25) ? StartKey(table, schema, parts) : null,
            ConsistentRead = _values.Chance(index is GlobalSecondaryIndex ? 2 : 50),
            ReturnConsumedCapacity = Capacity,
        };
    }

    private KeyAttributeCondition SortCondition(string name, AttributeType type, AttributeValue value)
    {
        switch (random.Next(7))
        {
            case 0:
                var other = KeyValue(name, type);
                return ModelValues.Compare(value, other) <= 0 ? new(name, SortOperator.Between, value, other) : new(name, SortOperator.Between, other, value);
            case 1 when type == AttributeType.S:
                return new(name, SortOperator.BeginsWith, EncodedValue.From(value.AsString()[..random.Next(value.AsString().Length)] is var prefix && prefix.Length > 0 && char.IsHighSurrogate(prefix[^1]) ? "" : prefix));
            case 1 when type == AttributeType.B:
                return new(name, SortOperator.BeginsWith, EncodedValue.From(AttributeValue.B(value.AsBinary()[..random.Next(value.AsBinary().Length)])));
            default:
                return new(name, (SortOperator)random.Next(5), value);
        }
    }

    // Some key that a page may have ended with: of the partition that is asked for, or of another one.
    private Item StartKey(CreateTableRequest table, IEnumerable<KeySchemaElement> schema, List<KeyAttributeCondition> parts)
    {
        var key = KeyNames(table).ToDictionary(n => n, n => KeyValue(table, n));
        foreach (var name in schema.Select(s => s.AttributeName).Where(n => n is not ("pk" or "sk")))
        {
            key[name] = _values.IndexKey(ModelTables.IndexKeys.First(k => k.Name == name).Type);
        }

        foreach (var part in parts.Where(p => p.Operator == SortOperator.Equal && !_values.Chance(3)))
        {
            key[part.Attribute] = part.Value.ToAttributeValue();
        }

        if (_values.Chance(3))
        {
            key.Remove(_values.Pick([.. key.Keys]));
        }

        return Item.From(key);
    }

    private ScanRequest Scan()
    {
        var table = AnyTable();
        var index = AnyIndex(table);
        var projection = Expressions.ProjectionOrNull(["pk", "a"]);
        var segments = _values.Chance(50) ? _values.Next(5) + 1 : (int?)null;
        return new()
        {
            TableName = table.TableName,
            IndexName = index?.IndexName,
            FilterExpression = _values.Chance(30) ? Expressions.Condition(["pk"]) : null,
            ProjectionExpression = projection,
            Select = projection is not null ? null : _values.Next(6) switch { 0 => Select.COUNT, 1 => Select.ALL_ATTRIBUTES, _ => null },
            Limit = _values.Chance(60) ? _values.Next(6) + 1 : null,
            Segment = segments is { } count ? _values.Next(count) : null,
            TotalSegments = segments,
            ExclusiveStartKey = _values.Chance(20) ? StartKey(table, index?.KeySchema ?? table.KeySchema, []) : null,
            ConsistentRead = _values.Chance(index is GlobalSecondaryIndex ? 2 : 50),
            ReturnConsumedCapacity = Capacity,
        };
    }

    // Each key at most once, but seldom: a request that names one twice is refused.
    private List<(CreateTableRequest Table, Item Key)> Keys(int most)
    {
        if (random.Next(15) == 0)
        {
            return Neighbours();
        }

        var keys = new List<(CreateTableRequest, Item)>();
        for (var i = random.Next(most) + 1; i > 0; i--)
        {
            var table = AnyTable();
            var key = Key(table);
            if (!keys.Exists(k => k.Item1 == table && KeyNames(table).TrueForAll(n => k.Item2.Get(n) == key.Get(n))))
            {
                keys.Add((table, key));
            }
        }

        if (random.Next(60) == 0)
        {
            keys.Insert(random.Next(keys.Count + 1), keys[random.Next(keys.Count)]);
        }

        return keys;
    }

    // Many keys of one partition, near to each other.
    private List<(CreateTableRequest Table, Item Key)> Neighbours()
    {
        var table = _tables.First(t => t.Table.TableName == "numbers").Table;
        var partition = KeyValue(table, "pk");
        var sort = random.Next(60);
        var apart = random.Next(4) + 1;
        return [.. Enumerable.Range(0, random.Next(12, 25)).Select(_ =>
            (table, Item.Of(("pk", partition), ("sk", AttributeValue.N(sort += 1 + random.Next(apart))))))];
    }

    private Item NewItem(CreateTableRequest table, Item key)
    {
        var item = NewItem(table).ToDictionary().Where(a => a.Key is not ("pk" or "sk" or "big" or "more")).Concat(key.ToDictionary()).ToDictionary();
        if (_values.Next(400) == 0)
        {
            Grow(item);
        }

        return Item.From(item);
    }

    private BatchWriteItemRequest BatchWrite() => new()
    {
        RequestItems = Keys(12).GroupBy(k => k.Table.TableName).ToDictionary(g => g.Key, g => (IReadOnlyList<WriteRequest>)
            [.. g.Select(k => _values.Chance(65) ? WriteRequest.Put(NewItem(k.Table, k.Key)) : WriteRequest.Delete(k.Key))]),
        ReturnConsumedCapacity = Capacity,
    };

    private BatchGetItemRequest BatchGet() => new()
    {
        RequestItems = Keys(12).GroupBy(k => k.Table.TableName).ToDictionary(g => g.Key, g => new KeysAndAttributes
        {
            Keys = [.. g.Select(k => k.Key)],
            ConsistentRead = _values.Chance(50),
            ProjectionExpression = Expressions.ProjectionOrNull(KeyNames(g.First().Table)),
        }),
        ReturnConsumedCapacity = Capacity,
    };

    private TransactGetItemsRequest TransactGet() => new()
    {
        TransactItems = [.. Keys(6).Select(k => new TransactGetItem { TableName = k.Table.TableName, Key = k.Key, ProjectionExpression = Expressions.ProjectionOrNull(KeyNames(k.Table)) })],
        ReturnConsumedCapacity = Capacity,
    };

    // A token now and then: with the same request again, or with another one.
    private TransactWriteItemsRequest TransactWrite()
    {
        if (_withTokens.Count > 0 && _values.Chance(5))
        {
            return _values.Pick(_withTokens);
        }

        var request = new TransactWriteItemsRequest { TransactItems = [.. Keys(6).Select(k => Action(k.Table, k.Key))], ReturnConsumedCapacity = Capacity };
        if (_values.Chance(10))
        {
            request = request with { ClientRequestToken = _withTokens.Count > 0 && _values.Chance(10) ? _values.Pick(_withTokens).ClientRequestToken : $"token {worker} {_withTokens.Count}" };
            _withTokens.Add(request);
        }

        return request;
    }

    private TransactWriteItem Action(CreateTableRequest table, Item key)
    {
        var (name, condition, onFailure) = (table.TableName, _values.Chance(50) ? null : Expressions.ConditionOrNull(KeyNames(table)), OnFailure);
        return random.Next(8) switch
        {
            0 or 1 or 2 => new TransactPut { TableName = name, Item = NewItem(table, key), ConditionExpression = condition, ReturnValuesOnConditionCheckFailure = onFailure },
            3 or 4 or 5 => new TransactUpdate { TableName = name, Key = key, UpdateExpression = Expressions.Update(ModelTables.IndexKeys), ConditionExpression = condition, ReturnValuesOnConditionCheckFailure = onFailure },
            6 => new TransactDelete { TableName = name, Key = key, ConditionExpression = condition, ReturnValuesOnConditionCheckFailure = onFailure },
            _ => new TransactConditionCheck
            {
                TableName = name,
                Key = key,
                ConditionExpression = condition ?? ConditionExpression.AttributeExists("pk"),
                ReturnValuesOnConditionCheckFailure = onFailure,
            },
        };
    }

    private Statement PartiQL()
    {
        var table = AnyTable();
        var names = KeyNames(table);
        var key = Item.From(names.ToDictionary(n => n, n => KeyValue(table, n)));
        var where = string.Join(" AND ", names.Select(n => $"{n} = ?"));
        var parameters = names.Select(n => key.Get(n)!.Value).ToList();
        var value = EncodedValue.From(_values.ValueOf("c"));
        var set = new UpdateExpression([new SetAction(DocumentPath.Of("c"), value)]);
        return random.Next(4) switch
        {
            0 => new(new() { Statement = $"SELECT * FROM \"{table.TableName}\" WHERE {where}", Parameters = parameters, ConsistentRead = true },
                new GetItemRequest { TableName = table.TableName, Key = key, ConsistentRead = true }, null),
            1 => new(new() { Statement = $"INSERT INTO \"{table.TableName}\" VALUE {{{string.Join(", ", names.Select(n => $"'{n}': ?"))}, 'c': ?}}", Parameters = [.. parameters, value] },
                new PutItemRequest { TableName = table.TableName, Item = Item.From([.. key.ToDictionary(), new("c", value.ToAttributeValue())]) }, false),
            2 => new(new() { Statement = $"UPDATE \"{table.TableName}\" SET c = ? WHERE {where}", Parameters = [value, .. parameters] },
                new UpdateItemRequest { TableName = table.TableName, Key = key, UpdateExpression = set }, true),
            _ => new(new() { Statement = $"DELETE FROM \"{table.TableName}\" WHERE {where}", Parameters = parameters },
                new DeleteItemRequest { TableName = table.TableName, Key = key }, null),
        };
    }

    // Adds an index that is not there, takes away one that is; seldom the other way round.
    private UpdateTableRequest UpdateTable()
    {
        var (table, late) = _values.Pick(_tables);
        var at = _values.Next(late.Length);
        var index = ModelTables.Late[at];
        var add = !late[at] ^ _values.Chance(10);
        late[at] = add;
        return new()
        {
            TableName = table.TableName,
            AttributeDefinitions = add ? ModelTables.Definitions(ModelTables.KeysOf(index)) : null,
            GlobalSecondaryIndexUpdates = [add ? new CreateGlobalSecondaryIndexAction(index) : new DeleteGlobalSecondaryIndexAction(index.IndexName)],
        };
    }
}
