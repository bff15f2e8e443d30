// Strict serialisability of transactions that append to lists and read them (in the manner of Elle: Kingsbury and Alvaro, 2020). Elements are unique, and a
// list tells the order of its writers: what everybody read gives the order of versions, and with it who came before whom.
namespace Dyno.Reliability.Histories;

internal static class AppendChecker
{
    internal static List<string> Check(IReadOnlyList<HistoryTransaction> transactions)
    {
        var anomalies = new List<string>();
        var writers = new Dictionary<(int Key, long Element), int>();
        for (var t = 0; t < transactions.Count; t++)
        {
            foreach (var append in transactions[t].Operations.Where(o => o.Act == HistoryAct.Append))
            {
                writers.Add((append.Key, append.Value), t);
            }
        }

        var reads = Reads(transactions, anomalies).ToList();
        var orders = Orders(reads, anomalies);
        var graph = new HistoryGraph(transactions);
        foreach (var (key, order) in orders)
        {
            for (var i = 0; i < order.Length; i++)
            {
                if (!writers.TryGetValue((key, order[i]), out var writer))
                {
                    anomalies.Add($"Element {order[i]} of list {key} was appended by nobody.");
                    return anomalies;
                }

                if (transactions[writer].Outcome == HistoryOutcome.Failed)
                {
                    anomalies.Add($"Element {order[i]} of list {key} is there, but {transactions[writer]} failed (G1a, aborted read).");
                }

                if (i > 0)
                {
                    graph.Add(writers[(key, order[i - 1])], writer, $"(ww, list {key})");
                }
            }
        }

        foreach (var (reader, key, list) in reads)
        {
            var order = orders[key];
            if (list.Length > 0)
            {
                graph.Add(writers[(key, list[^1])], reader, $"(wr, list {key})");
            }

            if (list.Length < order.Length)
            {
                graph.Add(reader, writers[(key, order[list.Length])], $"(rw, list {key})");
            }
        }

        AddLost(transactions, reads, orders, anomalies);
        if (graph.FindCycle() is { } cycle)
        {
            anomalies.Add($"A cycle: {cycle}");
        }

        return anomalies;
    }

    // What transactions read of others: without what they had appended themselves, which must be the end.
    private static IEnumerable<(int Reader, int Key, long[] List)> Reads(IReadOnlyList<HistoryTransaction> transactions, List<string> anomalies)
    {
        for (var t = 0; t < transactions.Count; t++)
        {
            if (transactions[t].Outcome != HistoryOutcome.Ok)
            {
                continue;
            }

            var own = new Dictionary<int, List<long>>();
            foreach (var operation in transactions[t].Operations)
            {
                var mine = own.TryGetValue(operation.Key, out var known) ? known : own[operation.Key] = [];
                if (operation.Act == HistoryAct.Append)
                {
                    mine.Add(operation.Value);
                }
                else if (operation.Act == HistoryAct.ReadList)
                {
                    var list = operation.List!;
                    if (!list.TakeLast(mine.Count).SequenceEqual(mine))
                    {
                        anomalies.Add($"{transactions[t]} does not see its own appends to list {operation.Key}.");
                    }
                    else
                    {
                        yield return (t, operation.Key, list[..^mine.Count]);
                    }
                }
            }
        }
    }

    // The longest list that was read of each key; all others must begin it.
    private static Dictionary<int, long[]> Orders(List<(int Reader, int Key, long[] List)> reads, List<string> anomalies)
    {
        var orders = new Dictionary<int, long[]>();
        foreach (var key in reads.GroupBy(r => r.Key))
        {
            var longest = orders[key.Key] = key.MaxBy(r => r.List.Length).List;
            if (longest.Distinct().Count() != longest.Length)
            {
                anomalies.Add($"List {key.Key} has an element twice: {string.Join(' ', longest)}.");
            }

            foreach (var (_, _, list) in key)
            {
                if (!list.AsSpan().SequenceEqual(longest.AsSpan(0, list.Length)))
                {
                    anomalies.Add($"List {key.Key} was read as ({string.Join(' ', list)}) and as ({string.Join(' ', longest)}): neither begins the other (incompatible orders).");
                    orders[key.Key] = [];
                    reads.RemoveAll(r => r.Key == key.Key);
                    break;
                }
            }
        }

        return orders;
    }

    private static void AddLost(
        IReadOnlyList<HistoryTransaction> transactions, List<(int Reader, int Key, long[] List)> reads, Dictionary<int, long[]> orders, List<string> anomalies)
    {
        var latest = reads.GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.Max(r => transactions[r.Reader].Invoked));
        var there = orders.SelectMany(o => o.Value.Select(e => (o.Key, e))).ToHashSet();
        foreach (var transaction in transactions.Where(t => t.Outcome == HistoryOutcome.Ok))
        {
            foreach (var append in transaction.Operations.Where(o => o.Act == HistoryAct.Append))
            {
                if (latest.TryGetValue(append.Key, out var time) && time > transaction.Completed && !there.Contains((append.Key, append.Value)))
                {
                    anomalies.Add($"{transaction} was acknowledged, and element {append.Value} is in no later list {append.Key} (lost update).");
                }
            }
        }
    }
}
