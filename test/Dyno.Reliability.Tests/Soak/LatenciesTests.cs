// Percentiles are right to a class of 4 %, from microseconds to minutes.
using Dyno.Reliability.Soak;

namespace Dyno.Reliability.Tests.Soak;

public sealed class LatenciesTests
{
    [Fact]
    public void A_share_of_the_operations_took_no_longer()
    {
        var latencies = new Latencies();
        for (var i = 1; i <= 1000; i++)
        {
            latencies.Add(TimeSpan.FromMilliseconds(i));
        }

        Assert.Equal(1000, latencies.Count);
        Assert.InRange(latencies.Milliseconds(0.5), 500, 525);
        Assert.InRange(latencies.Milliseconds(0.99), 990, 1035);
    }

    [Fact]
    public void The_shortest_and_the_longest_are_counted_too()
    {
        var latencies = new Latencies();
        latencies.Add(TimeSpan.Zero);
        latencies.Add(TimeSpan.FromDays(1));
        Assert.Equal(2, latencies.Count);
        Assert.InRange(latencies.Milliseconds(0.5), 0, 0.01);
        Assert.InRange(latencies.Milliseconds(1), 60_000, 86_400_000);
    }
}
