// Walks that give up where many deleted rows lie before them.
namespace Dyno.Storage.Tests;

public sealed class BriefWalkTests
{
    [Theory]
    [InlineData(ScanHint.Brief, 1000, true)]
    [InlineData(ScanHint.Brief, 10, false)]
    [InlineData(ScanHint.Few, 1000, false)]
    public void A_brief_walk_ends_early_before_many_deleted_rows(ScanHint hint, int deleted, bool endsEarly)
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options);
        store.Put("a", "1");
        store.Put("z", "2");
        for (var i = 0; i < deleted; i++)
        {
            store.Put($"m{i:d4}", "gone");
        }

        using (var batch = store.RentBatch())
        {
            for (var i = 0; i < deleted; i++)
            {
                batch.Delete(store["items"], TestStores.Bytes($"m{i:d4}"));
            }

            store.Commit(batch);
        }

        // Twice: what one walk was allowed to is not left to the next.
        foreach (var use in (ScanHint[])[hint, ScanHint.Few, hint])
        {
            using var walk = store.Iterate(store["items"], default, default, hint: use, deletions: RangeDeletions.None);
            Assert.True(walk.SeekFirst());
            Assert.False(walk.EndedEarly);
            var early = use == hint && endsEarly;
            Assert.Equal(!early, walk.Next());
            Assert.Equal(early, walk.EndedEarly);

            // It may be placed anew.
            Assert.True(walk.Seek("z"u8));
            Assert.False(walk.EndedEarly);
            Assert.False(walk.Next());
            Assert.False(walk.EndedEarly);
        }
    }
}
