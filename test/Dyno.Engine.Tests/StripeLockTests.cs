// The lock of a stripe: one holder at a time, and everybody who waits gets it, whoever else shares the room to sleep in.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Tests;

public class StripeLockTests
{
    private const int Locks = 5;
    private const int Threads = 12;

    [Theory]
    [InlineData(20_000, 0)]
    [InlineData(400, 7)]
    public async Task Nobody_enters_what_is_held_and_nobody_is_forgotten(int rounds, int sleepEvery)
    {
        // Two of them sleep in the same room.
        var stripes = Enumerable.Range(0, Locks).Select(i => new KeyStripe(i == 0 ? 64 + 1 : i)).ToArray();
        var (counts, inside, wrong) = (new int[Locks], new int[Locks], 0);
        var threads = Enumerable.Range(0, Threads).Select(t => Task.Factory.StartNew(
            () =>
            {
                for (var round = 0; round < rounds; round++)
                {
                    var at = (round + (t % 2)) % Locks;
                    stripes[at].Enter();
                    wrong |= inside[at]++;
                    counts[at]++;
                    if (sleepEvery > 0 && round % sleepEvery == 0)
                    {
                        Thread.Sleep(1);
                    }

                    inside[at]--;
                    stripes[at].Exit();
                }
            },
            TaskCreationOptions.LongRunning)).ToArray();
        await Task.WhenAll(threads).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(0, wrong);
        Assert.Equal(Threads * rounds, counts.Sum());
    }
}
