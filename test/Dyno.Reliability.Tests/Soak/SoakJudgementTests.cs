// One percent of what is held after the warm-up is too much; what was held before it, what the system and the compiler hold, and a handle more or less are not.
using Dyno.Reliability.Soak;

namespace Dyno.Reliability.Tests.Soak;

public sealed class SoakJudgementTests
{
    private const int Count = 60;

    private static readonly SoakSample Flat = new(0, 5 << 20, 7 << 20, 20 << 20, 16 << 20, 60 << 20, 1 << 20, 140, 30);

    [Fact]
    public void What_is_flat_is_in_order() => Assert.Empty(Findings(_ => Flat));

    [Theory]
    [InlineData("heap")]
    [InlineData("native memory")]
    [InlineData("anonymous memory")]
    public void Two_percent_are_found(string what)
    {
        var finding = Assert.Single(Findings(i => what switch
        {
            "heap" => Flat with { Heap = Grown(Flat.Heap, i) },
            "native memory" => Flat with { Native = Grown(Flat.Native, i) },
            _ => Flat with { Anonymous = Grown(Flat.Anonymous, i) },
        }));
        Assert.StartsWith($"{what} grew by", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void What_grows_while_it_warms_up_is_not() => Assert.Empty(Findings(i => Flat with { Heap = i < Count / 4 ? Flat.Heap / 2 : Flat.Heap }));

    [Fact]
    public void Libraries_compiled_code_and_the_cache_are_told_and_not_judged() =>
        Assert.Empty(Findings(i => Flat with { Files = Grown(Flat.Files, i), Code = Grown(Flat.Code, i), Cache = Grown(Flat.Cache, i) }));

    [Fact]
    public void A_handle_in_a_minute_is_found() =>
        Assert.Contains("more handles", Assert.Single(Findings(i => Flat with { Handles = Flat.Handles + i })), StringComparison.Ordinal);

    [Fact]
    public void Two_handles_more_are_not() => Assert.Empty(Findings(i => Flat with { Handles = Flat.Handles + (i / 30) }));

    [Fact]
    public void A_thread_in_some_minutes_is_found() =>
        Assert.Contains("more threads", Assert.Single(Findings(i => Flat with { Threads = Flat.Threads + (i / 10) })), StringComparison.Ordinal);

    [Fact]
    public void A_short_run_may_grow_while_it_begins() => Assert.Empty(Findings(i => Flat with { Heap = Grown(Flat.Heap, 10 * i) }, isShort: true));

    private static long Grown(long bytes, int sample) => bytes + (bytes * sample / Count / 37);

    private static List<string> Findings(Func<int, SoakSample> sample, bool isShort = false)
    {
        var context = new RunContext(1, 1, TimeSpan.MaxValue, _ => { });
        SoakJudgement.Judge(context, [.. Enumerable.Range(0, Count).Select(i => sample(i) with { Seconds = 10 * (i + 1) })], isShort);
        Directory.Delete(context.Directory);
        return [.. context.Findings];
    }
}
