// The database that the writers of the scenario `crash` write to: indexes of each kind, streams, time to live, small buffers.
using Dyno.Engine;

namespace Dyno.Reliability.Crash;

internal static class CrashTables
{
    /// <summary>What writers own: partition <c>w07</c>, sort keys from 0.</summary>
    internal const string State = "state";

    /// <summary>Accounts that all writers share.</summary>
    internal const string Bank = "bank";

    /// <summary>Items that are to be deleted by time to live.</summary>
    internal const string Expiring = "expiring";

    /// <summary>The index of <see cref="State"/> that comes and goes while writers write.</summary>
    internal const string Added = "added";

    /// <summary>A table that comes and goes.</summary>
    internal const string Side = "side";

    internal const int Accounts = 10;
    internal const long Opening = 1_000_000;

    // More than are indexed at once (UpdateTable): the added index is filled in the background.
    internal const int FillerItems = 1200;

    internal const string Filler = "filler";

    internal static readonly DynoEngineOptions Options = new() { BlockCacheBytes = 4 << 20, WriteBufferBytes = 64 << 10 };

    internal static async Task CreateAsync(string path, int fillerItems = FillerItems, int fillerBytes = 0)
    {
        await using var engine = DynoEngine.Open(path, Options with { Durability = Storage.Durability.LosesLastWritesOnPowerLoss });
        await engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = State,
            AttributeDefinitions =
            [
                new("pk", AttributeType.S), new("sk", AttributeType.N), new("g", AttributeType.S), new("rank", AttributeType.N), new("v", AttributeType.N),
            ],
            KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            LocalSecondaryIndexes =
            [
                new() { IndexName = "byRank", KeySchema = [new("pk", KeyType.HASH), new("rank", KeyType.RANGE)], Projection = Projection.All },
            ],
            GlobalSecondaryIndexes =
            [
                new() { IndexName = "byGroup", KeySchema = [new("g", KeyType.HASH), new("rank", KeyType.RANGE)], Projection = Projection.Include("data") },
                new()
                {
                    IndexName = "byAll", Projection = Projection.KeysOnly,
                    KeySchema = [new("g", KeyType.HASH), new("pk", KeyType.HASH), new("rank", KeyType.RANGE), new("v", KeyType.RANGE)],
                },
            ],
            StreamSpecification = new StreamSpecification(true, StreamViewType.NEW_AND_OLD_IMAGES),
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });
        await engine.CreateTableAsync(Plain(Bank, StreamViewType.NEW_IMAGE));
        await engine.CreateTableAsync(Plain(Expiring, StreamViewType.KEYS_ONLY));
        foreach (var (table, attribute) in new[] { (State, "until"), (Expiring, "until") })
        {
            await engine.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest { TableName = table, TimeToLiveSpecification = new TimeToLiveSpecification(true, attribute) });
        }

        for (var i = 0; i < Accounts; i++)
        {
            await engine.PutItemAsync(new PutItemRequest { TableName = Bank, Item = Item.Of(("pk", $"{i}"), ("balance", Opening)) });
        }

        var random = new Random(1);
        var bytes = new byte[fillerBytes];
        for (var i = 0; i < fillerItems; i++)
        {
            random.NextBytes(bytes);
            (string, AttributeValue)[] data = fillerBytes > 0 ? [("data", AttributeValue.B(bytes.ToArray()))] : [];
            await engine.PutItemAsync(new PutItemRequest
            {
                TableName = State,
                Item = Item.Of([("pk", $"{Filler}{i % 7}"), ("sk", i), ("rank", i), ("g", "filler"), ("v", 0), .. data]),
            });
        }
    }

    internal static CreateTableRequest Plain(string name, StreamViewType view) => new()
    {
        TableName = name,
        AttributeDefinitions = [new("pk", AttributeType.S)],
        KeySchema = [new("pk", KeyType.HASH)],
        StreamSpecification = new StreamSpecification(true, view),
        BillingMode = BillingMode.PAY_PER_REQUEST,
    };

    internal static UpdateTableRequest Add => new()
    {
        TableName = State,
        AttributeDefinitions = [new("rank", AttributeType.N)],
        GlobalSecondaryIndexUpdates =
        [
            new CreateGlobalSecondaryIndexAction(new GlobalSecondaryIndex { IndexName = Added, KeySchema = [new("rank", KeyType.HASH)], Projection = Projection.All }),
        ],
    };

    internal static UpdateTableRequest Remove => new()
    {
        TableName = State,
        GlobalSecondaryIndexUpdates = [new DeleteGlobalSecondaryIndexAction(Added)],
    };

    internal static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            // Who has the database open holds it.
            if (Path.GetFileName(file) == "DYNO.LOCK")
            {
                continue;
            }

            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
