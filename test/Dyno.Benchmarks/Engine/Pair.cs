// The engine, and below it a store with the same settings that holds rows of the same bytes: what both are asked for, in turn.

using Dyno.Engine;
using Dyno.Storage;

namespace Dyno.Benchmarks.Engine;

internal sealed class Pair : IDisposable
{
    private const int LoadBatch = 500;

    private Pair(DynoEngine engine, Store raw) => (Engine, Raw) = (engine, raw);

    public DynoEngine Engine { get; }

    public Store Raw { get; }

    public static Pair Open(string directory, Durability durability = Durability.LosesLastWritesOnPowerLoss, DynoEngineOptions? options = null) =>
        new(OpenEngine(directory, durability, options), OpenRaw(directory, durability, options));

    public static DynoEngine OpenEngine(string directory, Durability durability, DynoEngineOptions? options = null) =>
        DynoEngine.Open(Path.Combine(directory, "engine"), (options ?? new()) with { Durability = durability });

    public static Store OpenRaw(string directory, Durability durability, DynoEngineOptions? options = null)
    {
        options ??= new();
        return Store.Open(Path.Combine(directory, "raw"), new StoreOptions
        {
            ColumnFamilies = [new("items") { PrefixBytes = KeyLayout.HashEnd }, new("indexes") { PrefixBytes = KeyLayout.HashEnd }, "journal"],
            Durability = durability,
            BlockCacheBytes = options.BlockCacheBytes,
            WriteBufferBytes = options.WriteBufferBytes,
        });
    }

    public void Dispose()
    {
        Engine.Dispose();
        Raw.Dispose();
    }

    /// <summary>Makes a table with so many global indexes, on x00, x01, ….</summary>
    public void Create(string table, int indexes = 0, bool stream = false, ProjectionType projection = ProjectionType.ALL) => Engine.CreateTableAsync(new CreateTableRequest
    {
        TableName = table,
        AttributeDefinitions =
        [
            new("pk", AttributeType.S), new("sk", AttributeType.S), .. Enumerable.Range(0, indexes).Select(i => new AttributeDefinition($"x{i:D2}", AttributeType.S)),
        ],
        KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
        GlobalSecondaryIndexes = indexes == 0
            ? null
            : [.. Enumerable.Range(0, indexes).Select(i => new GlobalSecondaryIndex
            {
                IndexName = $"Index{i:D2}", KeySchema = [new($"x{i:D2}", KeyType.HASH)], Projection = new() { ProjectionType = projection },
            })],
        StreamSpecification = stream ? new(StreamEnabled: true, StreamViewType.NEW_AND_OLD_IMAGES) : null,
    }).AsTask().GetAwaiter().GetResult();

    /// <summary>Puts the rows from one number to another (exclusive) into both.</summary>
    public void Load(string table, Rows rows, int from, int to)
    {
        using var blocking = SynchronousCall.Enter();
        for (var i = from; i < to; i += LoadBatch)
        {
            var end = Math.Min(to, i + LoadBatch);
            var puts = new TransactWriteItem[end - i];
            using var batch = Raw.RentBatch();
            for (var n = i; n < end; n++)
            {
                var item = rows.ItemOf(n);
                puts[n - i] = new TransactPut { TableName = table, Item = item };
                batch.Put(Raw["items"], rows.RawKeyOf(n), item.Span);
            }

            Engine.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = puts }).GetAwaiter().GetResult();
            Raw.Commit(batch);
        }
    }

    /// <summary>Waits until neither has files to sort, so that a reader is not measured beside them.</summary>
    public void Settle()
    {
        Engine.Context.Store.Flush();
        Raw.Flush();
        foreach (var store in (Store[])[Engine.Context.Store, Raw])
        {
            while (store.GetProperty(store["items"], "rocksdb.num-running-compactions") is not (null or "0")
                || store.GetProperty(store["items"], "rocksdb.compaction-pending") == "1")
            {
                Thread.Sleep(20);
            }
        }
    }
}
