// The engine against the store below it: the same bytes through the same binding, without the engine.

using System.Text;
using Dyno.Engine;
using Dyno.Expressions;
using Dyno.Storage;

namespace Dyno.Benchmarks;

internal sealed class EngineSuite(int items, string directory) : IDisposable
{
    private const int ItemsPerPartition = 100;
    private const int LoadBatch = 100;

    private readonly DynoEngine _engine = DynoEngine.Open(
        Path.Combine(directory, "engine"), new DynoEngineOptions { Durability = Durability.LosesLastWritesOnPowerLoss });

    private readonly Store _store = Store.Open(
        Path.Combine(directory, "raw"),
        new StoreOptions { ColumnFamilies = ["items", "indexes"], Durability = Durability.LosesLastWritesOnPowerLoss });

    private readonly Random _random = new(1);

    public void Dispose()
    {
        _engine.Dispose();
        _store.Dispose();
    }

    public void Load(Action<int> progress)
    {
        using var blocking = SynchronousCall.Enter();
        CreateTable("Plain");
        CreateTable("Indexed", "One", "Two");
        for (var i = 0; i < items; i += LoadBatch)
        {
            var puts = Enumerable.Range(i, Math.Min(LoadBatch, items - i)).Select(n => (TransactWriteItem)new TransactPut { TableName = "Plain", Item = ItemOf(n) });
            _engine.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. puts] }).GetAwaiter().GetResult();

            using var batch = _store.RentBatch();
            for (var n = i; n < Math.Min(items, i + LoadBatch); n++)
            {
                batch.Put(_store["items"], RawKey(n), ItemOf(n).Span);
            }

            _store.Commit(batch);
            progress(i);
        }
    }

    public IEnumerable<(string Name, string Limit, Side Subject, Side LimitSide)> Run()
    {
        yield return Compare("GetItem", "raw get", GetItem, RawGet);
        yield return Compare("Query of 100", "raw iterator over 100 rows", Query, RawRange);
        yield return Compare("PutItem, no index", "raw batch of the same row", () => PutItem("Plain"), () => RawPut(0));
        yield return Compare("PutItem, two global indexes", "raw batch of the same 3 rows", () => PutItem("Indexed"), () => RawPut(2));
    }

    private static (string, string, Side, Side) Compare(string name, string limit, Action subject, Action other)
    {
        var (one, two) = Measure.Compare(subject, other);
        return (name, limit, one, two);
    }

    private void CreateTable(string name, params string[] indexes) => _engine.CreateTableAsync(new CreateTableRequest
    {
        TableName = name,
        AttributeDefinitions =
        [
            new("pk", AttributeType.S), new("sk", AttributeType.S), .. indexes.Select(i => new AttributeDefinition(i, AttributeType.S)),
        ],
        KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
        GlobalSecondaryIndexes = indexes.Length == 0
            ? null
            : [.. indexes.Select(i => new GlobalSecondaryIndex { IndexName = $"Index{i}", KeySchema = [new(i, KeyType.HASH)] })],
    }).AsTask().GetAwaiter().GetResult();

    private void GetItem()
    {
        using var blocking = SynchronousCall.Enter();
        var n = _random.Next(items);
        var found = _engine.GetItemAsync(new GetItemRequest { TableName = "Plain", Key = KeyOf(n) }).GetAwaiter().GetResult();
        Require(found.Item is not null);
    }

    private void RawGet() => Require(_store.Get(_store["items"], RawKey(_random.Next(items))) is not null);

    private void Query()
    {
        var partition = _random.Next(items / ItemsPerPartition);
        var page = _engine.QueryAsync(new QueryRequest
        {
            TableName = "Plain",
            KeyConditionExpression = KeyConditionExpression.For("pk", EncodedValue.FromString(Partition(partition * ItemsPerPartition))),
        }).GetAwaiter().GetResult();
        Require(page.Count == ItemsPerPartition);
    }

    private void RawRange()
    {
        var first = _random.Next(items / ItemsPerPartition) * ItemsPerPartition;
        using var rows = _store.Iterate(_store["items"], RawKey(first), RawKey(first + ItemsPerPartition));
        var (count, bytes) = (0, 0);
        for (var more = rows.SeekFirst(); more; more = rows.Next())
        {
            bytes += rows.Value.Length;
            count++;
        }

        Require(bytes > 0 && (count == ItemsPerPartition || first + ItemsPerPartition >= items));
    }

    private void PutItem(string table)
    {
        using var blocking = SynchronousCall.Enter();
        _engine.PutItemAsync(new PutItemRequest { TableName = table, Item = ItemOf(_random.Next(items)) }).GetAwaiter().GetResult();
    }

    private void RawPut(int indexes)
    {
        var n = _random.Next(items);
        var item = ItemOf(n);
        using var batch = _store.RentBatch();
        batch.Put(_store["items"], RawKey(n), item.Span);
        for (var i = 0; i < indexes; i++)
        {
            batch.Put(_store["indexes"], RawKey(n + i), item.Span);
        }

        _store.Commit(batch);
    }

    private static string Partition(int n) => $"partition-{n / ItemsPerPartition:D8}";

    private static Item KeyOf(int n)
    {
        var writer = ItemWriter.Rent();
        writer.WriteString("pk"u8, Partition(n));
        writer.WriteString("sk"u8, $"sort-{n % ItemsPerPartition:D4}");
        var key = writer.ToItem();
        ItemWriter.Return(writer);
        return key;
    }

    // About 200 bytes in seven attributes.
    private static Item ItemOf(int n)
    {
        var writer = ItemWriter.Rent();
        writer.WriteString("One"u8, $"one-{n % 1000:D4}");
        writer.WriteString("Two"u8, $"two-{n % 777:D4}");
        writer.WriteInt64("count"u8, n);
        writer.WriteString("pk"u8, Partition(n));
        writer.WriteString("sk"u8, $"sort-{n % ItemsPerPartition:D4}");
        writer.WriteString("text"u8, "a text that makes the item about two hundred bytes long, as most items are in practice");
        writer.WriteBoolean("valid"u8, true);
        var item = writer.ToItem();
        ItemWriter.Return(writer);
        return item;
    }

    private static byte[] RawKey(int n) => Encoding.UTF8.GetBytes($"{Partition(n)}sort-{n % ItemsPerPartition:D4}");

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("The benchmark did not find what it stored.");
        }
    }
}
