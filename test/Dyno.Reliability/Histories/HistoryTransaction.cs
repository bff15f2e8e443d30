// What clients did and saw: transactions with the times of their beginning and end, on one clock for all processes of the machine.
using System.Text.Json;

namespace Dyno.Reliability.Histories;

internal enum HistoryAct
{
    // Appends Value to a list.
    Append,

    // Saw List.
    ReadList,

    // Wrote Value to a register; Before is what stood there, where the answer told.
    Write,

    // Saw Value in a register; 0 for nothing.
    Read,

    // Saw a sum of Value.
    Sum,

    // Saw an item whose parts do not belong together.
    Torn,
}

internal enum HistoryOutcome
{
    Invoked,
    Ok,
    Failed,
}

internal sealed record HistoryOperation(HistoryAct Act, int Key, long Value = 0, long? Before = null, long[]? List = null);

// A line of a history: an invocation, or an answer.
internal sealed record HistoryEvent(long Id, int Client, long At, HistoryOutcome Outcome, HistoryOperation[] Operations);

// A transaction without an answer may have happened, at any time after its invocation.
internal sealed record HistoryTransaction(long Id, int Client, long Invoked, long Completed, HistoryOutcome Outcome, HistoryOperation[] Operations)
{
    internal static List<HistoryTransaction> From(IEnumerable<HistoryEvent> events)
    {
        var answers = new Dictionary<long, HistoryEvent>();
        var invocations = new List<HistoryEvent>();
        foreach (var one in events)
        {
            if (one.Outcome == HistoryOutcome.Invoked)
            {
                invocations.Add(one);
            }
            else
            {
                answers.Add(one.Id, one);
            }
        }

        return
        [
            .. invocations.Select(i => answers.TryGetValue(i.Id, out var answer)
                ? new HistoryTransaction(i.Id, i.Client, i.At, answer.At, answer.Outcome, answer.Outcome == HistoryOutcome.Ok ? answer.Operations : i.Operations)
                : new HistoryTransaction(i.Id, i.Client, i.At, long.MaxValue, HistoryOutcome.Invoked, i.Operations)),
        ];
    }

    public override string ToString() => $"#{Id} of client {Client} [{string.Join(", ", Operations.Select(Text))}]{(Outcome == HistoryOutcome.Ok ? "" : $" {Outcome}")}";

    private static string Text(HistoryOperation o) => o.Act switch
    {
        HistoryAct.ReadList => $"read {o.Key} = ({(o.List!.Length > 12 ? $"{o.List.Length} elements to " : "")}{string.Join(' ', o.List.TakeLast(12))})",
        HistoryAct.Write => $"write {o.Key} = {o.Value}{(o.Before is { } before ? $" after {before}" : "")}",
        _ => $"{o.Act} {o.Key} {o.Value}",
    };
}

// Takes events down: in memory, or as lines of JSON that outlive the process.
internal sealed class HistoryRecorder(TextWriter? lines = null)
{
    private readonly Lock _lock = new();
    private readonly List<HistoryEvent> _events = [];

    internal IReadOnlyList<HistoryEvent> Events => _events;

    // An invocation stands before the operation begins, an answer after it came.
    internal void Add(HistoryEvent one)
    {
        var line = lines is null ? null : JsonSerializer.Serialize(one);
        lock (_lock)
        {
            if (line is null)
            {
                _events.Add(one);
                return;
            }

            lines!.WriteLine(line);
            lines.Flush();
        }
    }

    // A line that was cut off by the end of its process is no event.
    internal static HistoryEvent? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<HistoryEvent>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
