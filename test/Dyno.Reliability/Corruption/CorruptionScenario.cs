// Scorecard 4. Files of databases are damaged in every way; whoever opens them gets an error or the right answer.
//
// What no file can tell is treated as exactly that (docs/limitations.md, Storage): of a killed database, a newest log that is removed, cut, zeros to its end, or
// broken in its last record only, looks like writes that never happened, and an earlier whole state opens. Of a closed one there is no exception.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Dyno.Reliability.Crash;
using Dyno.Storage.Recovery;

namespace Dyno.Reliability.Corruption;

internal sealed class CorruptionScenario : Scenario
{
    // Under the load of others too; it takes a tenth of a second.
    private static readonly TimeSpan LongestState = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    internal override string Name => "corruption";

    internal override string Promise =>
        "files of every kind are flipped, torn, cut, removed and exchanged, of killed and of closed databases; the answer is an error or right, never wrong, never a hang or a dead process";

    internal override string Unit => "states";

    internal override long LongCount => 10_000;

    internal override long ShortCount => 150;

    internal override async Task RunAsync(RunContext context)
    {
        _counts.Clear();
        var source = await DamagedSource.CreateAsync(context.NewPath("source"), context.Seed);
        var taken = context.First - 1;
        var lanes = Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 2, 4)).Select(_ => Task.Run(async () =>
        {
            using var worker = new WorkerProcess();
            while (!context.IsOver && Interlocked.Increment(ref taken) is var number && number < context.First + context.Count)
            {
                await RunOneAsync(context, source, worker, number);
                context.Done();
            }
        }));
        await Task.WhenAll(lanes);
        foreach (var (name, count) in _counts)
        {
            context.Figure(name, count.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    private async Task RunOneAsync(RunContext context, DamagedSource source, WorkerProcess worker, long number)
    {
        var random = new Random(unchecked((context.Seed * 1_000_003) + (int)number));
        var (original, kind, isClosed) = random.Next(5) switch
        {
            0 => (source.Killed, "killed", false),
            1 => (source.KilledAfterFlush, "flushed and killed", false),
            2 => (source.KilledAfterRecovery, "recovered and killed", false),
            3 => (source.Closed, "closed", true),
            _ => (source.ClosedAfterRecovery, "recovered and closed", true),
        };
        var path = context.NewPath("state");
        CrashTables.Copy(original, path);
        var damage = Damage.Choose(original, random);
        damage.Apply(path, random);
        Count($"{damage.FileKind} damaged");
        var good = true;
        void Found(string text)
        {
            good = false;
            context.Found($"state {number}, {kind} database, {damage}: {text}");
        }

        var answers = await worker.AskAsync(path, LongestState);
        if (answers is null)
        {
            Found(worker.Complaint);
            return;
        }

        Judge(source.States, damage, isClosed, original, "looked at", answers[0], Found);
        Judge(source.Answers, damage, isClosed, original, "read", answers[1], Found);
        Judge(source.States, damage, isClosed, original, "opened", answers[2], Found);

        if (good)
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private void Judge(List<string> states, Damage damage, bool isClosed, string original, string how, string answer, Action<string> found)
    {
        var space = answer.IndexOf(' ', StringComparison.Ordinal);
        var (kind, rest) = (answer[..space], answer[(space + 1)..]);
        switch (kind)
        {
            case "right" when rest == states[^1]:
                Count($"{how}: right");
                break;
            case "right" when states.Contains(rest) && !isClosed && LooksUnfinished(damage, original):
                Count($"{how}: an earlier state, as documented");
                break;
            case "right":
                found($"{how}, it is {(states.Contains(rest) ? $"the state after commit {states.IndexOf(rest)} of {states.Count - 1}" : "no state that was")}");
                break;
            case "error" when rest.Contains(damage.File, StringComparison.Ordinal) || (damage.Other is { } other && rest.Contains(other, StringComparison.Ordinal)):
                Count($"{how}: an error that names the file");
                break;
            case "error":
                Count($"{how}: an error that names another file or the database");
                break;
            default:
                found($"{how}, it says {answer}");
                break;
        }
    }

    // Whether the newest log of a killed database ends as one does whose last write was not finished.
    private static bool LooksUnfinished(Damage damage, string original)
    {
        var newest = Directory.GetFiles(original, "*.log").Select(f => Path.GetFileName(f)!).Where(f => ulong.TryParse(f[..^4], out _)).Max(StringComparer.Ordinal)!;
        if (damage.File != newest)
        {
            return false;
        }

        // An empty file, or an older log, in the place of the newest.
        if (damage.Kind == DamageKind.OtherFile && (Damage.KindOf(damage.Other!) == "log" || new FileInfo(Path.Combine(original, damage.Other!)).Length == 0))
        {
            return true;
        }

        // A log whose end is zeros is one that was cut: a file may be longer than what was written.
        if (damage.Kind is DamageKind.Removal or DamageKind.Truncation or DamageKind.TruncationToNothing
            || (damage.Kind == DamageKind.ZeroPage && damage.To == new FileInfo(Path.Combine(original, newest)).Length))
        {
            return true;
        }

        // Where the last commit begins: while a record is told, the sound beginning ends before it.
        var last = 0L;
        LogRecords? records = null;
        records = new(0, _ => last = records!.SoundBytes);
        records.ReadFile(Path.Combine(original, newest));
        return damage.Kind is not (DamageKind.Swap or DamageKind.OtherFile) && damage.From >= last;
    }

    private void Count(string name) => _counts.AddOrUpdate(name, 1, (_, n) => n + 1);

    // One worker at a time; a new one where the last one died or hung.
    private sealed class WorkerProcess : IDisposable
    {
        private Process? _process;

        internal string Complaint { get; private set; } = "";

        // Null where it died or did not answer: then Complaint says so.
        internal async Task<string[]?> AskAsync(string path, TimeSpan limit)
        {
            _process ??= Start();
            await _process.StandardInput.WriteLineAsync(path);
            await _process.StandardInput.FlushAsync();
            var answers = new string[CorruptionWorker.Lines];
            using var time = new CancellationTokenSource(limit);
            try
            {
                for (var i = 0; i < answers.Length; i++)
                {
                    if (await _process.StandardOutput.ReadLineAsync(time.Token) is not { } line)
                    {
                        await _process.WaitForExitAsync(CancellationToken.None);
                        Complaint = $"{(i == 0 ? "looked at" : "opened")}, the process dies with {_process.ExitCode}";
                        Stop();
                        return null;
                    }

                    answers[i] = line;
                }
            }
            catch (OperationCanceledException)
            {
                Complaint = $"it hangs for more than {limit.TotalSeconds} s";
                Stop();
                return null;
            }

            return answers;
        }

        public void Dispose() => Stop();

        private static Process Start()
        {
            var start = Roles.Start(CorruptionWorker.Role);
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = true;
            return Process.Start(start)!;
        }

        private void Stop()
        {
            if (_process is { } process)
            {
                process.Kill();
                process.Dispose();
                _process = null;
            }
        }
    }
}
