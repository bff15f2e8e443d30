// Databases for tests: in memory or in a directory of their own, and a dump of everything they hold.
using System.Text;
using Dyno.Storage;

namespace Dyno.Engine.Tests;

internal sealed class TestEngine : IDisposable
{
    private readonly DynoEngineOptions _options;
    private readonly string _path;

    public TestEngine(
        bool onDisk = false, TimeProvider? clock = null, Throttling throttling = Throttling.Configured, ConsistencySimulation? simulation = null,
        TimeSpan transition = default, long? itemCollectionBytes = null, long recentCommitsBytes = 64L << 20)
    {
        _options = new DynoEngineOptions
        {
            InMemory = !onDisk,
            Clock = clock ?? TimeProvider.System,
            BlockCacheBytes = 8 << 20,
            Throttling = throttling,
            ConsistencySimulation = simulation,
            TableTransition = transition,
            ItemCollectionBytes = itemCollectionBytes ?? Limits.ItemCollectionBytes,
            RecentCommitsBytes = recentCommitsBytes,
        };
        _path = Path.Combine(Path.GetTempPath(), "dyno-engine-tests", Guid.NewGuid().ToString("N"));
        if (onDisk)
        {
            Directory.CreateDirectory(_path);
        }

        Engine = DynoEngine.Open(_path, _options);
    }

    public DynoEngine Engine { get; private set; }

    public void Reopen()
    {
        Engine.Dispose();
        Engine = DynoEngine.Open(_path, _options);
    }

    // The files as they stand while others write: what a kill would leave.
    public void CopyTo(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in Directory.GetFiles(Engine.Path).Where(f => !f.EndsWith("LOCK", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        }
    }

    public ValueTask<TableDescription> CreateAsync(
        string name = "things", bool sort = true, IReadOnlyList<LocalSecondaryIndex>? local = null, IReadOnlyList<GlobalSecondaryIndex>? global = null,
        params AttributeDefinition[] more) =>
        Engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            AttributeDefinitions = sort ? [new("pk", AttributeType.S), new("sk", AttributeType.N), .. more] : [new("pk", AttributeType.S), .. more],
            KeySchema = sort ? [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)] : [new("pk", KeyType.HASH)],
            LocalSecondaryIndexes = local,
            GlobalSecondaryIndexes = global,
            BillingMode = BillingMode.PAY_PER_REQUEST,
        });

    public static Item Key(string pk, long? sk = null) => sk is { } n ? Item.Of(("pk", pk), ("sk", n)) : Item.Of(("pk", pk));

    public async Task<Item?> GetAsync(Item key, string table = "things") =>
        (await Engine.GetItemAsync(new GetItemRequest { TableName = table, Key = key, ConsistentRead = true })).Item;

    public ValueTask<PutItemResult> PutAsync(Item item, string table = "things") =>
        Engine.PutItemAsync(new PutItemRequest { TableName = table, Item = item });

    // Every key and value of every family, as text.
    public string Dump()
    {
        var context = Engine.Context;
        var text = new StringBuilder();
        foreach (var family in (ColumnFamily[])[context.Meta, context.Items, context.Indexes])
        {
            using var all = context.Store.Iterate(family, default, default);
            for (var more = all.SeekFirst(); more; more = all.Next())
            {
                text.Append(family.Name).Append(' ').Append(Convert.ToHexString(all.Key)).Append('=').Append(Convert.ToHexString(all.Value)).Append('\n');
            }
        }

        return text.ToString();
    }

    public void Dispose()
    {
        Engine.Dispose();
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }
}
