// What a caller asks of a table of the engine, and what the store below would do for the same rows.

using Dyno.Expressions;

namespace Dyno.Benchmarks.Engine;

/// <param name="pair">Both, with the rows in them.</param>
/// <param name="table">The engine's table.</param>
/// <param name="rows">What is stored.</param>
/// <param name="items">How many are there, numbered from 0.</param>
internal sealed class Operations(Pair pair, string table, Rows rows, int items)
{
    // Fewer than there are in a block of 8 KB, of those of 200 bytes.
    private const int ItemsInBlock = 16;

    // What is new is numbered from here on.
    private readonly Numbers _numbers = new(items);
    private static readonly UpdateExpression Update = UpdateExpression.Parse(
        "SET n = n + :one", new(values: new Dictionary<string, EncodedValue> { [":one"] = EncodedValue.FromInt64(1) }));
    private static readonly ProjectionExpression Two = ProjectionExpression.Parse("n, valid");
    private static readonly ConditionExpression Exists = ConditionExpression.AttributeExists("pk");

    public void Get(Random random) => Get(random.Next(items), expected: true);

    /// <summary>Reads so many items that every block is in memory, as far as that goes.</summary>
    public void Warm()
    {
        for (var n = 0; n < items; n += ItemsInBlock)
        {
            Get(n, expected: true);
            Require(pair.Raw.Get(pair.Raw["items"], rows.RawKeyOf(n)) is not null);
        }
    }

    public void GetAbsent(Random random) => Get(items + 1_000_000 + random.Next(items), expected: false);

    public void RawGet(Random random) => Require(pair.Raw.Get(pair.Raw["items"], rows.RawKeyOf(random.Next(items))) is not null);

    public void RawGetAbsent(Random random) => Require(pair.Raw.Get(pair.Raw["items"], rows.RawKeyOf(items + 1_000_000 + random.Next(items))) is null);

    public void Query(Random random, int count)
    {
        var (n, at) = Beginning(random, count);
        Require(Ask(rows.PartitionOf(n), at, count, null) == count);
    }

    public void RawRange(Random random, int count)
    {
        var (n, at) = Beginning(random, count);
        var end = rows.RawKeyOf(n + rows.PerPartition - 1);
        end[^1]++;
        using var walk = pair.Raw.Iterate(pair.Raw["items"], rows.RawKeyOf(n + at), end);
        Require(Walk(walk, count) == count);
    }

    public void Scan(Random random)
    {
        var page = pair.Engine.ScanAsync(new ScanRequest { TableName = table, ExclusiveStartKey = rows.KeyOf(random.Next(items / 2)), Limit = 1000 }).GetAwaiter().GetResult();
        Require(page.Count > 0);
    }

    public void RawScan(Random random)
    {
        using var walk = pair.Raw.Iterate(pair.Raw["items"], rows.RawKeyOf(random.Next(items / 2)), default);
        Require(Walk(walk, 1000) > 0);
    }

    /// <summary>The rows of the first partition from a position on.</summary>
    public void Page(int at, int count) => Require(Ask(rows.PartitionOf(0), at, count, null) == Math.Min(count, items - at));

    /// <summary>The page that begins after a position, as a caller goes on.</summary>
    public void PageAfter(int at, int count) => Require(Ask(rows.PartitionOf(0), null, count, rows.KeyOf(at)) == count);

    public void RawPage(int at, int count)
    {
        var end = rows.RawKeyOf(rows.PerPartition - 1);
        end[^1]++;
        using var walk = pair.Raw.Iterate(pair.Raw["items"], rows.RawKeyOf(at), end);
        Require(Walk(walk, count) == count);
    }

    public void GetTwo(Random random)
    {
        var found = pair.Engine.GetItemAsync(new() { TableName = table, Key = rows.KeyOf(random.Next(items)), ProjectionExpression = Two }).GetAwaiter().GetResult();
        Require(found.Item.HasValue);
    }

    public void BatchGet(Random random, int count)
    {
        var keys = new Item[count];
        var first = random.Next(items - (count * 7));
        for (var i = 0; i < count; i++)
        {
            keys[i] = rows.KeyOf(first + (i * 7));
        }

        var found = pair.Engine.BatchGetItemAsync(new() { RequestItems = new Dictionary<string, KeysAndAttributes> { [table] = new() { Keys = keys } } }).GetAwaiter().GetResult();
        Require(found.Responses[table].Count == count);
    }

    public void RawBatchGet(Random random, int count)
    {
        var (keys, values) = (new byte[count][], new byte[]?[count]);
        var first = random.Next(items - (count * 7));
        for (var i = 0; i < count; i++)
        {
            keys[i] = rows.RawKeyOf(first + (i * 7));
        }

        pair.Raw.MultiGet(pair.Raw["items"], keys, null, values);
        Require(values[^1] is not null);
    }

