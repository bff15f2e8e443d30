// Histories of concurrent clients, checked (scorecard, row 6): registers, lists and a bank in turn, 2 to 64 clients. Every other history is made by a process
// that is killed while it runs, once or twice, and started again on what it left: what had no answer may have happened.
using System.Diagnostics;
using System.Globalization;
using Dyno.Engine;
using Dyno.Storage;

namespace Dyno.Reliability.Histories;

internal sealed class HistoriesScenario : Scenario
{
    internal const string Role = "history";

    private const int ShortTransactions = 600;
    private const int LongTransactions = 10_000;

    internal override string Name => "histories";

    internal override string Promise =>
        "registers are linearisable, transactions on lists and accounts strictly serialisable, and no item is seen half, with 2 to 64 clients and the process killed in every other history";

    internal override string Unit => "histories";

    internal override long LongCount => 1000;

    internal override long ShortCount => 12;

    internal override async Task RunAsync(RunContext context)
    {
        // A run that is taken up again was a long one.
        var transactions = context.Count > ShortCount || context.First > 0 ? LongTransactions : ShortTransactions;
        var (total, killed, unknown, failed) = (0L, 0, 0L, 0L);
        for (var number = (int)context.First; !context.IsOver && context.Findings.Count < 10; number++)
        {
            var random = new Random(unchecked((context.Seed * 7919) + number));
            var (workload, clients) = ((HistoryWorkload)(number % 3), 2 << random.Next(6));
            var withKills = number / 3 % 2 == 1;
            var history = withKills ? await MakeWithKillsAsync(context, workload, clients, random, transactions) : Make(context, workload, clients, random.Next(), transactions);
            foreach (var anomaly in Check(workload, history).Take(5))
            {
                context.Found(string.Create(CultureInfo.InvariantCulture, $"history {number} ({workload}, {clients} clients{(withKills ? ", killed" : "")}): {anomaly}"));
            }

            total += history.Count;
            killed += withKills ? 1 : 0;
            unknown += history.Count(t => t.Outcome == HistoryOutcome.Invoked);
            failed += history.Count(t => t.Outcome == HistoryOutcome.Failed);
            context.Done();
            Figure("transactions", total);
            Figure("of them without an answer", unknown);
            Figure("of them refused", failed);
            Figure("histories with kills", killed);
        }

        void Figure(string name, long value) => context.Figure(name, value.ToString("N0", CultureInfo.InvariantCulture));
    }

    internal static List<string> Check(HistoryWorkload workload, IReadOnlyList<HistoryTransaction> history) => workload switch
    {
        HistoryWorkload.Registers => RegisterChecker.Check(history),
        HistoryWorkload.Lists => AppendChecker.Check(history),
        _ => BankChecker.Check(history, HistoryClients.Accounts * HistoryClients.Money),
    };

    /// <summary>The process that is killed: history &lt;directory&gt; &lt;workload&gt; &lt;clients&gt; &lt;seed&gt; &lt;first&gt; &lt;count&gt;; events as lines.</summary>
    internal static async Task<int> RunChildAsync(string[] arguments)
    {
        using var engine = Open(arguments[0], inMemory: false);
        if ((await engine.ListTablesAsync(new())).TableNames.Count == 0)
        {
            await HistoryClients.PrepareAsync(engine);
        }

        using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        var numbers = arguments[2..].Select(a => long.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var clients = new HistoryClients(engine, Enum.Parse<HistoryWorkload>(arguments[1]), new HistoryRecorder(output));
        clients.Run((int)numbers[0], (int)numbers[1], numbers[2], numbers[3]);
        return 0;
    }

    private static List<HistoryTransaction> Make(RunContext context, HistoryWorkload workload, int count, int seed, int transactions)
    {
        using var engine = Open(context.NewPath("history"), inMemory: true);
        HistoryClients.PrepareAsync(engine).GetAwaiter().GetResult();
        var recorder = new HistoryRecorder();
        var clients = new HistoryClients(engine, workload, recorder);
        clients.Run(count, seed, 0, transactions);
        clients.ReadAll(transactions);
        return HistoryTransaction.From(recorder.Events);
    }

    private static async Task<List<HistoryTransaction>> MakeWithKillsAsync(RunContext context, HistoryWorkload workload, int clients, Random random, int transactions)
    {
        var path = context.NewPath("history");
        var events = new List<HistoryEvent>();
        var kills = random.Next(1, 3);
        long first = 0;
        for (var part = 0; part <= kills && first < transactions; part++)
        {
            var killAfter = part < kills ? random.Next(1, Math.Max(2, transactions / (kills + 1))) : int.MaxValue;
            await RunPartAsync(path, workload, clients, random.Next(), first, transactions - first, killAfter, events);
            first = events.Count == 0 ? 0 : events.Max(e => e.Id) + 1;
        }

        using (var engine = Open(path, inMemory: false))
        {
            var recorder = new HistoryRecorder();
            if ((await engine.ListTablesAsync(new())).TableNames.Count > 0)
            {
                new HistoryClients(engine, workload, recorder).ReadAll(first);
            }

            events.AddRange(recorder.Events);
            foreach (var fault in DatabaseFaults(engine))
            {
                context.Found($"after the kills of a {workload} history: {fault}");
            }
        }

        Directory.Delete(path, recursive: true);
        return HistoryTransaction.From(events);
    }

    // Items, entries and counters, as `dyno check` finds them.
    private static IEnumerable<string> DatabaseFaults(DynoEngine engine) => DatabaseCheck.Run(engine.Context.Store).Faults.Select(f => f.ToString()!);

    private static async Task RunPartAsync(
        string path, HistoryWorkload workload, int clients, int seed, long first, long count, int killAfterAnswers, List<HistoryEvent> events)
    {
        var start = Roles.Start(Role, [path, workload.ToString(), .. new long[] { clients, seed, first, count }.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException(Role);
        var answers = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (HistoryRecorder.Parse(line) is { } one)
            {
                events.Add(one);
                answers += one.Outcome == HistoryOutcome.Invoked ? 0 : 1;
                if (answers == killAfterAnswers)
                {
                    process.Kill();
                }
            }
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0 && answers < killAfterAnswers)
        {
            throw new InvalidOperationException($"The process of a history ended with {process.ExitCode}.");
        }
    }

    private static DynoEngine Open(string path, bool inMemory) => DynoEngine.Open(path, new()
    {
        InMemory = inMemory,
        Durability = Durability.LosesLastWritesOnPowerLoss,
        Throttling = Throttling.None,
        BlockCacheBytes = 16 << 20,
        WriteBufferBytes = 1 << 20,
    });
}
