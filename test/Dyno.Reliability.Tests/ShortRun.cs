// A scenario as short as it is for CI, from a seed that is printed and taken back from DYNO_SEED. Each scenario has a class that derives from this.
using System.Globalization;
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests;

public abstract class ShortRun(string name, ITestOutputHelper output)
{
    [Fact]
    public async Task A_short_run_finds_nothing()
    {
        var seed = Environment.GetEnvironmentVariable("DYNO_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"DYNO_SEED={seed}");
        var scenario = Scenarios.Named(name);
        using var context = new RunContext(seed, scenario.ShortCount, TimeSpan.FromMinutes(5), output.WriteLine);
        await scenario.RunAsync(context);
        foreach (var (figure, value) in context.Figures)
        {
            output.WriteLine($"{figure}: {value}");
        }

        Assert.True(context.Findings.Count == 0, $"With DYNO_SEED={seed}: {string.Join(Environment.NewLine, context.Findings)}");
        Assert.True(context.DoneCount >= scenario.ShortCount, $"Only {context.DoneCount} of {scenario.ShortCount} {scenario.Unit} were done within five minutes.");
    }
}
