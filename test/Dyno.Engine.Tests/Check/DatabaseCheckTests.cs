// A whole database has no faults; each kind of damage is told as exactly that.
using System.Buffers.Binary;
using Dyno.Engine.Indexes;
using Dyno.Engine.Streams;
using Dyno.Storage;

namespace Dyno.Engine.Tests.Check;

public sealed class DatabaseCheckTests
{
    private const string Key8 = """{"pk":{"S":"p0"},"sk":{"N":"8"}}""";

    [Fact]
    public async Task A_whole_database_has_no_fault_and_stays_as_it_is()
    {
        using var database = await CheckedDatabase.CreateAsync();
        var before = Files(database.DirectoryPath);
        var report = DatabaseCheck.Run(database.DirectoryPath);
        Assert.Empty(report.Faults);
        Assert.Equal((1, 59, 59 + 30 + 30, 60 + 20 + 1 + 3 + 60), (report.Tables, report.Items, report.IndexEntries, report.JournalRecords));
        Assert.Equal(before, Files(database.DirectoryPath));
    }

    [Fact]
    public async Task A_database_in_use_is_checked_at_one_moment()
    {
        using var test = new TestEngine();
        await test.CreateAsync(global: [new() { IndexName = "byN", KeySchema = [new("n", KeyType.HASH)], Projection = Projection.All }], more: [new("n", AttributeType.N)]);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await test.PutAsync(Item.Of(("pk", $"p{i % 100}"), ("sk", 1), ("n", i)));
            }
        });
        for (var i = 0; i < 20; i++)
        {
            Assert.Empty(DatabaseCheck.Run(test.Engine.Context.Store).Faults);
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public void What_is_no_database_cannot_be_checked()
    {
        var path = Path.Combine(Path.GetTempPath(), "dyno-engine-tests", Guid.NewGuid().ToString("N"));
        Assert.Throws<StoreIOException>(() => DatabaseCheck.Run(path));
        Assert.False(Directory.Exists(path));
        using (Store.Open(path, new StoreOptions()))
        {
        }

        Assert.Throws<InvalidDataException>(() => DatabaseCheck.Run(path));
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task An_open_database_is_locked()
    {
        using var database = await CheckedDatabase.CreateAsync();
        using var engine = DynoEngine.Open(database.DirectoryPath);
        Assert.Throws<StoreLockedException>(() => DatabaseCheck.Run(database.DirectoryPath));
    }

    [Theory]
    [InlineData("item lost", "Item lost", 0)]
    [InlineData("undecodable item", "table things, key " + Key8 + ", Item: the item cannot be decoded", 1)]
    [InlineData("item under another key", "table things, key " + Key8 + ", Item: the item stands under the key of another", 1)]
    [InlineData("missing entry", "table things, index byColor, key " + Key8 + ", IndexEntry: the item has no entry", 2)]
    [InlineData("ghost entry", "IndexEntry: there is an entry of an item that is not there", 2)]
    [InlineData("entry under another key", "table things, index byRank, key " + Key8 + ", IndexEntry: there is an entry under another key than the item gives", 2)]
    [InlineData("wrong projection", "table things, index byAll, key " + Key8 + ", IndexEntry: the entry is ", 2)]
    [InlineData("undecodable entry", "table things, index byRank, key " + Key8 + ", IndexEntry: the entry cannot be decoded", 1)]
    [InlineData("count", "table things, Counter: there are 59 items of", 1)]
    [InlineData("size of index", "table things, index byColor, Counter: there are 30 entries of", 1)]
    [InlineData("collection", """table things, key {"pk":{"S":"p0"}}, ItemCollection: the item collection has""", 1)]
    [InlineData("ghost collection", """table things, key {"pk":{"S":"p9"}}, ItemCollection: there is a size of an item collection without items""", 1)]
    [InlineData("missing expiry", "table things, key " + Key8 + ", Expiry: the item expires at 4000000008 and has no entry for it", 1)]
    [InlineData("ghost expiry", "table things, key " + Key8 + ", Expiry: an entry says 5", 1)]
    [InlineData("missing journal record", "Journal: the new image of the record", 1)]
    [InlineData("missing newest record", "Journal: the item is not the new image of its newest record", 1)]
    [InlineData("missing record of a transaction", "is missing: the one before it says that it belongs to the same commit", 2)]
    [InlineData("undecodable record", "cannot be decoded", 1)]
    [InlineData("wrong image", "Journal: the new image of the record", 1)]
    [InlineData("ghost record", "has a number that is said to be unused", 2)]
    [InlineData("older record", "is older than the one before it", 1)]
    [InlineData("record without stream", "rows in 'journal' with the id 99, which belongs to nothing", 1)]
    [InlineData("items of nothing", "Item: there are 1 rows in 'items' with the id 99, which belongs to nothing", 1)]
    [InlineData("entries of nothing", "IndexEntry: there are 1 rows in 'indexes' with the id 99, which belongs to nothing", 1)]
    [InlineData("expiries of nothing", "Expiry: there are 1 rows in 'expiries' with the id 99, which belongs to nothing", 1)]
    [InlineData("next id", "Catalog: the id ", 4)]
    [InlineData("unknown record", "Catalog: there is a record 'what' that means nothing", 1)]
    [InlineData("damaged table", "Catalog: the record 't/things' cannot be read", 1)]
    [InlineData("damaged stream", "cannot be read", 1)]
    [InlineData("lost stream", "Catalog: the stream ", 2)]
    [InlineData("counters of nothing", "Catalog: there is a record of a table with the id 99, which no table has", 1)]
    [InlineData("damaged token", "Catalog: the client request token 'k/a token' cannot be read", 1)]
    public async Task Damage_is_told(string what, string expected, int count)
    {
        using var database = await CheckedDatabase.CreateAsync();
        var report = database.CheckAfter((engine, table, batch) => Damage(what, engine, table, batch));
        var text = string.Join('\n', report.Faults);
        if (what == "item lost")
        {
            // Everything that followed from it is told: three entries, a counter, its collection, its expiry, its journal.
            Assert.Equal(7, report.FaultCount);
            Assert.Equal(7, report.Faults.Select(f => (f.Thing, f.Index)).Distinct().Count());
            return;
        }

        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.True(report.FaultCount == count, text);
    }

    [Fact]
    public async Task A_block_with_a_flipped_bit_is_told()
    {
        using var database = await CheckedDatabase.CreateAsync();
        using (var engine = DynoEngine.Open(database.DirectoryPath))
        {
            engine.Context.Store.Flush();
        }

        // The first block of each file.
        foreach (var file in Directory.GetFiles(database.DirectoryPath, "*.sst"))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            var sound = bytes.ToArray();
            bytes[20] ^= 4;
            await File.WriteAllBytesAsync(file, bytes);
            try
            {
                var report = DatabaseCheck.Run(database.DirectoryPath);
                Assert.Contains(report.Faults, f => f.Thing == CheckedThing.Files && f.Text.Contains(Path.GetFileName(file), StringComparison.Ordinal));
            }
            catch (StoreCorruptedException exception)
            {
                // A file of the catalog may hold nothing but what is read first.
                Assert.Contains(Path.GetFileName(file), exception.Message, StringComparison.Ordinal);
            }

            await File.WriteAllBytesAsync(file, sound);
        }

        Assert.Empty(DatabaseCheck.Run(database.DirectoryPath).Faults);
    }

    private static void Damage(string what, DynoEngine engine, TableState table, WriteBatch batch)
    {
        var context = engine.Context;
        var key = CheckedDatabase.StorageKey(table, 8);
        var item = Item.Parse(context.Store.Get(context.Items, key)!);
        byte[] EntryKey(string index) => IndexMaintenance.EntryKey(table.FindIndex(index)!, table, item)!;
        byte[] Collection(string partition) => MetaKeys.ItemCollection(table.Id, System.Text.Encoding.UTF8.GetBytes(partition));
        var journal = CheckedDatabase.Journal(engine, table);
        byte[] Foreign(byte[] of) => [.. MetaKeys.Number(99), .. of[sizeof(uint)..]];
        switch (what)
        {
            case "item lost":
                batch.Delete(context.Items, key);
                break;
            case "undecodable item":
                batch.Put(context.Items, key, [.. item.Span[..^3], 0xFF, 0xFE, 0xFD]);
                break;
            case "item under another key":
                batch.Put(context.Items, key, CheckedDatabase.ItemOf(12, "third").Span);
                break;
            case "missing entry":
                batch.Delete(context.Indexes, EntryKey("byColor"));
                break;
            case "ghost entry":
                batch.Put(context.Indexes, IndexMaintenance.EntryKey(table.FindIndex("byColor")!, table, CheckedDatabase.ItemOf(500, "x"))!, item.Span);
                break;
            case "entry under another key":
                var moved = Item.From(item.ToDictionary().Where(a => a.Key != "rank").Append(new("rank", 77)));
                batch.Put(context.Indexes, IndexMaintenance.EntryKey(table.FindIndex("byRank")!, table, moved)!, item.Span);
                break;
            case "wrong projection":
                batch.Put(context.Indexes, EntryKey("byAll"), item.Span);
                break;
            case "undecodable entry":
                batch.Put(context.Indexes, EntryKey("byRank"), [9, 9, 9]);
                break;
            case "count":
                var counters = context.Store.Get(context.Meta, table.CountersKey)!;
                counters[7]++;
                batch.Put(context.Meta, table.CountersKey, counters);
                break;
            case "size of index":
                var sizes = context.Store.Get(context.Meta, table.CountersKey)!;
                sizes[47]++;
                batch.Put(context.Meta, table.CountersKey, sizes);
                break;
            case "collection":
                batch.Put(context.Meta, Collection("p0"), [0, 0, 0, 0, 0, 0, 0, 1]);
                break;
            case "ghost collection":
                batch.Put(context.Meta, Collection("p9"), [0, 0, 0, 0, 0, 0, 0, 1]);
                break;
            case "missing expiry":
                batch.Delete(context.Expiries, CheckedDatabase.ExpiryKey(table, 8));
                break;
            case "ghost expiry":
                batch.Put(context.Expiries, Ttl(key, 5), default);
                break;
            case "missing journal record":
                // The change from the first to the second of three images of item 12.
                batch.Delete(context.Journals, journal.Where(r => r.Record.Keys == CheckedDatabase.KeyOf(12)).ElementAt(1).Key);
                break;
            case "missing newest record":
                batch.Delete(context.Journals, journal[^1].Key);
                batch.Put(context.Journals, journal[^2].Key, Without(journal[^2].Value));
                break;
            case "missing record of a transaction":
                batch.Delete(context.Journals, journal[^2].Key);
                break;
            case "undecodable record":
                batch.Put(context.Journals, journal[3].Key, [1]);
                break;
            case "wrong image":
                var first = journal.First(r => r.Record.Keys == CheckedDatabase.KeyOf(12));
                var other = JournalRecord.Encode(
                    OperationType.INSERT, ChangeWriter.Request, first.Record.Keys, default, CheckedDatabase.ItemOf(12, "other"), JournalImages.New | JournalImages.Keys);
                JournalRecord.Stamp(other, first.Record.Time.ToUnixTimeMilliseconds(), hasMoreOfCommit: false);
                batch.Put(context.Journals, first.Key, other);
                break;
            case "ghost record":
                var beyond = journal[^1].Key.ToArray();
                BinaryPrimitives.WriteUInt64BigEndian(beyond.AsSpan(4), 1 << 30);
                batch.Put(context.Journals, beyond, journal[^1].Value);
                break;
            case "older record":
                var older = journal[9].Value.ToArray();
                JournalRecord.Stamp(older, 5, hasMoreOfCommit: false);
                batch.Put(context.Journals, journal[9].Key, older);
                break;
            case "record without stream":
                batch.Put(context.Journals, Foreign(journal[0].Key), journal[0].Value);
                break;
            case "items of nothing":
                batch.Put(context.Items, Foreign(key), item.Span);
                break;
            case "entries of nothing":
                batch.Put(context.Indexes, Foreign(EntryKey("byRank")), item.Span);
                break;
            case "expiries of nothing":
                batch.Put(context.Expiries, Foreign(CheckedDatabase.ExpiryKey(table, 8)), default);
                break;
            case "next id":
                batch.Put(context.Meta, MetaKeys.NextId, MetaKeys.Number(1));
                break;
            case "unknown record":
                batch.Put(context.Meta, "what"u8, [1]);
                break;
            case "damaged table":
                batch.Put(context.Meta, MetaKeys.Table(CheckedDatabase.Table), [1, 2, 3]);
                break;
            case "damaged stream":
                batch.Put(context.Meta, StreamOf(engine, table).StorageKey, [7]);
                break;
            case "lost stream":
                batch.Delete(context.Meta, StreamOf(engine, table).StorageKey);
                break;
            case "counters of nothing":
                batch.Put(context.Meta, MetaKeys.CountersOf(99), new byte[16]);
                break;
            case "damaged token":
                batch.Put(context.Meta, MetaKeys.Token("a token"), [0]);
                break;
            default:
                throw new ArgumentException(what);
        }
    }

    private static byte[] Ttl(byte[] itemKey, long expiry) => Engine.Ttl.TtlEntries.KeyOf(itemKey, expiry);

    // A record that says that nothing of its commit follows.
    private static byte[] Without(byte[] value) => [value[0], (byte)(value[1] & ~16), .. value[2..]];

    private static StreamState StreamOf(DynoEngine engine, TableState table) => engine.Context.Streams.All().Single(s => s.TableId == table.Id);

    private static Dictionary<string, string> Files(string directory) => Directory.GetFiles(directory)
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
}
