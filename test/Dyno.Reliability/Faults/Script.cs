// A script of some 500 steps on a real database: writes of every kind, reads, flushes, compaction, an index that is added while there are items, closing and
// opening. What it asks for is a function of the seed alone; what may come of it stands in its ledger.
using Dyno.Engine;

namespace Dyno.Reliability.Faults;

internal enum StepKind
{
    CreateTables,
    Put,
    Update,
    Delete,
    Transaction,
    Batch,
    Burst,
    Get,
    Query,
    Scan,
    Records,
    Flush,
    Compact,
    AddIndex,
    DropIndex,
    TimeToLive,
    Reopen,
}

/// <summary>Hears how a step went; gives whether the script goes on behind a step that failed.</summary>
internal interface IScriptWitness
{
    bool Failed(StepKind step, bool isWrite, Exception exception);

    void Succeeded(StepKind step, bool isWrite);

    /// <summary>An answer that can be none.</summary>
    void Wrong(StepKind step, string what);
}

internal sealed class Script(string path, int seed, int steps, Ledger ledger, IScriptWitness witness)
{
    internal static readonly DynoEngineOptions Options = new() { WriteBufferBytes = 64 << 10, BlockCacheBytes = 256 << 10 };

    private readonly Random _random = new(seed);
    private DynoEngine? _engine;

    /// <summary>The open database; null where it could not be opened.</summary>
    internal DynoEngine? Engine => _engine;

    internal async Task RunAsync()
    {
        for (var i = 0; i < steps; i++)
        {
            var step = KindOf(i);
            var isWrite = step is not (StepKind.Get or StepKind.Query or StepKind.Scan or StepKind.Records or StepKind.Reopen or StepKind.Compact);
            try
            {
                if (step == StepKind.Reopen || _engine is null)
                {
                    Close();
                    _engine = DynoEngine.Open(path, Options);
                    witness.Succeeded(StepKind.Reopen, false);
                }

                if (step != StepKind.Reopen)
                {
                    await RunAsync(step);
                    witness.Succeeded(step, isWrite);
                }
            }
            catch (Exception exception)
            {
                var isOpening = _engine is null;
                if (!witness.Failed(isOpening ? StepKind.Reopen : step, isWrite && !isOpening, exception) || step == StepKind.CreateTables)
                {
                    return;
                }
            }
        }
    }

    internal void Close()
    {
        var engine = _engine;
        _engine = null;
        engine?.Dispose();
    }

    private StepKind KindOf(int i)
    {
        if (i == 0)
        {
            return StepKind.CreateTables;
        }

        if (i == 1)
        {
            return StepKind.TimeToLive;
        }

        if (i == steps / 3)
        {
            return StepKind.AddIndex;
        }

        if (i == steps * 4 / 5)
        {
            return StepKind.DropIndex;
        }

        if (i % (steps / 4) == steps / 5)
        {
            return StepKind.Reopen;
        }

        return _random.Next(100) switch
        {
            < 32 => StepKind.Put,
            < 46 => StepKind.Update,
            < 55 => StepKind.Delete,
            < 68 => StepKind.Transaction,
            < 73 => StepKind.Batch,
            < 77 => StepKind.Burst,
            < 86 => StepKind.Get,
            < 90 => StepKind.Query,
            < 92 => StepKind.Scan,
            < 94 => StepKind.Records,
            < 98 => StepKind.Flush,
            _ => StepKind.Compact,
        };
    }

