// One run of operations against the engine and the model side by side: the first difference ends it. In memory, or on disk where it closes and reopens the database.
using Dyno.Engine;
using Dyno.Storage;

namespace Dyno.Reliability.Model;

internal sealed class ModelRun : IDisposable
{
    private readonly string? _directory;
    private DynoEngine _engine;

    // directory: null for a database in memory.
    internal ModelRun(string? directory)
    {
        _directory = directory;
        _engine = Open();
        foreach (var table in ModelTables.All)
        {
            Wait(_engine.CreateTableAsync(table).AsTask());
        }
    }

    /// <summary>Runs a list on a database of its own: where it ended and what differed; null where nothing did.</summary>
    internal static (int At, string Difference)? Run(IReadOnlyList<object> operations, string? directory)
    {
        using var run = new ModelRun(directory);
        return run.Run(NewModel(), operations, alone: true);
    }

    internal static ModelDatabase NewModel()
    {
        var model = new ModelDatabase();
        foreach (var table in ModelTables.All)
        {
            model.Create(table);
        }

        return model;
    }

    // alone: nobody else writes to the database, so that its whole content is the model's.
    internal (int At, string Difference)? Run(ModelDatabase model, IReadOnlyList<object> operations, bool alone)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (Compare(model, operations[i]) is { } difference)
            {
                return (i, difference);
            }
        }

        return alone && (CompareAll([model]) ?? (_directory is null ? null : Reopened() ?? CompareAll([model]))) is { } atEnd ? (operations.Count - 1, $"at the end: {atEnd}") : null;
    }

    /// <summary>Everything that is there: items, entries and counters of every table.</summary>
    internal string? CompareAll(IReadOnlyList<ModelDatabase> models)
    {
        foreach (var table in ModelTables.All)
        {
            var parts = models.Select(m => m.Table(table.TableName)).ToList();
            foreach (var index in parts[0].Indexes)
            {
                var scanned = new List<Item>();
                for (Item? start = null; ;)
                {
                    var page = Wait(_engine.ScanAsync(new() { TableName = table.TableName, IndexName = index.Name, ExclusiveStartKey = start }).AsTask());
                    scanned.AddRange(page.Items);
                    if ((start = page.LastEvaluatedKey) is null)
                    {
                        break;
                    }
                }

                var expected = parts.SelectMany(p => p.Rows(index, 1, _ => true)).Select(r => Item.From(r)).ToHashSet();
                if (!expected.SetEquals(scanned) || expected.Count != scanned.Count)
                {
                    return $"{table.TableName}.{index.Name}: the model has {expected.Count} entries, the engine {scanned.Count}; "
                        + $"only in the model: {Printed.Short(Printed.Of(expected.Except(scanned).Take(3)))}, only in the engine: {Printed.Short(Printed.Of(scanned.Except(expected).Take(3)))}";
                }
            }

            var described = Wait(_engine.DescribeTableAsync(table.TableName).AsTask());
            (string?, long, long)[] counted = [(null, described.ItemCount, described.TableSizeBytes), .. described.LocalSecondaryIndexes.Concat(described.GlobalSecondaryIndexes)
                .Select(i => (i.IndexName, i.ItemCount, i.IndexSizeBytes))];
            foreach (var (name, count, size) in counted)
            {
                var rows = parts.SelectMany(p => p.Rows(p.Find(name), 1, _ => true)).ToList();
                if (rows.Count != count || rows.Sum(r => (long)ModelValues.Size(r)) != size)
                {
                    return $"{table.TableName}.{name}: counted {count} items of {size} bytes, there are {rows.Count} of {rows.Sum(r => (long)ModelValues.Size(r))}";
                }
            }
        }

        return null;
    }

    public void Dispose()
    {
        _engine.Dispose();
        if (_directory is not null && Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private DynoEngine Open() => DynoEngine.Open(_directory ?? "model", new()
    {
        InMemory = _directory is null,
        Durability = Durability.LosesLastWritesOnPowerLoss,
        Throttling = Throttling.None,
        BlockCacheBytes = 16 << 20,
        WriteBufferBytes = 4 << 20,
    });

    private string? Compare(ModelDatabase model, object operation)
    {
        switch (operation)
        {
            case Reopen:
                return Reopened();
            case ReadStream stream:
                return CompareStream(model.Table(stream.TableName));
            case ReadAllPages all:
                return ComparePages(model, all.Request);
            case SetTimeToLive setting:
                // No item expires: the times are far away or long ago.
                _ = Outcome(() => Wait(_engine.UpdateTimeToLiveAsync(new() { TableName = setting.TableName, TimeToLiveSpecification = new(setting.Enabled, "ttl") }).AsTask()));
                return null;
            case Statement statement:
                return Printed.Difference(Outcome(() => Meant(model, statement)), Outcome(() => Wait(_engine.ExecuteStatementAsync(statement.Request).AsTask()).Items));
            default:
                return Printed.Difference(Outcome(() => model.Execute(operation)), Outcome(() => Send(operation)));
        }
    }

    private static IReadOnlyList<Item> Meant(ModelDatabase model, Statement statement)
    {
        if (statement.MustExist is { } must)
        {
            var (table, key) = statement.Means is UpdateItemRequest update ? (update.TableName, update.Key) : (((PutItemRequest)statement.Means).TableName, ((PutItemRequest)statement.Means).Item);
            if (model.Table(table).Get(key.ToDictionary()) is not null != must)
            {
                throw must ? new ConditionalCheckFailedException("") : new DuplicateItemException("");
            }
        }

        return model.Execute(statement.Means) is GetItemResult { Item: { } item } ? [item] : [];
    }

    private string? ComparePages(ModelDatabase model, object request)
    {
        for (var pages = 0; pages < 1000; pages++)
        {
            var (expected, actual) = (Outcome(() => model.Execute(request)), Outcome(() => Send(request)));
            if (Printed.Difference(expected, actual, $"page {pages + 1}") is { } difference)
            {
                return difference;
            }

            if (((expected as QueryResult)?.LastEvaluatedKey ?? (expected as ScanResult)?.LastEvaluatedKey) is not { } last)
            {
                return null;
            }

            request = request is QueryRequest query ? query with { ExclusiveStartKey = last } : (ScanRequest)request with { ExclusiveStartKey = last };
        }

        return "there is no end of pages";
    }

    private string? CompareStream(ModelTable table)
    {
        var arn = Wait(_engine.DescribeTableAsync(table.Name).AsTask()).LatestStreamArn!;
        var shards = Wait(_engine.DescribeStreamAsync(new() { StreamArn = arn }).AsTask()).Shards;
        var records = new List<StreamRecord>();
        foreach (var shard in shards)
        {
            var iterator = Wait(_engine.GetShardIteratorAsync(new() { StreamArn = arn, ShardId = shard.ShardId, ShardIteratorType = ShardIteratorType.TRIM_HORIZON }).AsTask()).ShardIterator;
            for (var count = -1; iterator is not null && count != 0;)
            {
                var page = Wait(_engine.GetRecordsAsync(new() { ShardIterator = iterator }).AsTask());
                records.AddRange(page.Records);
                (iterator, count) = (page.NextShardIterator, page.Records.Count);
            }
        }

        var expected = table.Stream.Select(s => $"{s.Event} {ModelValues.Encode(s.Old)} {ModelValues.Encode(s.New)}").ToList();
        var actual = records.Select(r => $"{r.EventName} {r.OldImage} {r.NewImage}").ToList();
        if (!expected.SequenceEqual(actual))
        {
            var at = expected.Zip(actual).TakeWhile(p => p.First == p.Second).Count();
            return $"the stream of {table.Name} has {actual.Count} records, expected are {expected.Count}; number {at} should be "
                + $"{Printed.Short(expected.ElementAtOrDefault(at) ?? "none")}, is {Printed.Short(actual.ElementAtOrDefault(at) ?? "none")}";
        }

        return null;
    }

    private string? Reopened()
    {
        if (_directory is not null)
        {
            _engine.Dispose();
            _engine = Open();
        }

        return null;
    }

    private object Send(object request) => request switch
    {
        GetItemRequest r => Wait(_engine.GetItemAsync(r).AsTask()),
        PutItemRequest r => Wait(_engine.PutItemAsync(r).AsTask()),
        UpdateItemRequest r => Wait(_engine.UpdateItemAsync(r).AsTask()),
        DeleteItemRequest r => Wait(_engine.DeleteItemAsync(r).AsTask()),
        QueryRequest r => Wait(_engine.QueryAsync(r).AsTask()),
        ScanRequest r => Wait(_engine.ScanAsync(r).AsTask()),
        BatchGetItemRequest r => Wait(_engine.BatchGetItemAsync(r).AsTask()),
        BatchWriteItemRequest r => Wait(_engine.BatchWriteItemAsync(r).AsTask()),
        TransactGetItemsRequest r => Wait(_engine.TransactGetItemsAsync(r).AsTask()),
        TransactWriteItemsRequest r => Wait(_engine.TransactWriteItemsAsync(r).AsTask()),
        UpdateTableRequest r => Wait(_engine.UpdateTableAsync(r).AsTask()) is not null,
        _ => throw new InvalidOperationException(request.GetType().Name),
    };

    // What a caller is told: a result, or the type of an error with what it carries.
    private static object Outcome(Func<object> call)
    {
        try
        {
            return call();
        }
        catch (TransactionCanceledException exception)
        {
            return new Failure(exception.GetType().Name, null, [.. exception.CancellationReasons.Select(r => (r.Code, r.Item)).Select(r => $"{r.Code} {r.Item}")]);
        }
        catch (DynoException exception) when (exception is not InternalServerErrorException)
        {
            return new Failure(exception.GetType().Name, (exception as ConditionalCheckFailedException)?.Item, []);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new Failure(exception.ToString(), null, []);
        }
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();


    private sealed record Failure(string Error, Item? Item, IReadOnlyList<string> Reasons);
}
