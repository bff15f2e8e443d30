// Many callers at once, with threads and with awaits: everything acknowledged is there, batches are whole, the order is that of the commit numbers.
using System.Buffers.Binary;

namespace Dyno.Storage.Tests;

public sealed class GroupCommitTests
{
    [Theory]
    [InlineData(Durability.LosesNothing)]
    [InlineData(Durability.LosesLastWritesOnPowerLoss)]
    [InlineData(Durability.LosesUnflushedWritesOnCrash)]
    public async Task Commits_of_many_callers_are_all_kept(Durability durability)
    {
        const int Callers = 32;
        const int CommitsEach = 50;
        using var directory = new TestDirectory();
        var options = TestStores.Options with { Durability = durability };
        using (var store = Store.Open(directory.Sub("db"), options))
        {
            var threads = Enumerable.Range(0, Callers).Select(caller => new Thread(() =>
            {
                for (var i = 0; i < CommitsEach; i++)
                {
                    store.Put($"thread/{caller}/{i}", $"{i}");
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            {
                using var batch = store.RentBatch();
                for (var i = 0; i < CommitsEach; i++)
                {
                    batch.Clear();
                    batch.Put(store["items"], TestStores.Bytes($"task/{caller}/{i}"), TestStores.Bytes($"{i}"));
                    await store.CommitAsync(batch);
                }
            }));
            threads.ForEach(thread => thread.Join());
            Assert.Equal(Callers * CommitsEach * 2, store.LatestSequenceNumber);
        }

        using var again = Store.Open(directory.Sub("db"), options);
        Assert.Equal(Callers * CommitsEach * 2, again.Dump().Count);
    }

    // A batch knows which number its last change will have, and a snapshot which number it shows: so it is known which batches that is.
    [Fact]
    public void A_snapshot_shows_the_batches_up_to_its_number()
    {
        const int Callers = 8;
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options);
        store.Put("before", "1");
        var isOver = false;
        var written = new System.Collections.Concurrent.ConcurrentDictionary<string, long>();
        var threads = Enumerable.Range(0, Callers).Select(caller => new Thread(() =>
        {
            using var batch = store.RentBatch();
            for (var i = 0; !Volatile.Read(ref isOver); i++)
            {
                batch.Clear();
                for (var j = 0; j < i % 4; j++)
                {
                    batch.Put(store["items"], TestStores.Bytes($"{caller}/{i}/{j}"), []);
                }

                if (i % 7 == 0)
                {
                    batch.DeleteRange(store["journal"], TestStores.Bytes("a"), TestStores.Bytes("b"));
                }

                store.Enqueue(batch);
                written[$"{caller}/{i}/{i % 4 - 1}"] = batch.SequenceNumber;
                store.Complete(batch);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        var snapshots = new List<(StoreSnapshot Snapshot, long Number)>();
        for (var i = 0; i < 20; i++)
        {
            Thread.Sleep(5);
            snapshots.Add((store.Snapshot(out var number), number));
        }

        Volatile.Write(ref isOver, true);
        threads.ForEach(thread => thread.Join());
        Assert.Equal(store.LatestSequenceNumber, written.Values.Max());
        foreach (var (snapshot, number) in snapshots)
        {
            foreach (var (key, sequence) in written.Where(w => !w.Key.EndsWith("/-1", StringComparison.Ordinal)))
            {
                Assert.Equal(sequence <= number, store.Contains(store["items"], TestStores.Bytes(key), snapshot));
            }

            snapshot.Dispose();
        }
    }

    [Fact]
    public async Task Commits_started_without_awaiting_each_share_syncs()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options with { Durability = Durability.LosesNothing });
        var batches = Enumerable.Range(0, 500).Select(_ => store.RentBatch()).ToList();
        var commits = new List<Task>();
        foreach (var batch in batches)
        {
            batch.Put(store["items"], TestStores.Bytes($"{commits.Count}"), []);
            commits.Add(store.CommitAsync(batch).AsTask());
        }

        await Task.WhenAll(commits);
        Assert.Equal(500, store.Dump().Count);
        Assert.True(store.GroupsWritten < 400, $"{store.GroupsWritten} groups for 500 commits");
    }

    [Fact]
    public void Batches_are_applied_in_the_order_of_their_commit_numbers()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options);
        var family = store["items"];
        var gate = new Lock();
        var last = 0;
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var batch = store.RentBatch();
            lock (gate)
            {
                // The value counts the enqueues; each batch overwrites the same key.
                var value = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(value, ++last);
                batch.Put(family, "last"u8, value);
                store.Enqueue(batch);
                Assert.Equal(last, batch.CommitNumber);
            }

            store.Complete(batch);
            var seen = BinaryPrimitives.ReadInt32BigEndian(store.Get(family, "last"u8));
            Assert.True(seen >= batch.CommitNumber, $"saw {seen} after {batch.CommitNumber} was acknowledged");
        });
        Assert.Equal(2000, BinaryPrimitives.ReadInt32BigEndian(store.Get(family, "last"u8)));
    }

    [Fact]
    public async Task Readers_see_whole_batches_only()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                using var batch = store.RentBatch();
                for (var key = 0; key < 10; key++)
                {
                    batch.Put(store[key % 2 == 0 ? "items" : "journal"], TestStores.Bytes($"k{key}"), TestStores.Bytes($"{i}"));
                }

                store.Commit(batch);
            }
        });
        for (var round = 0; round < 500; round++)
        {
            using var snapshot = store.Snapshot();
            var seen = Enumerable.Range(0, 10).Select(key => store.Read($"k{key}", key % 2 == 0 ? "items" : "journal", snapshot)).Distinct();
            Assert.Single(seen);
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public async Task A_batch_is_not_changed_while_it_is_committed()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options);
        using var batch = store.RentBatch();
        batch.Put(store["items"], "a"u8, "1"u8);
        store.Enqueue(batch);
        Assert.Throws<InvalidOperationException>(() => batch.Put(store["items"], "b"u8, "2"u8));
        Assert.Throws<InvalidOperationException>(() => store.Enqueue(batch));
        await store.CompleteAsync(batch);
        Assert.Throws<InvalidOperationException>(() => store.Complete(batch));
        batch.Put(store["items"], "b"u8, "2"u8);
        store.Commit(batch);
        Assert.Equal(2, store.Dump().Count);
    }

    [Fact]
    public void Closing_writes_what_was_enqueued_and_its_caller_learns_it()
    {
        using var directory = new TestDirectory();
        var store = Store.Open(directory.Sub("db"), TestStores.Options);
        using var batch = store.RentBatch();
        batch.Put(store["items"], "a"u8, "1"u8);
        store.Enqueue(batch);
        store.Dispose();
        store.Complete(batch);
        using var again = Store.Open(directory.Sub("db"), TestStores.Options);
        Assert.Equal("1", again.Read("a"));
    }

    [Fact]
    public async Task Closing_waits_for_commits_in_flight()
    {
        using var directory = new TestDirectory();
        var options = TestStores.Options with { Durability = Durability.LosesNothing };
        for (var round = 0; round < 10; round++)
        {
            var store = Store.Open(directory.Sub("db"), options);
            var acknowledged = new System.Collections.Concurrent.ConcurrentBag<string>();
            var family = store["items"];
            var callers = Enumerable.Range(0, 16).Select(caller => Task.Factory.StartNew(
                async () =>
                {
                    for (var i = 0; ; i++)
                    {
                        var key = $"{round}/{caller}/{i}";
                        var batch = store.RentBatch();
                        batch.Put(family, TestStores.Bytes(key), []);
                        try
                        {
                            if (caller % 2 == 0)
                            {
                                store.Commit(batch);
                            }
                            else
                            {
                                await store.CommitAsync(batch);
                            }
                        }
                        catch (ObjectDisposedException)
                        {
                            return;
                        }

                        acknowledged.Add(key);
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()).ToList();
            await Task.Delay(20);
            store.Dispose();
            await Task.WhenAll(callers);
            using var again = Store.Open(directory.Sub("db"), options);
            Assert.DoesNotContain(acknowledged, key => again.Read(key) is null);
        }
    }
}