    private async Task RunAsync(StepKind step)
    {
        var table = ScriptItems.Tables[_random.Next(2)];
        var key = _random.Next(ScriptItems.Keys);
        switch (step)
        {
            case StepKind.CreateTables:
                foreach (var name in ScriptItems.Tables)
                {
                    await SchemaAsync($"create {name}", () => _engine!.CreateTableAsync(ScriptItems.Create(name)));
                }

                break;
            case StepKind.TimeToLive:
                await SchemaAsync("ttl", () => _engine!.UpdateTimeToLiveAsync(
                    new() { TableName = ScriptItems.Orders, TimeToLiveSpecification = new(true, "expires") }));
                break;
            case StepKind.AddIndex:
                await SchemaAsync($"add {table}", () => _engine!.UpdateTableAsync(ScriptItems.AddLaterIndex(table)));
                break;
            case StepKind.DropIndex:
                // One that is being built is in the way of other changes.
                await UntilActiveAsync(_engine!, ScriptItems.Accounts);
                await SchemaAsync("drop", () => _engine!.UpdateTableAsync(ScriptItems.DropFirstIndex(ScriptItems.Accounts)));
                break;
            case StepKind.Put:
                await PutAsync(table, key);
                break;
            case StepKind.Update:
                await UpdateAsync(table, key);
                break;
            case StepKind.Delete:
                var deleted = ledger.Begin([new(table, key, 0)]);
                await _engine!.DeleteItemAsync(new() { TableName = table, Key = ScriptItems.KeyOf(table, key) });
                ledger.Acknowledge(deleted);
                break;
            case StepKind.Transaction:
                await TransactAsync();
                break;
            case StepKind.Batch:
                await BatchAsync();
                break;
            case StepKind.Burst:
                await BurstAsync(table);
                break;
            case StepKind.Flush:
                _engine!.Context.Store.Flush();
                break;
            case StepKind.Compact:
                _engine!.Context.Store.CompactRange(_engine.Context.Items);
                _engine.Context.Store.CompactRange(_engine.Context.Indexes);
                break;
            default:
                await ReadAsync(step, table, key);
                break;
        }
    }

    private async Task SchemaAsync<T>(string what, Func<ValueTask<T>> change)
    {
        var entry = ledger.Begin([], schema: what);
        await change();
        ledger.Acknowledge(entry);
    }

    private async Task PutAsync(string table, int key)
    {
        var version = ledger.NextVersion();
        var entry = ledger.Begin([new(table, key, version)]);
        await _engine!.PutItemAsync(new()
        {
            TableName = table,
            Item = ScriptItems.Of(table, key, version),
            ConditionExpression = version % 3 == 0 ? ConditionExpression.AttributeNotExists("never") : null,
        });
        ledger.Acknowledge(entry);
    }

    private async Task UpdateAsync(string table, int key)
    {
        var version = ledger.NextVersion();
        var entry = ledger.Begin([new(table, key, version)]);
        await _engine!.UpdateItemAsync(new() { TableName = table, Key = ScriptItems.KeyOf(table, key), UpdateExpression = Update(version) });
        ledger.Acknowledge(entry);
    }

    private static UpdateExpression Update(long version)
    {
        var attributes = ScriptItems.Attributes(version);
        return UpdateExpression.Parse(
            "SET " + string.Join(", ", attributes.Select(a => $"#{a.Name} = :{a.Name}")),
            ExpressionScope.Of(attributes.ToDictionary(a => "#" + a.Name, a => a.Name), attributes.ToDictionary(a => ":" + a.Name, a => a.Value)));
    }

    private async Task TransactAsync()
    {
        var items = new List<TransactWriteItem>();
        var changes = new List<Change>();
        foreach (var number in Enumerable.Range(0, 2 * ScriptItems.Keys).OrderBy(_ => _random.Next()).Take(_random.Next(2, 7)).ToList())
        {
            var (table, key) = (ScriptItems.Tables[number & 1], number >> 1);
            var version = _random.Next(5) == 0 ? 0 : ledger.NextVersion();
            changes.Add(new(table, key, version));
            items.Add(version == 0
                ? new TransactDelete { TableName = table, Key = ScriptItems.KeyOf(table, key) }
                : version % 2 == 0
                    ? new TransactPut { TableName = table, Item = ScriptItems.Of(table, key, version) }
                    : new TransactUpdate { TableName = table, Key = ScriptItems.KeyOf(table, key), UpdateExpression = Update(version) });
        }

        var entry = ledger.Begin([.. changes]);
        await _engine!.TransactWriteItemsAsync(new() { TransactItems = items, ClientRequestToken = entry.Number % 2 == 0 ? $"token-{entry.Number}" : null });
        ledger.Acknowledge(entry);
    }

