// For whom a leader waits before it writes, and for whom not.
using System.Diagnostics;
using Dyno.Storage.Commit;

namespace Dyno.Storage.Tests;

public sealed class ReturningCallersTests
{
    private static readonly long s_second = Stopwatch.Frequency;

    [Fact]
    public void Nobody_is_waited_for_before_the_first_answer_or_without_processors()
    {
        var callers = new ReturningCallers(hasProcessors: true);
        Assert.False(callers.AreAwaited);
        callers.Answer(2, s_second);
        Assert.True(callers.AreAwaited);

        var alone = new ReturningCallers(hasProcessors: false);
        alone.Answer(2, s_second);
        Assert.False(alone.AreAwaited);
    }

    [Fact]
    public void Who_has_come_again_is_not_waited_for()
    {
        var callers = new ReturningCallers(hasProcessors: true);
        callers.Answer(2, s_second);
        callers.Come();
        Assert.True(callers.AreAwaited);
        callers.Come();
        Assert.False(callers.AreAwaited);

        // More than were answered may come.
        callers.Come();
        Assert.False(callers.AreAwaited);
    }

    [Fact]
    public void A_crowd_is_not_waited_for()
    {
        var callers = new ReturningCallers(hasProcessors: true);
        callers.Answer(64, s_second);
        Assert.False(callers.AreAwaited);
    }

    // A commit that comes alone, a while after others.
    [Fact]
    public void After_a_pause_nobody_is_waited_for_and_nothing_is_learned()
    {
        var callers = new ReturningCallers(hasProcessors: true);
        callers.Answer(2, s_second);
        Thread.Sleep(5);
        Assert.True(callers.AreAwaited);
        callers.Wait();
        Assert.Equal(0, callers.GroupsToPass);
    }

    [Fact]
    public void Where_a_sync_takes_no_time_nobody_is_waited_for()
    {
        var callers = new ReturningCallers(hasProcessors: true);
        callers.Answer(2, usualTicks: 0);
        callers.Wait();
        Assert.Equal(0, callers.GroupsToPass);
    }

    [Fact]
    public void Who_does_not_come_is_waited_for_less_and_less_often()
    {
        var callers = new ReturningCallers(hasProcessors: true);
        foreach (var passed in (int[])[1, 3, 7, 15, 31, 63, 63])
        {
            Miss(callers);
            Assert.Equal(passed, callers.GroupsToPass);
        }
    }

    [Fact]
    public async Task Who_comes_in_time_is_waited_for_the_next_time_too()
    {
        var callers = new ReturningCallers(hasProcessors: true);
        Miss(callers);
        Miss(callers);
        Assert.Equal(2, callers.Misses);

        // Within a quarter of a millisecond, sooner or later: on a busy machine the other thread may be put aside many times.
        var clock = Stopwatch.StartNew();
        while (callers.Misses > 0)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "Nobody came in time.");
            using var answered = new ManualResetEventSlim();
            var other = Task.Run(() =>
            {
                answered.Wait();
                callers.Come();
            });
            callers.Answer(1, s_second);
            answered.Set();
            callers.Wait();
            await other;
        }

        Assert.Equal(0, callers.GroupsToPass);
    }

    [Fact]
    public void Who_came_before_the_leader_waited_came_in_time()
    {
        var callers = new ReturningCallers(hasProcessors: true);
        Miss(callers);
        while (callers.Misses > 0)
        {
            callers.Answer(1, s_second);
            callers.Come();
            callers.Wait();
        }

        Assert.Equal(0, callers.GroupsToPass);
    }

    // A thread that is put aside between the two has waited for nobody: the time was over.
    private static void Miss(ReturningCallers callers)
    {
        bool passes;
        int before;
        do
        {
            (passes, before) = (callers.GroupsToPass > 0, callers.GroupsToPass);
            callers.Answer(2, s_second);
            callers.Wait();
        }
        while (passes || callers.GroupsToPass == before);
    }
}
