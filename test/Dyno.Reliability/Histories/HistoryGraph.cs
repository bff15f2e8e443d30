// Which transaction must come before which, and whether that is possible: in a strictly serialisable history no transaction comes before itself.
//
// 1. An edge stands for what was observed (somebody read or overwrote what the other wrote) or for time: one ended before the other began. 2. Time has a node
// for every end: from a transaction to its end, from an end to the next one, from the last end before it to a beginning; so there are few edges. 3. A
// cycle is an anomaly; one is told with its reasons.
namespace Dyno.Reliability.Histories;

internal sealed class HistoryGraph
{
    private readonly IReadOnlyList<HistoryTransaction> _transactions;
    private readonly List<(int To, string Why)>[] _edges;

    internal HistoryGraph(IReadOnlyList<HistoryTransaction> transactions)
    {
        _transactions = transactions;
        _edges = [.. Enumerable.Range(0, 2 * transactions.Count).Select(_ => new List<(int, string)>())];
        AddTime();
    }

    internal void Add(int from, int to, string why)
    {
        if (from != to)
        {
            _edges[from].Add((to, why));
        }
    }

    // The shortest way back to a transaction of the first knot that there is.
    internal string? FindCycle()
    {
        foreach (var knot in Knots())
        {
            var start = knot.Where(n => n < _transactions.Count).Min();
            var inside = knot.ToHashSet();
            var cameBy = new Dictionary<int, (int From, string Why)>();
            var queue = new Queue<int>([start]);
            while (queue.TryDequeue(out var node) && !cameBy.ContainsKey(start))
            {
                foreach (var (to, why) in _edges[node])
                {
                    if (inside.Contains(to) && cameBy.TryAdd(to, (node, why)))
                    {
                        queue.Enqueue(to);
                    }
                }
            }

            var told = new List<string>();
            for (var at = start; told.Count == 0 || at != start; at = cameBy[at].From)
            {
                var (from, why) = cameBy[at];
                told.Add(at < _transactions.Count ? $"{(from < _transactions.Count ? "" : "… ")}{why} before {_transactions[at]}" : why);
            }

            told.Reverse();
            return $"{_transactions[start]} {string.Join("; ", told.Where(t => t.Length > 0))}";
        }

        return null;
    }

    private void AddTime()
    {
        var count = _transactions.Count;
        var ends = Enumerable.Range(0, count).Where(i => _transactions[i].Completed != long.MaxValue).OrderBy(i => _transactions[i].Completed).ToList();
        for (var i = 0; i < ends.Count; i++)
        {
            _edges[ends[i]].Add((count + i, "ended"));
            if (i > 0)
            {
                _edges[count + i - 1].Add((count + i, ""));
            }
        }

        var last = -1;
        foreach (var begun in Enumerable.Range(0, count).OrderBy(i => _transactions[i].Invoked))
        {
            while (last + 1 < ends.Count && _transactions[ends[last + 1]].Completed < _transactions[begun].Invoked)
            {
                last++;
            }

            if (last >= 0)
            {
                _edges[count + last].Add((begun, "time"));
            }
        }
    }

    // Tarjan's strongly connected components of more than one node, without recursion.
    private IEnumerable<List<int>> Knots()
    {
        var (index, low, onStack) = (new int[_edges.Length], new int[_edges.Length], new bool[_edges.Length]);
        var (stack, work, next) = (new Stack<int>(), new Stack<(int Node, int Edge)>(), 1);
        for (var root = 0; root < _edges.Length; root++)
        {
            if (index[root] != 0)
            {
                continue;
            }

            work.Push((root, 0));
            while (work.TryPop(out var at))
            {
                var (node, edge) = at;
                if (edge == 0)
                {
                    index[node] = low[node] = next++;
                    stack.Push(node);
                    onStack[node] = true;
                }
                else
                {
                    low[node] = Math.Min(low[node], low[_edges[node][edge - 1].To]);
                }

                while (edge < _edges[node].Count && index[_edges[node][edge].To] != 0)
                {
                    var seen = _edges[node][edge++].To;
                    low[node] = onStack[seen] ? Math.Min(low[node], index[seen]) : low[node];
                }

                if (edge < _edges[node].Count)
                {
                    work.Push((node, edge + 1));
                    work.Push((_edges[node][edge].To, 0));
                    continue;
                }

                if (low[node] == index[node])
                {
                    var knot = new List<int>();
                    int member;
                    do
                    {
                        member = stack.Pop();
                        onStack[member] = false;
                        knot.Add(member);
                    }
                    while (member != node);
                    if (knot.Count > 1)
                    {
                        yield return knot;
                    }
                }
            }
        }
    }
}
