// Linearisability of registers. Values are unique, and a write is told what it replaced: that gives the order of the versions of each register, and a read
// stands between its version and the next one. Together with time this must be an order (linearisability is local: all registers are checked in one graph).
namespace Dyno.Reliability.Histories;

internal static class RegisterChecker
{
    internal static List<string> Check(IReadOnlyList<HistoryTransaction> transactions)
    {
        var anomalies = new List<string>();
        var writers = new Dictionary<(int Key, long Value), int>();
        var successors = new Dictionary<(int Key, long Value), int>();
        for (var t = 0; t < transactions.Count; t++)
        {
            foreach (var write in transactions[t].Operations.Where(o => o.Act == HistoryAct.Write))
            {
                writers.Add((write.Key, write.Value), t);
                if (transactions[t].Outcome == HistoryOutcome.Ok && write.Before is { } before && !successors.TryAdd((write.Key, before), t))
                {
                    anomalies.Add($"{transactions[t]} and {transactions[successors[(write.Key, before)]]} both replaced {before} (lost update).");
                }
            }
        }

        var graph = new HistoryGraph(transactions);
        for (var t = 0; t < transactions.Count; t++)
        {
            if (transactions[t].Outcome != HistoryOutcome.Ok)
            {
                continue;
            }

            foreach (var operation in transactions[t].Operations)
            {
                var seen = operation.Act == HistoryAct.Write ? operation.Before : operation.Value;
                if (seen is not { } value)
                {
                    continue;
                }

                if (value != 0)
                {
                    if (!writers.TryGetValue((operation.Key, value), out var writer) || transactions[writer].Outcome == HistoryOutcome.Failed)
                    {
                        anomalies.Add($"{transactions[t]} saw {value}, which nobody wrote, or somebody who failed.");
                        continue;
                    }

                    graph.Add(writer, t, $"(wr, register {operation.Key})");
                }

                if (operation.Act == HistoryAct.Read && successors.TryGetValue((operation.Key, value), out var next))
                {
                    graph.Add(t, next, $"(rw, register {operation.Key})");
                }
            }
        }

        if (graph.FindCycle() is { } cycle)
        {
            anomalies.Add($"A cycle: {cycle}");
        }

        return anomalies;
    }
}

// Money that is moved stays the same in sum, and no item is seen half.
internal static class BankChecker
{
    internal static List<string> Check(IReadOnlyList<HistoryTransaction> transactions, long total) =>
    [
        .. transactions.Where(t => t.Outcome == HistoryOutcome.Ok).SelectMany(t => t.Operations.Select(o => o switch
        {
            { Act: HistoryAct.Sum } when o.Value != total => $"{t} saw {o.Value} instead of {total} (fractured read, write skew or lost update).",
            { Act: HistoryAct.Torn } => $"{t} saw half an item.",
            _ => null,
        })).OfType<string>(),
    ];
}
