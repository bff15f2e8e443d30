// Row 2 of the scorecard: the states in which a loss of power may leave the disk.
using System.Globalization;
using Dyno.Reliability.Shim;

namespace Dyno.Reliability.PowerLoss;

internal sealed class PowerScenario : Scenario
{
    internal const string Role = "power-worker";

    private const int Steps = 300;
    private const int StatesOfRun = 50;

    internal override string Name => "power";

    internal override string Promise =>
        "the power fails: what was not synced is dropped, reordered or torn, also while the database is being recovered; it opens with all that was acknowledged, "
        + "with no write in part, and indexes and streams agree";

    internal override string Unit => "states";

    internal override long LongCount => 10_000;

    internal override long ShortCount => 100;

    internal override Task RunAsync(RunContext context) =>
        new WorkerPool(context, () => FileShim.Preload(Roles.Start(Role, context.Directory), context.Directory, syncs: false), StatesOfRun)
            .RunAsync(Enumerable.Range((int)context.First, int.MaxValue - (int)context.First).Select(i => string.Create(CultureInfo.InvariantCulture, $"{context.Seed + i} {Steps} {StatesOfRun}")));

    internal static Task<int> WorkAsync(string[] arguments) => WorkerPool.ServeAsync(async (one, say) =>
    {
        var parts = one.Split(' ').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var run = new PowerCase(arguments[0], $"run-{Guid.NewGuid():N}", parts[0], parts[1], finding => say("FOUND " + finding), () => say("ALIVE"));
        await run.RunAsync(parts[2]);
        say(string.Create(CultureInfo.InvariantCulture, $"FIGURE recoveries cut {run.RecoveriesCut}"));
        say(string.Create(CultureInfo.InvariantCulture, $"FIGURE records {run.RecordCount}"));
    });
}
