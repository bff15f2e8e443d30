// Zeros ahead of the log: where they stand, that nothing is lost by them, and what goes on without them.
using Dyno.Storage.Commit;
using Dyno.Storage.Recovery;
using Xunit.Abstractions;

namespace Dyno.Storage.Tests;

public sealed class LogAheadTests(ITestOutputHelper output)
{
    private static readonly StoreOptions s_options = TestStores.Options with { Durability = Durability.LosesNothing };

    [Fact]
    public void Zeros_stand_behind_the_log_while_it_is_written_and_not_when_it_is_closed()
    {
        using var directory = new TestDirectory();
        var path = directory.Sub("db");
        var hasZeros = LogAhead.For(directory.Path) is not null;
        using (var store = Store.Open(path, s_options))
        {
            store.Put("key", "value");
            Assert.InRange(LogBytes(path), hasZeros ? LogAhead.LeastBytes : 1, hasZeros ? LogAhead.LeastBytes : 200);
        }

        Assert.InRange(LogBytes(path), 1, 200);
    }

    [Fact]
    public void A_store_that_does_not_sync_writes_none()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options);
        store.Put("key", "value");
        Assert.InRange(LogBytes(directory.Sub("db")), 1, 200);
    }

    // Small and large groups, from several threads, over many logs: what a kill leaves at any moment has all that was acknowledged.
    [Fact]
    public void What_a_kill_leaves_is_whole()
    {
        using var directory = new TestDirectory();
        var random = new Random(Seeds.Next(output));
        var expected = new Dictionary<string, string>();

        // Nothing may change while it is copied: flushes are asked for, and there are no compactions.
        using var store = Store.Open(directory.Sub("db"), s_options with { WriteBufferBytes = 64 << 20, ExtraFamilyOptions = "disable_auto_compactions=true" });
        for (var round = 0; round < 12; round++)
        {
            if (random.Next(3) == 0)
            {
                store.Flush();
            }

            var seeds = Enumerable.Range(0, 4).Select(_ => random.Next()).ToList();
            var parts = new Dictionary<string, string>[seeds.Count];
            var threads = seeds.Select((seed, part) => new Thread(() => parts[part] = Write(store, seed, part))).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            foreach (var (key, value) in parts.SelectMany(part => part))
            {
                expected[key] = value;
            }

            var killed = directory.Sub($"killed{round}");
            TestStores.Copy(directory.Sub("db"), killed);
            using var reopened = Store.Open(killed, s_options);
            Assert.Equal(expected.OrderBy(row => row.Key, StringComparer.Ordinal), reopened.Dump().OrderBy(row => row.Key, StringComparer.Ordinal));
        }
    }

    // The log that is copied is being written meanwhile.
    [Fact]
    public void A_checkpoint_amid_writing_ends_where_the_log_does()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), s_options);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(part => new Thread(() =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round++)
            {
                store.Put($"{part} {round % 1000}", new string('x', 100 + (round % 700)));
            }
        })).ToList();
        writers.ForEach(thread => thread.Start());
        try
        {
            for (var round = 0; round < 40; round++)
            {
                var path = directory.Sub($"checkpoint{round}");
                store.Checkpoint(path);
                Assert.All(Directory.EnumerateFiles(path, "*.log"), log => Assert.False(HasZeros(log)));
                Store.Open(path, s_options).Dispose();
            }
        }
        finally
        {
            stop.Cancel();
            writers.ForEach(thread => thread.Join());
        }

        // They come again afterwards, behind a log that is new at the latest when as much as was ahead of the one before is written.
        if (LogAhead.For(directory.Path) is not null)
        {
            var rounds = 0;
            while (!HasZeros(LogFiles.Of(directory.Sub("db"))[^1]))
            {
                Assert.InRange(++rounds, 1, 1000);
                store.Put("after", new string('x', 20_000));
            }
        }
    }

    [Fact]
    public void A_large_group_is_appended_as_ever()
    {
        using var directory = new TestDirectory();
        File.WriteAllBytes(directory.Sub("000004.log"), new byte[100]);
        var ahead = new LogAhead(directory.Path);
        ahead.Prepare(LogAhead.LargestGroup + 1);
        Assert.Equal(100, LogBytes(directory.Path));
        ahead.Prepare(LogAhead.LargestGroup);
        Assert.Equal(100 + LogAhead.LeastBytes, LogBytes(directory.Path));
    }

    [Fact]
    public void A_log_gets_as_much_as_it_holds_within_bounds_and_only_when_it_is_used_up()
    {
        using var directory = new TestDirectory();
        var log = directory.Sub("000012.log");
        File.WriteAllBytes(directory.Sub("000009.log"), new byte[3]);
        File.WriteAllBytes(log, []);
        var ahead = new LogAhead(directory.Path);
        var length = 0L;
        var steps = new List<long>();
        for (var written = 0; written < 8 << 20; written += 1000)
        {
            ahead.Prepare(1000);
            if (new FileInfo(log).Length is var now && now != length)
            {
                steps.Add(now - length);
                length = now;
            }

            Assert.True(written + 1000 <= length, "RocksDB would write behind the zeros.");
        }

        Assert.Equal([64 << 10, 64 << 10, 128 << 10, 256 << 10, 512 << 10], steps.Take(5));
        Assert.All(steps.Skip(5), step => Assert.Equal(LogAhead.MostBytes, step));
        Assert.Equal(3, new FileInfo(directory.Sub("000009.log")).Length);
    }

    // A number of seven digits comes behind those of six.
    [Fact]
    public void The_newest_log_gets_them()
    {
        using var directory = new TestDirectory();
        File.WriteAllBytes(directory.Sub("999999.log"), []);
        File.WriteAllBytes(directory.Sub("1000000.log"), []);
        new LogAhead(directory.Path).Prepare(10);
        Assert.Equal(LogAhead.LeastBytes, new FileInfo(directory.Sub("1000000.log")).Length);
        Assert.Equal(0, new FileInfo(directory.Sub("999999.log")).Length);
    }

    [Fact]
    public void While_paused_none_are_written()
    {
        using var directory = new TestDirectory();
        File.WriteAllBytes(directory.Sub("000004.log"), []);
        var ahead = new LogAhead(directory.Path);
        ahead.Pause();
        ahead.Pause();
        ahead.Resume();
        ahead.Prepare(10);
        Assert.Equal(0, LogBytes(directory.Path));
        ahead.Resume();
        ahead.Prepare(10);
        Assert.Equal(LogAhead.LeastBytes, LogBytes(directory.Path));
    }

    [Fact]
    public void Without_a_log_or_a_directory_nothing_happens()
    {
        using var directory = new TestDirectory();
        new LogAhead(directory.Path).Prepare(10);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
        new LogAhead(directory.Sub("absent")).Prepare(10);
        Assert.Null(LogAhead.For(directory.Sub("absent")));
    }

    // Behind its records: what RocksDB was writing when the log was copied may stand there in part, which is no zeros. It may be done with, and gone, by then.
    private static bool HasZeros(string log)
    {
        try
        {
            var records = new LogRecords(0, _ => { });
            return records.ReadFile(log) > records.SoundBytes && LogEnd.Of(log, records.SoundBytes).IsZeros;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static long LogBytes(string path) => new DirectoryInfo(path).EnumerateFiles("*.log").Sum(log => log.Length);

    private static Dictionary<string, string> Write(Store store, int seed, int part)
    {
        var random = new Random(seed);
        var written = new Dictionary<string, string>();
        for (var commit = 0; commit < 40; commit++)
        {
            using var batch = store.RentBatch();
            var largest = random.Next(20) switch { 0 => 400_000, < 4 => 40_000, _ => 2_000 };
            for (var row = random.Next(1, 4); row > 0; row--)
            {
                var (key, value) = ($"{part} {random.Next(50)}", new string((char)random.Next('a', 'z'), random.Next(largest)));
                batch.Put(store["items"], TestStores.Bytes(key), TestStores.Bytes(value));
                written[key] = value;
            }

            store.Commit(batch);
        }

        return written;
    }
}
