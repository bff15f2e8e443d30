// One run of the script with one fault in it: the script, the end of its process, and the look at what it left.
using Dyno.Engine;
using Dyno.Reliability.Shim;
using Dyno.Storage;

namespace Dyno.Reliability.Faults;

/// <summary>A rule of the shim ("write:log:17+:EIO"), the seed of the script, and whether the process ends without closing the database.</summary>
internal sealed class FaultCase(string rule, int seed, int steps, bool dies, string path, Action<string> found) : IScriptWitness
{
    private const int StepsBehindFailure = 25;

    private readonly Ledger _ledger = new();
    private readonly bool _readsMayFail = rule.StartsWith("read", StringComparison.Ordinal) || rule.StartsWith("open", StringComparison.Ordinal);
    private bool _writesStopped;
    private bool _closedBehind;
    private int _failures;
    private int _behind;

    internal int FailureCount => _failures;

    internal long FiredCount { get; private set; }

    internal int AcknowledgedCount => _ledger.AcknowledgedCount;

    internal async Task RunAsync()
    {
        var script = new Script(path, seed, steps, _ledger, this);
        FileShim.Arm(rule);
        await script.RunAsync();
        if (FileShim.Fired > 0 && !_readsMayFail && script.Engine is not null)
        {
            await ReadOnAsync(script);
        }

        FiredCount = FileShim.Fired;
        if (MustBeTold && script.Engine is not null)
        {
            await WriteUntilToldAsync(script);
        }

        if (dies)
        {
            // Nothing that it still does reaches the disk.
            FileShim.Arm("*:*:1+:EIO");
        }

        try
        {
            script.Close();
        }
        catch (Exception exception)
        {
            found($"closing failed: {exception}");
        }

        FileShim.Disarm();
        await ReopenAsync("the database does not open again", goOn: true);
        await ReopenAsync("the database does not open a second time", goOn: false);
        if (MustBeTold && !dies)
        {
            found("nobody was told of the failure");
        }
    }

    public bool Failed(StepKind step, bool isWrite, Exception exception)
    {
        _failures++;
        if (Complaint(exception) is { } complaint)
        {
            found($"{step} failed wrongly ({complaint}): {exception}");
        }
        else if (!isWrite && !_readsMayFail && step != StepKind.Reopen)
        {
            found($"{step} failed, although only writing does: {exception.Message}");
        }

        // A flush that failed leaves nothing in doubt: the next write finds out.
        _writesStopped |= isWrite && !_readsMayFail && step != StepKind.Flush;
        return _behind++ < StepsBehindFailure;
    }

    public void Succeeded(StepKind step, bool isWrite)
    {
        if (step == StepKind.Reopen)
        {
            // What failed before the database was closed is known now, and it takes writes again. A compaction that failed while it closed is nobody's loss.
            _writesStopped = false;
            _closedBehind |= FileShim.Fired > 0;
        }
        else if (_writesStopped && isWrite && step != StepKind.Flush)
        {
            found($"{step} was acknowledged after a write had failed");
        }
    }

    public void Wrong(StepKind step, string what) => found($"{step} answered wrongly: {what}");

    // What is wrong with an error as an answer to this fault, or null.
    private string? Complaint(Exception exception)
    {
        if (FileShim.Fired == 0)
        {
            return "nothing has failed yet";
        }

        if (rule.EndsWith(":short", StringComparison.Ordinal))
        {
            return "a short write is no failure";
        }

        var store = exception as StoreException;
        if (exception is InternalServerErrorException error)
        {
            store = error.InnerException as StoreException;
        }

        if (store is null)
        {
            // What was not created is not there.
            return exception is ResourceNotFoundException or TimeoutException && _ledger.Entries.Any(e => e.Schema is not null && _ledger[e] != Outcome.Acknowledged)
                ? null
                : "it is no error of the store";
        }

        if (store is not StoreIOException io)
        {
            return "it is not the operating system's error";
        }

        if (!exception.Message.Contains(path, StringComparison.Ordinal))
        {
            return "it does not name the database";
        }

        return io.IsDiskFull != rule.Contains(":ENOSPC", StringComparison.Ordinal) ? $"IsDiskFull is {io.IsDiskFull}" : null;
    }

    private async Task ReadOnAsync(Script script)
    {
        try
        {
            if (_ledger.Entries.Take(2).All(e => _ledger[e] == Outcome.Acknowledged))
            {
                await script.ReadAllAsync();
            }
        }
        catch (Exception exception)
        {
            found($"reads do not go on: {exception}");
        }
    }

    // Where the log or the manifest could not be written, somebody is told: the write itself, or the next ones.
    private bool MustBeTold =>
        FiredCount > 0 && _failures == 0 && !_closedBehind && rule.Split(':') is [("write" or "sync"), ("log" or "manifest"), _, ("EIO" or "ENOSPC" or "torn")];

    // A compaction behind the script's last write may be what failed, and it may be failing yet.
    private async Task WriteUntilToldAsync(Script script)
    {
        for (var i = 0; i < 20 && _failures == 0; i++)
        {
            try
            {
                await script.WriteAsync();
                await Task.Delay(25);
            }
            catch (Exception exception)
            {
                Failed(StepKind.Put, true, exception);
            }
        }
    }

    private async Task ReopenAsync(string complaint, bool goOn)
    {
        try
        {
            await using var engine = DynoEngine.Open(path, Script.Options);
            var wrong = await LedgerCheck.RunAsync(engine, _ledger);
            wrong.ForEach(w => found($"after {(goOn ? "the fault" : "writing on")}: {w}"));
            if (goOn && wrong.Count == 0)
            {
                await WriteOnAsync(engine, _ledger);
            }
        }
        catch (Exception exception)
        {
            found($"{complaint}: {exception}");
        }
    }

    /// <summary>Some writes into a database that was found to be sound.</summary>
    internal static async Task WriteOnAsync(DynoEngine engine, Ledger ledger)
    {
        foreach (var table in (await engine.ListTablesAsync(new())).TableNames)
        {
            for (var key = 0; key < 3; key++)
            {
                var version = ledger.NextVersion();
                var entry = ledger.Begin([new(table, key, version)]);
                await engine.PutItemAsync(new() { TableName = table, Item = ScriptItems.Of(table, key, version) });
                ledger.Acknowledge(entry);
            }
        }
    }
}
