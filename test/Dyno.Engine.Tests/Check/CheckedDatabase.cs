// A database with everything that a check looks at: local, global, sparse and projecting indexes, an index of several attributes, a stream, time to live,
// transactions, a deleted table. Rows can be damaged behind the engine's back.
using Dyno.Engine.Streams;
using Dyno.Engine.Ttl;
using Dyno.Storage;

namespace Dyno.Engine.Tests.Check;

internal sealed class CheckedDatabase : IDisposable
{
    public const string Table = "things";
    private const int Items = 60;

    private readonly string _path = Path.Combine(Path.GetTempPath(), "dyno-engine-tests", Guid.NewGuid().ToString("N"));

    public string DirectoryPath => _path;

    public static async Task<CheckedDatabase> CreateAsync()
    {
        var database = new CheckedDatabase();
        using var engine = DynoEngine.Open(database._path);
        await engine.CreateTableAsync(TableOf(Table));
        await engine.CreateTableAsync(TableOf("gone"));
        await engine.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest { TableName = Table, TimeToLiveSpecification = new TimeToLiveSpecification(true, "until") });
        for (var i = 0; i < Items; i++)
        {
            await engine.PutItemAsync(new PutItemRequest { TableName = Table, Item = ItemOf(i, "first") });
            await engine.PutItemAsync(new PutItemRequest { TableName = "gone", Item = ItemOf(i, "first") });
        }

        for (var i = 0; i < Items; i += 3)
        {
            await engine.PutItemAsync(new PutItemRequest { TableName = Table, Item = ItemOf(i, "second") });
        }

        await engine.DeleteItemAsync(new DeleteItemRequest { TableName = Table, Key = KeyOf(5) });
        await engine.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [.. Enumerable.Range(10, 3).Select(i => new TransactPut { TableName = Table, Item = ItemOf(i, "third") })],
            ClientRequestToken = "a token",
        });
        await engine.DeleteTableAsync("gone");
        return database;
    }

    public static Item KeyOf(int i) => Item.Of(("pk", $"p{i % 4}"), ("sk", i));

    public static Item ItemOf(int i, string text)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["pk"] = $"p{i % 4}",
            ["sk"] = i,
            ["text"] = $"{text} {i}",
            ["rank"] = 1000 - i,
            ["until"] = 4_000_000_000L + i,
            ["more"] = i,
        };
        if (i % 2 == 0)
        {
            item["color"] = "red";
        }

        return Item.From(item);
    }

    // What a check finds after the rows were changed.
    public CheckReport CheckAfter(Action<DynoEngine, TableState, WriteBatch> damage)
    {
        using (var engine = DynoEngine.Open(_path))
        {
            using var batch = engine.Context.Store.RentBatch();
            damage(engine, engine.Context.Catalog.Get(Table), batch);
            engine.Context.Store.Commit(batch);
        }

        return DatabaseCheck.Run(_path);
    }

    public static byte[] StorageKey(TableState table, int i)
    {
        var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        KeyLayout.WriteItemKey(ref buffer, table, KeyOf(i));
        return buffer.Written.ToArray();
    }

    public static byte[] ExpiryKey(TableState table, int i) => TtlEntries.KeyOf(StorageKey(table, i), 4_000_000_000L + i);

    // The records of the table's journal, oldest first.
    public static List<(byte[] Key, byte[] Value, JournalRecord Record)> Journal(DynoEngine engine, TableState table)
    {
        var records = new List<(byte[], byte[], JournalRecord)>();
        using var all = engine.Context.Store.Iterate(engine.Context.Journals, MetaKeys.Number(table.Id), MetaKeys.Number(table.Id + 1));
        for (var more = all.SeekFirst(); more; more = all.Next())
        {
            records.Add((all.Key.ToArray(), all.Value.ToArray(), JournalRecord.Decode(all.Value.ToArray())));
        }

        return records;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static CreateTableRequest TableOf(string name) => new()
    {
        TableName = name,
        AttributeDefinitions =
        [
            new("pk", AttributeType.S), new("sk", AttributeType.N), new("rank", AttributeType.N), new("color", AttributeType.S), new("text", AttributeType.S),
        ],
        KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
        LocalSecondaryIndexes =
        [
            new() { IndexName = "byRank", KeySchema = [new("pk", KeyType.HASH), new("rank", KeyType.RANGE)], Projection = Projection.All },
        ],
        GlobalSecondaryIndexes =
        [
            new() { IndexName = "byColor", KeySchema = [new("color", KeyType.HASH)], Projection = Projection.KeysOnly },
            new()
            {
                IndexName = "byAll", KeySchema = [new("color", KeyType.HASH), new("pk", KeyType.HASH), new("rank", KeyType.RANGE), new("text", KeyType.RANGE)],
                Projection = Projection.Include("until"),
            },
        ],
        StreamSpecification = new StreamSpecification(true, StreamViewType.NEW_AND_OLD_IMAGES),
        BillingMode = BillingMode.PAY_PER_REQUEST,
    };
}
