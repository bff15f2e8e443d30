// Many contexts of the provider at once for long (scorecard, row 8, and the load): no error, and nothing grows: memory, handles, threads. The load runs in a process of its own, which
// holds nothing else. What .NET and malloc would still be making for themselves after many minutes, and which has an end, is not made there: better code for what runs often,
// arenas of malloc, up to eight for each processor, each with gaps of its own between its blocks, which belong to nobody, and each thread's stock of freed blocks, which malloc counts as
// in use.
using System.Diagnostics;
using System.Globalization;

namespace Dyno.Reliability.Soak;

internal sealed class SoakScenario : Scenario
{
    internal const string Role = "soak-worker";

    private const string Finding = "FOUND ";
    private const string Figure = "FIGURE ";

    internal override string Name => "soak";

    internal override string Promise => "256 contexts of the provider at once (64 in CI): no error, memory flat after warm-up, no handle or thread is left behind";

    internal override string Unit => "seconds";

    internal override long LongCount => 600;

    internal override long ShortCount => 10;

    internal override async Task RunAsync(RunContext context)
    {
        var limit = Math.Min(context.Limit.TotalSeconds, TimeSpan.FromDays(1000).TotalSeconds);
        var start = Roles.Start(Role, [.. new[] { context.Seed, context.Count, context.Count <= ShortCount ? 1 : 0, limit }.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        start.Environment["MALLOC_ARENA_MAX"] = "1";
        start.Environment["GLIBC_TUNABLES"] = "glibc.malloc.tcache_count=0";
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        await using (new Timer(_ => CountSeconds(), null, 1000, 1000))
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                Hear(context, line);
            }

            await process.WaitForExitAsync();
        }

        CountSeconds();
        if (process.ExitCode != 0)
        {
            context.Found($"the process ended with {process.ExitCode}");
        }

        void CountSeconds() => context.Done(Math.Max(0, (long)context.Elapsed.TotalSeconds - context.DoneCount));
    }

    internal static async Task<int> WorkAsync(string[] arguments)
    {
        var numbers = Array.ConvertAll(arguments, a => double.Parse(a, CultureInfo.InvariantCulture));
        using var context = new RunContext((int)numbers[0], (long)numbers[1], TimeSpan.FromSeconds(numbers[3]), line => Console.WriteLine(line.ReplaceLineEndings(" ")));
        await SoakLoad.RunAsync(context, isShort: numbers[2] > 0);
        foreach (var (name, value) in context.Figures)
        {
            Console.WriteLine($"{Figure}{name}: {value}");
        }

        return 0;
    }

    // What the worker's run says, as its context words it.
    private static void Hear(RunContext context, string line)
    {
        if (line.StartsWith(Finding, StringComparison.Ordinal))
        {
            context.Found(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }
        else if (line.StartsWith(Figure, StringComparison.Ordinal))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            context.Figure(line[Figure.Length..colon], line[(colon + 2)..]);
        }
        else
        {
            context.Say(line);
        }
    }
}
