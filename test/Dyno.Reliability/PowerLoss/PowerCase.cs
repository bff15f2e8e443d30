// A run of the script that is written down, and looks at the states in which a loss of power may have left its disk at points of it.
using Dyno.Engine;
using Dyno.Reliability.Faults;
using Dyno.Reliability.Shim;

namespace Dyno.Reliability.PowerLoss;

// root: what the shim watches; name: a directory in it, new.
internal sealed class PowerCase(string root, string name, int seed, int steps, Action<string> found, Action alive)
{
    private const int StatesAtPoint = 4;

    private readonly Random _random = new(seed);
    private string TracePath => Path.Combine(Path.GetTempPath(), $"dyno-power-{Environment.ProcessId}.trace");

    internal int RecoveriesCut { get; private set; }

    internal int RecordCount { get; private set; }

    /// <summary>Looks at so many states.</summary>
    internal async Task RunAsync(int states)
    {
        var (records, ledger, disk) = await RecordAsync();
        RecordCount = records.Count;

        // Half of the points stand right behind an acknowledgement, where most is promised.
        var marks = Enumerable.Range(0, records.Count).Where(i => records[i].Kind == TraceKind.Mark).ToList();
        var points = Enumerable.Range(0, (states + StatesAtPoint - 1) / StatesAtPoint)
            .Select(i => i % 2 == 0 ? _random.Next(records.Count + 1) : marks[_random.Next(marks.Count)] + 1).Order().ToList();
        var outcomes = new List<Outcome>();
        var done = 0;
        var number = 0;
        foreach (var point in points)
        {
            for (; number < point; number++)
            {
                Follow(records[number], number, disk, outcomes);
            }

            for (var i = 0; i < StatesAtPoint && done < states; i++, done++)
            {
                var state = $"{name}-{done}";
                disk.WriteState(Path.Combine(root, state), _random);
                alive();
                await CheckAsync(state, $"seed {seed}, record {point} of {records.Count}, state {done}", ledger.With(outcomes));
            }
        }
    }

    private async Task<(List<TraceRecord> Records, Ledger Ledger, Disk Disk)> RecordAsync()
    {
        var path = Path.Combine(root, name);
        Directory.CreateDirectory(path);
        var disk = new Disk(path, name);
        var ledger = new Ledger((number, outcome) => FileShim.Mark(Ledger.Mark(number, outcome)));
        FileShim.Trace(TracePath);
        var script = new Script(Path.Combine(path, "db"), seed, steps, ledger, new Strict());
        await script.RunAsync();
        script.Close();
        FileShim.Trace(null);
        var records = Trace.Read(TracePath);
        File.Delete(TracePath);
        Directory.Delete(path, recursive: true);
        return (records, ledger, disk);
    }

    private static void Follow(TraceRecord record, int number, Disk disk, List<Outcome> outcomes)
    {
        if (record.Kind != TraceKind.Mark)
        {
            disk.Apply(record, number);
            return;
        }

        var (write, outcome) = Ledger.ReadMark(record.Data);
        while (outcomes.Count <= write)
        {
            outcomes.Add(Outcome.NotBegun);
        }

        outcomes[write] = outcome;
    }

    // Opens what was left. In a third of the states the power fails again while it is being opened or closed.
    private async Task CheckAsync(string state, string where, Ledger ledger)
    {
        var path = Path.Combine(root, state);
        var cutsRecovery = _random.Next(3) == 0;
        var before = cutsRecovery ? new Disk(path, state) : null;
        if (cutsRecovery)
        {
            FileShim.Trace(TracePath);
        }

        var wrong = await OpenAsync(path, ledger);
        if (before is not null)
        {
            FileShim.Trace(null);
            if (wrong.Count == 0)
            {
                var records = Trace.Read(TracePath);
                var point = _random.Next(records.Count + 1);
                for (var i = 0; i < point; i++)
                {
                    before.Apply(records[i], i);
                }

                RecoveriesCut++;
                Directory.Delete(path, recursive: true);
                before.WriteState(path, _random);
                wrong = await OpenAsync(path, ledger);
                where += $", again at record {point} of {records.Count} of its opening";
            }

            File.Delete(TracePath);
        }

        if (wrong.Count == 0 && _random.Next(8) == 0)
        {
            wrong = await WriteOnAsync(path, ledger);
            where += ", written on";
        }

        if (wrong.Count == 0)
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            found($"{where}: {string.Join("; ", wrong.Take(4))} ({path})");
        }
    }

    private static async Task<List<string>> OpenAsync(string path, Ledger ledger)
    {
        try
        {
            await using var engine = DynoEngine.Open(Path.Combine(path, "db"), Script.Options);
            return await LedgerCheck.RunAsync(engine, ledger);
        }
        catch (Exception exception)
        {
            return [exception.ToString()];
        }
    }

    private static async Task<List<string>> WriteOnAsync(string path, Ledger ledger)
    {
        await using (var engine = DynoEngine.Open(Path.Combine(path, "db"), Script.Options))
        {
            await FaultCase.WriteOnAsync(engine, ledger);
        }

        return await OpenAsync(path, ledger);
    }
}