    private async Task BatchAsync()
    {
        var changes = Enumerable.Range(0, ScriptItems.Keys).OrderBy(_ => _random.Next()).Take(_random.Next(2, 12))
            .Select(key => new Change(ScriptItems.Orders, key, _random.Next(4) == 0 ? 0 : ledger.NextVersion())).ToArray();
        var entry = ledger.Begin(changes, isAtomic: false);
        await _engine!.BatchWriteItemAsync(new()
        {
            RequestItems = new Dictionary<string, IReadOnlyList<WriteRequest>>
            {
                [ScriptItems.Orders] =
                [
                    .. changes.Select(c => c.Version == 0
                        ? WriteRequest.Delete(ScriptItems.KeyOf(c.Table, c.Key))
                        : WriteRequest.Put(ScriptItems.Of(c.Table, c.Key, c.Version))),
                ],
            },
        });
        ledger.Acknowledge(entry);
    }

    // Callers that wait together, whose commits one sync serves.
    private async Task BurstAsync(string table)
    {
        var first = _random.Next(ScriptItems.Keys);
        var writes = Enumerable.Range(0, 8).Select(i => Task.Run(() => PutAsync(table, (first + i) % ScriptItems.Keys))).ToArray();
        try
        {
            await Task.WhenAll(writes);
        }
        catch
        {
            // The others may have been acknowledged before the failure only; the witness is told of one.
            foreach (var write in writes.Where(w => w.IsFaulted).Skip(1))
            {
                witness.Failed(StepKind.Burst, true, write.Exception!.InnerException!);
            }

            throw;
        }
    }

    private async Task ReadAsync(StepKind step, string table, int key)
    {
        switch (step)
        {
            case StepKind.Get:
                var found = (await _engine!.GetItemAsync(new() { TableName = table, Key = ScriptItems.KeyOf(table, key), ConsistentRead = true })).Item;
                Judge(step, ledger.Possible(), table, key, found);
                break;
            case StepKind.Query:
                var rows = await _engine!.QueryAsync(new()
                {
                    TableName = ScriptItems.Orders,
                    KeyConditionExpression = KeyConditionExpression.Parse("pk = :p", ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [":p"] = $"p{key % 6}" })),
                });
                JudgeAll(step, ScriptItems.Orders, rows.Items, Enumerable.Range(0, ScriptItems.Keys).Where(k => k % 6 == key % 6));
                break;
            case StepKind.Scan:
                JudgeAll(step, table, (await _engine!.ScanAsync(new() { TableName = table })).Items, Enumerable.Range(0, ScriptItems.Keys));
                break;
            default:
                await LedgerCheck.StreamAsync(_engine!, table);
                break;
        }
    }

    /// <summary>A write behind the last step.</summary>
    internal Task WriteAsync() => PutAsync(ScriptItems.Tables[0], 0);

    /// <summary>Reads everything once, as one who goes on reading behind a failed write.</summary>
    internal async Task ReadAllAsync()
    {
        foreach (var table in ScriptItems.Tables)
        {
            for (var key = 0; key < ScriptItems.Keys; key += 5)
            {
                await ReadAsync(StepKind.Get, table, key);
            }

            await ReadAsync(StepKind.Scan, table, 0);
            await ReadAsync(StepKind.Records, table, 0);
        }
    }

    private void JudgeAll(StepKind step, string table, IReadOnlyList<Item> items, IEnumerable<int> keys)
    {
        var possible = ledger.Possible();
        var byKey = items.ToDictionary(i => ScriptItems.NumberOf(table, i));
        foreach (var key in keys)
        {
            Judge(step, possible, table, key, byKey.TryGetValue(key, out var item) ? item : null);
        }
    }

    private void Judge(StepKind step, Dictionary<(string, int), HashSet<long>> possible, string table, int key, Item? item)
    {
        if (LedgerCheck.Differs(possible, table, key, item) is { } what)
        {
            witness.Wrong(step, what);
        }
    }

    internal static async Task UntilActiveAsync(DynoEngine engine, string table)
    {
        for (var i = 0; ; i++)
        {
            if ((await engine.DescribeTableAsync(table)).TableStatus == TableStatus.ACTIVE)
            {
                return;
            }

            // The builder ends when a write of its fails; it goes on at the next open.
            if (i == 1000)
            {
                throw new TimeoutException($"The index of {table} is not ready after ten seconds.");
            }

            await Task.Delay(10);
        }
    }
}
