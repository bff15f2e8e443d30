// Hot paths allocate nothing but the value that the caller asked for.
namespace Dyno.Storage.Tests;

public sealed class AllocationTests
{
    private const int Rounds = 1000;
    private const int Attempts = 5;

    [Fact]
    public void Reads_allocate_the_copy_and_commits_allocate_nothing()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options);
        var family = store["items"];
        store.Put("key", new string('v', 200));

        Assert.Equal(0, PerRound(() =>
        {
            store.TryGet(family, "key"u8, null, out var value);
            value.Dispose();
        }));
        Assert.Equal(0, PerRound(() => store.Contains(family, "absent"u8)));
        Assert.InRange(PerRound(() => store.Get(family, "key"u8)), 200, 232);
        Assert.Equal(0, PerRound(() =>
        {
            using var batch = store.RentBatch();
            batch.Put(family, "key"u8, "value"u8);
            batch.Delete(family, "other"u8);
            store.Commit(batch);
        }));
        Assert.InRange(
            PerRound(() =>
            {
                using var iterator = store.Iterate(family, "a"u8, "z"u8);
                for (var more = iterator.SeekFirst(); more; more = iterator.Next())
                {
                    _ = iterator.Key.Length + iterator.Value.Length;
                }
            }),
            1,
            80);
    }

    // Bytes allocated by this thread for each call, once warm: the least of several attempts, because a collection that another test
    // causes in between counts what was left of this thread's allocation buffer. What the calls allocate themselves is in every attempt.
    private static long PerRound(Action action)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++)
            {
                action();
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds);
        }

        return least;
    }
}
