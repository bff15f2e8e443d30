// Hot paths allocate nothing but the value that the caller asked for.
using Dyno.Core.Tests;

namespace Dyno.Storage.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void Reads_allocate_the_copy_and_commits_allocate_nothing()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options);
        var family = store["items"];
        store.Put("key", new string('v', 200));

        Assert.Equal(0, Allocations.PerRound(() =>
        {
            store.TryGet(family, "key"u8, null, out var value);
            value.Dispose();
        }));
        Assert.Equal(0, Allocations.PerRound(() => store.Contains(family, "absent"u8)));
        Assert.InRange(Allocations.PerRound(() => store.Get(family, "key"u8)), 200, 232);
        Assert.Equal(0, Allocations.PerRound(() =>
        {
            using var batch = store.RentBatch();
            batch.Put(family, "key"u8, "value"u8);
            batch.Delete(family, "other"u8);
            store.Commit(batch);
        }));
        Assert.InRange(
            Allocations.PerRound(() =>
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
}
