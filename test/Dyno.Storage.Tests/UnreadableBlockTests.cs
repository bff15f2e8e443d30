// A walk over a level of several files, a block of one of which is damaged: it ends with an error and never goes on behind what it could not read.
namespace Dyno.Storage.Tests;

public sealed class UnreadableBlockTests
{
    private const int Rows = 4000;

    private static readonly StoreOptions Options = TestStores.Options with { WriteBufferBytes = 64 << 10 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_walk_over_a_damaged_block_is_an_error(bool isForward)
    {
        var (errors, missing) = Damage(RangeDeletions.None, isForward);
        Assert.True(errors > 10, $"{errors} errors");
        Assert.Equal(0, missing);
    }

    // Of a family in which ranges are deleted: RocksDB before 8.7 (docs/limitations.md, Storage).
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_walk_that_minds_deleted_ranges_misses_the_error_and_the_rows(bool isForward)
    {
        var (_, missing) = Damage(RangeDeletions.Possible, isForward);
        Assert.True(missing > 0, "This RocksDB tells of the error: the limitation is none any more.");
    }

    // Damages block after block of a file between others; how many walks were refused, and how many gave fewer rows than there are.
    private static (int Errors, int Missing) Damage(RangeDeletions deletions, bool isForward)
    {
        using var directory = new TestDirectory();
        using (var store = Store.Open(directory.Sub("db"), Options))
        {
            var random = new Random(1);
            var value = new byte[200];
            for (var i = 0; i < Rows; i++)
            {
                random.NextBytes(value);
                store.Put($"row{i:d6}", Convert.ToBase64String(value));
            }

            store.Flush();
            store.CompactRange(store["items"]);
        }

        int errors = 0, missing = 0;
        var files = Directory.GetFiles(directory.Sub("db"), "*.sst").Order().ToArray();
        Assert.True(files.Length > 4, $"{files.Length} files make no level of several");
        var file = files[files.Length / 2];
        var bytes = File.ReadAllBytes(file);
        for (var place = 20; place < bytes.Length; place += 2000)
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= 1;
            File.WriteAllBytes(file, damaged);
            try
            {
                using var store = Store.Open(directory.Sub("db"), Options);
                missing += Count(store, deletions, isForward) < Rows ? 1 : 0;
            }
            catch (StoreCorruptedException)
            {
                errors++;
            }
        }

        return (errors, missing);
    }

    private static int Count(Store store, RangeDeletions deletions, bool isForward)
    {
        var rows = 0;
        using var iterator = store.Iterate(store["items"], default, default, deletions: deletions);
        for (var more = isForward ? iterator.SeekFirst() : iterator.SeekLast(); more; more = isForward ? iterator.Next() : iterator.Previous())
        {
            rows++;
        }

        return rows;
    }
}
