// Flushes among commits: both end, whoever waits for whom, and nothing is lost.
namespace Dyno.Storage.Tests;

public class FlushTests
{
    // RocksDB before 8.7 lets a flush wait for ever for one before it that failed.
    [Theory]
    [InlineData(2)]
    [InlineData(32)]
    public void There_is_one_flush_at_a_time(int jobs)
    {
        using var directory = new TestDirectory();
        using (Store.Open(directory.Sub("db"), TestStores.Options with { BackgroundJobs = jobs }))
        {
            var options = File.ReadAllText(Directory.GetFiles(directory.Sub("db"), "OPTIONS-*").Order().Last());
            Assert.Contains("max_background_flushes=1\n", options, StringComparison.Ordinal);
            Assert.Contains($"max_background_compactions={jobs - 1}\n", options, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Durability.LosesNothing)]
    [InlineData(Durability.LosesLastWritesOnPowerLoss)]
    public async Task Flushes_and_commits_wait_for_each_other_and_end(Durability durability)
    {
        using var directory = new TestDirectory();
        var options = new StoreOptions { ColumnFamilies = ["items", "more"], Durability = durability };
        using (var store = Store.Open(directory.Sub("db"), options))
        {
            var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
            {
                using var batch = store.RentBatch();
                for (var i = 0; i < 50; i++)
                {
                    batch.Clear();
                    batch.Put(store["items"], [(byte)writer, (byte)i], [1]);
                    batch.Put(store["more"], [(byte)writer, (byte)i], [2]);
                    if (writer % 2 == 0)
                    {
                        store.Commit(batch);
                    }
                    else
                    {
                        await store.CommitAsync(batch);
                    }
                }
            })).ToList();
            var flushers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 20; i++)
                {
                    store.Flush();
                }
            })).ToList();
            await Task.WhenAll([.. writers, .. flushers]).WaitAsync(TimeSpan.FromMinutes(2));
        }

        using var again = Store.Open(directory.Sub("db"), options);
        for (var n = 0; n < 400; n++)
        {
            Assert.True(again.Contains(again["items"], [(byte)(n / 50), (byte)(n % 50)]));
            Assert.True(again.Contains(again["more"], [(byte)(n / 50), (byte)(n % 50)]));
        }
    }
}
