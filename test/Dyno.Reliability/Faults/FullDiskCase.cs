// A disk that is full when the first write buffer is flushed, and has room again some seconds later. What hangs a process once in thousands of random faults is shown by what comes before:
// - While a flush is under way and further buffers are filled, no second one may begin: RocksDB before 8.7 can let one wait for ever for another that failed (facebook/rocksdb#11872), and
//   closing for both.
// - Nothing may be written by itself when there is room again, for which RocksDB would look every five seconds: flushes meet then.
using Dyno.Engine;
using Dyno.Reliability.Shim;

namespace Dyno.Reliability.Faults;

internal static class FullDiskCase
{
    internal const string Name = "full-disk";

    // RocksDB goes on with flushes that were asked for before, a second after each that failed.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan UntilItLooksForRoom = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    internal static async Task RunAsync(string path, Action<string> found)
    {
        var ledger = new Ledger();
        var engine = DynoEngine.Open(path, Script.Options);
        foreach (var table in ScriptItems.Tables)
        {
            await engine.CreateTableAsync(ScriptItems.Create(table));
        }

        FileShim.Arm("write:table:1:held");
        var writing = WriteUntilRefusedAsync(engine, ledger);
        if (!await EndsAsync(UntilBuffersAreFullAsync(ledger)))
        {
            found("no buffer is flushed, or there is no end of buffers");
        }

        if (FileShim.Count("create", "table") is > 1 and var flushed)
        {
            found($"{flushed} tables were begun before the first was written: a second flush beside the first");
        }

        FileShim.Arm("write:table:1+:ENOSPC");
        if (!await EndsAsync(writing))
        {
            found("a write behind a full disk is not answered");
        }

        await EndsAsync(UntilQuietAsync(() => FileShim.Count("create", "table")));
        FileShim.Disarm();
        await Task.Delay(UntilItLooksForRoom);
        if (FileShim.Count("create", "table") is > 0 and var begun)
        {
            found($"{begun} tables were begun by themselves behind a full disk");
        }

        if (!await EndsAsync(Task.Run(engine.Dispose)))
        {
            // Nothing else can be asked of this process.
            found("closing behind a full disk does not end");
            Environment.FailFast(null);
        }

        await using var again = DynoEngine.Open(path, Script.Options);
        (await LedgerCheck.RunAsync(again, ledger)).ForEach(wrong => found($"after a full disk: {wrong}"));
    }

    private static async Task WriteUntilRefusedAsync(DynoEngine engine, Ledger ledger)
    {
        for (var key = 0; ; key = (key + 1) % ScriptItems.Keys)
        {
            var version = ledger.NextVersion();
            var entry = ledger.Begin([new(ScriptItems.Orders, key, version)]);
            try
            {
                await Task.Run(() => engine.PutItemAsync(new() { TableName = ScriptItems.Orders, Item = ScriptItems.Of(ScriptItems.Orders, key, version) }).AsTask());
            }
            catch (InternalServerErrorException)
            {
                return;
            }

            ledger.Acknowledge(entry);
        }
    }

    // Then a write finds no room in memory.
    private static async Task UntilBuffersAreFullAsync(Ledger ledger)
    {
        while (FileShim.Fired == 0)
        {
            await Task.Delay(10);
        }

        await UntilQuietAsync(() => ledger.AcknowledgedCount);
    }

    private static async Task UntilQuietAsync(Func<long> count)
    {
        for (var last = -1L; count() != last;)
        {
            last = count();
            await Task.Delay(Quiet);
        }
    }

    private static async Task<bool> EndsAsync(Task task) => await Task.WhenAny(task, Task.Delay(LongestWait)) == task;
}
