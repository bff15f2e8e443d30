// A bucket against the plainest model of one, and under many threads.
namespace Dyno.Engine.Tests;

public class TokenBucketTests
{
    [Fact]
    public void A_bucket_holds_what_a_plain_count_of_units_holds()
    {
        var random = Seed.Random();
        for (var round = 0; round < 200; round++)
        {
            var rate = Math.Ceiling(Math.Pow(10, random.NextDouble() * 5));
            var seconds = random.Next(2) == 0 ? 1 : 300;
            var bucket = new TokenBucket(rate, seconds);
            var now = random.NextInt64(0, long.MaxValue / 8);
            var units = rate * seconds;
            double tolerance = 0;
            for (var step = 0; step < 200; step++)
            {
                tolerance += 2 * rate / CapacityClock.Second;
                switch (random.Next(4))
                {
                    case 0:
                        var nanoseconds = random.NextInt64(0, 400) * CapacityClock.Second / random.Next(1, 1000);
                        now += nanoseconds;
                        units = Math.Min(rate * seconds, units + (rate * nanoseconds / CapacityClock.Second));
                        break;
                    case 1 when random.Next(10) == 0:
                        // Another rate: what is there stays, as far as it fits.
                        rate = Math.Ceiling(Math.Pow(10, random.NextDouble() * 5));
                        bucket = new TokenBucket(rate, seconds).Take(bucket, now);
                        units = Math.Min(rate * seconds, units);
                        break;
                    default:
                        if (!bucket.IsEmpty(now))
                        {
                            var halfUnits = random.Next(1, 2 * (int)Math.Min(int.MaxValue / 4, rate * seconds));
                            bucket.Spend(now, halfUnits);
                            units -= halfUnits / 2.0;
                        }

                        break;
                }

                // Each step rounds to a nanosecond of the rate.
                tolerance += (2 * rate / CapacityClock.Second) + (Math.Abs(units) * 1e-12);
                Assert.InRange(bucket.Units(now), units - tolerance, units + tolerance);
                Assert.True(Math.Abs(units) <= tolerance || bucket.IsEmpty(now) == units <= 0);
            }
        }
    }

    [Fact]
    public async Task Threads_spend_every_unit_once()
    {
        const int threads = 8;
        var clock = new FakeClock();
        using var test = new TestEngine(clock: clock);
        await test.Engine.CreateTableAsync(new CreateTableRequest
        {
            TableName = "things",
            AttributeDefinitions = [new("pk", AttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH)],
            BillingMode = BillingMode.PROVISIONED,
            ProvisionedThroughput = new ProvisionedThroughput(10, 10),
        });
        var written = 0;
        var tasks = Enumerable.Range(0, threads).Select(thread => Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    await test.PutAsync(Item.Of(("pk", $"{thread}")));
                    Interlocked.Increment(ref written);
                }
            }
            catch (ProvisionedThroughputExceededException)
            {
                // This thread is done.
            }
        }));
        await Task.WhenAll(tasks);

        // Those that were let in together may owe.
        Assert.InRange(written, 3000, 3000 + threads - 1);
        Assert.Equal(written, test.Engine.Context.Catalog.Get("things").Capacity.Consumed.WriteUnits);
        Assert.Equal(threads, test.Engine.Context.Catalog.Get("things").Capacity.Consumed.ThrottledWrites);
    }
}