    public void PutNew(string into)
    {
        using var blocking = SynchronousCall.Enter();
        pair.Engine.PutItemAsync(new() { TableName = into, Item = rows.ItemOf(_numbers.Take(1)) }).GetAwaiter().GetResult();
    }

    public void PutOver(Random random)
    {
        using var blocking = SynchronousCall.Enter();
        pair.Engine.PutItemAsync(new() { TableName = table, Item = rows.ItemOf(random.Next(items), version: random.Next()) }).GetAwaiter().GetResult();
    }

    public void UpdateOne(Random random)
    {
        using var blocking = SynchronousCall.Enter();
        pair.Engine.UpdateItemAsync(new() { TableName = table, Key = rows.KeyOf(random.Next(items)), UpdateExpression = Update, ConditionExpression = Exists })
            .GetAwaiter().GetResult();
    }

    public void Transact(string into, int count)
    {
        using var blocking = SynchronousCall.Enter();
        var puts = new TransactWriteItem[count];
        var first = _numbers.Take(count);
        for (var i = 0; i < count; i++)
        {
            puts[i] = new TransactPut { TableName = into, Item = rows.ItemOf(first + i) };
        }

        pair.Engine.TransactWriteItemsAsync(new() { TransactItems = puts }).GetAwaiter().GetResult();
    }

    // A row, its entries in so many indexes, and one of its journal, new ones.
    public void RawPut(int count = 1, int indexes = 0, bool journal = false)
    {
        var first = _numbers.TakeRaw(count);
        using var batch = pair.Raw.RentBatch();
        for (var i = 0; i < count; i++)
        {
            AddRaw(batch, first + i, indexes, journal);
        }

        pair.Raw.Commit(batch);
    }

    public void RawPutOver(Random random)
    {
        using var batch = pair.Raw.RentBatch();
        AddRaw(batch, random.Next(items), 0, journal: false);
        pair.Raw.Commit(batch);
    }

    public void RawGetAndPut(Random random)
    {
        var n = random.Next(items);
        Require(pair.Raw.TryGet(pair.Raw["items"], rows.RawKeyOf(n), null, out var value));
        value.Dispose();
        using var batch = pair.Raw.RentBatch();
        AddRaw(batch, n, 0, journal: false);
        pair.Raw.Commit(batch);
    }

    private void AddRaw(Storage.WriteBatch batch, int n, int indexes, bool journal)
    {
        var item = rows.ItemOf(n);
        batch.Put(pair.Raw["items"], rows.RawKeyOf(n), item.Span);
        for (var i = 0; i < indexes; i++)
        {
            batch.Put(pair.Raw["indexes"], rows.RawIndexKeyOf(n, i), item.Span);
        }

        if (journal)
        {
            batch.Put(pair.Raw["journal"], BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(n)), item.Span);
        }
    }

    private int Ask(EncodedValue partition, int? from, int count, Item? after)
    {
        var page = pair.Engine.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = from is { } at
                ? KeyConditionExpression.For("pk", partition, new("sk", SortOperator.GreaterThanOrEqual, Rows.SortOf(at)))
                : KeyConditionExpression.For("pk", partition),
            Limit = count,
            ExclusiveStartKey = after,
        }).GetAwaiter().GetResult();
        return page.Count;
    }

    private void Get(int n, bool expected)
    {
        var found = pair.Engine.GetItemAsync(new() { TableName = table, Key = rows.KeyOf(n) }).GetAwaiter().GetResult();
        Require(found.Item.HasValue == expected);
    }

    // The first row of a partition, and a position in it that has so many behind it.
    private (int First, int Position) Beginning(Random random, int count) =>
        (random.Next(items / rows.PerPartition) * rows.PerPartition, random.Next(rows.PerPartition - count + 1));

    private static int Walk(Storage.StoreIterator walk, int count)
    {
        var (found, bytes) = (0, 0);
        for (var more = walk.SeekFirst(); more && found < count; more = walk.Next())
        {
            bytes += walk.Value.Length;
            found++;
        }

        return bytes > 0 ? found : 0;
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("The benchmark did not find what it stored.");
        }
    }

    // Numbers of new rows, for each side its own; threads share them.
    private sealed class Numbers(int first)
    {
        private int _next = first;
        private int _nextRaw = first;

        public int Take(int count) => Interlocked.Add(ref _next, count) - count;

        public int TakeRaw(int count) => Interlocked.Add(ref _nextRaw, count) - count;
    }
}
