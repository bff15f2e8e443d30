// One database after another, each killed several times: starts the writing process, kills it or lets it die at a point of a file's life, reopens, verifies.
using System.Diagnostics;
using System.Globalization;
using Dyno.Engine;
using Dyno.Reliability.Shim;
using Dyno.Storage;

namespace Dyno.Reliability.Crash;

internal sealed class CrashLane(RunContext context, string template, int seed, CrashFigures figures)
{
    private const int KillsOfDatabase = 8;
    private const int MostWriters = 64;

    // A database whose journal has grown so long is left: reading all of it each time takes longer than the kill.
    private const long MostOperations = 12_000;

    private const int DiedOfKill = 128 + 9;
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(4);
    private static readonly int[] WriterCounts = [1, 1, 2, 4, 8, 16, 32, 64];
    private static readonly string[] Controls = ["none", "index", "index", "side", "checkpoint"];

    private readonly Random _random = new(seed);

    // next: takes a kill from what is left to do; false when all are taken.
    internal async Task RunAsync(Func<bool> next)
    {
        while (true)
        {
            var database = context.NewPath("db");
            CrashTables.Copy(template, database);
            var databaseSeed = _random.Next();
            var models = Enumerable.Range(0, MostWriters).Select(w => new CrashModel(databaseSeed, w)).ToArray();
            for (var kill = 0; kill < KillsOfDatabase && models.Sum(m => m.Done) < MostOperations; kill++)
            {
                if (!next())
                {
                    Delete(database);
                    return;
                }

                if (!await KillAsync(database, databaseSeed, models, kill))
                {
                    break;
                }

                context.Done();
            }

            if (context.Findings.Count == 0)
            {
                Delete(database);
            }
        }
    }

    private async Task<bool> KillAsync(string database, int databaseSeed, CrashModel[] models, int kill)
    {
        var writers = WriterCounts[_random.Next(WriterCounts.Length)];
        var control = Controls[_random.Next(Controls.Length)];
        var point = Point();
        var acknowledged = models.Select(m => m.Done).ToArray();
        var before = acknowledged.Sum();
        var where = $"database seed {databaseSeed}, kill {kill}, {writers} writers, {control}, {(point.Length > 0 ? point : "at random")}: ";
        void Found(string text) => context.Found(where + text);

        var said = await LiveAsync(database, databaseSeed, control, point, acknowledged, writers, Found);
        figures.Add(acknowledged.Sum() - before, point, said.DiedItself);
        var good = true;
        void Report(string text)
        {
            good = false;
            Found(text);
        }

        // On a copy, the next process recovers what is left of this one and nobody else did before; in place, what a recovery left.
        var verified = _random.Next(2) == 0 ? context.NewPath("copy") : database;
        if (verified != database)
        {
            CrashTables.Copy(database, verified);
        }

        try
        {
            var report = DatabaseCheck.Run(verified);
            foreach (var fault in report.Faults)
            {
                Report($"the check before recovery: {fault}");
            }

            using var engine = DynoEngine.Open(verified, CrashTables.Options with { Durability = Durability.LosesLastWritesOnPowerLoss });
            VerifyControl(engine, said.Controls, Report);
            await new CrashVerifier(engine, models, Report).VerifyAsync(acknowledged);
        }
        catch (Exception exception)
        {
            Report($"it does not open or cannot be read: {exception}");
        }

        if (said.Controls.Contains("checkpoint"))
        {
            foreach (var fault in DatabaseCheck.Run(database + "-checkpoint").Faults)
            {
                Report($"the checkpoint: {fault}");
            }
        }

        Delete(database + "-checkpoint");
        Delete(database + "-checkpoint.tmp");
        if (good && verified != database)
        {
            Delete(verified);
        }

        return good;
    }

    private static void VerifyControl(DynoEngine engine, List<string> said, Action<string> found)
    {
        var index = engine.Context.Catalog.Get(CrashTables.State).FindIndex(CrashTables.Added);
        if ((said.Contains("added") && index is null) || (said.Contains("removed") && index is not null))
        {
            found($"the index was {said.Find(s => s is "added" or "removed")}, and is {(index is null ? "not " : "")}there");
        }

        var isThere = engine.Context.Catalog.Names().Contains(CrashTables.Side);
        if ((said.Contains("created") && !isThere) || (said.Contains("dropped") && isThere))
        {
            found($"the table was {said.Find(s => s is "created" or "dropped")}, and is {(isThere ? "" : "not ")}there");
        }
    }

    // A half of the kills comes from outside at any moment, the other from a call of the process itself.
    private string Point()
    {
        if (_random.Next(2) == 0)
        {
            return "";
        }

        var point = FileShim.KillPoints[_random.Next(FileShim.KillPoints.Length)];
        var most = point is "write:log" or "sync:log" ? 200 : point.EndsWith(":table", StringComparison.Ordinal) || point.EndsWith(":manifest", StringComparison.Ordinal) ? 12 : 2;
        string[] actions = point.StartsWith("write", StringComparison.Ordinal) ? ["kill", "killtorn", "killafter"] : ["kill", "killafter"];
        return $"{point}:{_random.Next(1, most + 1)}:{actions[_random.Next(actions.Length)]}";
    }

    private async Task<(bool DiedItself, List<string> Controls)> LiveAsync(
        string database, int databaseSeed, string control, string point, long[] acknowledged, int writers, Action<string> found)
    {
        IEnumerable<string> arguments =
            [database, databaseSeed.ToString(CultureInfo.InvariantCulture), control, .. acknowledged.Take(writers).Select(a => a.ToString(CultureInfo.InvariantCulture))];
        var start = FileShim.Preload(Roles.Start(CrashChild.Role, arguments), context.Directory, point, syncs: false);
        start.RedirectStandardOutput = true;
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        using var process = Process.Start(start)!;
        using var life = new CancellationTokenSource(LongestLife);
        await using var tooLong = life.Token.Register(process.Kill);

        // After so many acknowledgements, or a moment after the start: while it opens or just after.
        var target = point.Length > 0 ? 500 : _random.Next(300);
        var early = point.Length == 0 && _random.Next(5) == 0;
        var delay = _random.Next(early ? 400 : 4);
        var wasKilled = false;
        var controls = new List<string>();
        long count = 0;
        var time = Stopwatch.StartNew();
        var lastAt = TimeSpan.Zero;
        if (early)
        {
            _ = Task.Delay(delay, CancellationToken.None).ContinueWith(_ => process.Kill(), TaskScheduler.Default);
            wasKilled = true;
        }

        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line.StartsWith("C ", StringComparison.Ordinal))
            {
                controls.Add(line[2..]);
            }
            else if (line[0] == '!')
            {
                found($"the process says {line}");
            }
            else
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                acknowledged[int.Parse(line.AsSpan(0, space), CultureInfo.InvariantCulture)] = long.Parse(line.AsSpan(space + 1), CultureInfo.InvariantCulture);
                lastAt = time.Elapsed;
                if (++count >= target && !wasKilled)
                {
                    wasKilled = true;
                    Thread.Sleep(delay);
                    process.Kill();
                }
            }
        }

        await process.WaitForExitAsync(CancellationToken.None);
        if (life.IsCancellationRequested)
        {
            found($"the process got {count} of {target} acknowledgements within {LongestLife.TotalSeconds} s, the last one after {lastAt.TotalSeconds:N1} s");
        }

        if (process.ExitCode != DiedOfKill)
        {
            found($"the process ended with {process.ExitCode}");
        }

        return (!wasKilled, controls);
    }

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
