// The figures of a run as text: the table with ratios and goals, and the two curves.

using System.Globalization;
using System.Text;

namespace Dyno.Benchmarks.Ef;

internal sealed class EfReport(int entries)
{
    private static readonly string[] Names =
        [Candidates.Floor, Candidates.InMemory, Candidates.Sqlite, Candidates.Npgsql, Candidates.Dyno, Candidates.Engine];

    private readonly string _load = Machine.Load();

    private readonly List<(EfOperation Operation, Dictionary<string, Figure> Figures)> _rows = [];

    // Find over the number of entries.
    public List<(int Entries, Dictionary<string, Figure> Figures)> Sizes { get; } = [];

    // Durable inserts a second over the number of threads.
    public List<(int Threads, Dictionary<string, double> PerSecond)> Writes { get; } = [];

    // Compiled reads of one key a second, by four threads.
    public Dictionary<string, double>? Reads { get; set; }

    public void Add(EfOperation operation, Dictionary<string, Figure> figures) => _rows.Add((operation, figures));

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{entries:N0} entities of twelve properties and about 1 KB; medians of one run; {Machine.Describe()}; load average {_load} when it began.");
        Table(text);
        Threads(text);
        Curves(text);
        return text.ToString();
    }

    public static string Duration(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:F2} µs"),
        < 1e5 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:F1} µs"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:F0} µs"),
        < 1e7 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:N0} ms"),
    };

    private void Table(StringBuilder text)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        text.AppendLine().AppendLine($"| operation | {string.Join(" | ", Names)} | Dyno : floor | Npgsql : Dyno | goal | |");
        text.AppendLine($"|---|{string.Concat(Enumerable.Repeat("---|", Names.Length + 4))}");
        foreach (var (operation, figures) in _rows)
        {
            var cells = Names.Select(n => figures.TryGetValue(n, out var figure) ? Cell(figure) : "–");
            text.AppendLine(
                $"| {operation.Name} | {string.Join(" | ", cells)} | {Ratio(figures, Candidates.Dyno, Candidates.Floor)} | "
                + $"{Ratio(figures, Candidates.Npgsql, Candidates.Dyno)} | {Goal(operation, figures)} |");
        }
    }

    private static string Cell(Figure figure) => $"{Duration(figure.Nanoseconds)}, {Bytes(figure.Bytes)}";

    private static string Bytes(double bytes) => bytes switch
    {
        < 1e5 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024:F1} KB"),
        < 1e7 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024:N0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024 / 1024:N0} MB"),
    };

    private static string Ratio(Dictionary<string, Figure> figures, string over, string under) =>
        figures.TryGetValue(over, out var one) && figures.TryGetValue(under, out var other)
            ? string.Create(CultureInfo.InvariantCulture, $"{one.Nanoseconds / other.Nanoseconds:F1}")
            : "–";

    // A goal is for a machine of a certain speed, which the floor tells: what this one is to reach is in brackets.
    private static string Goal(EfOperation operation, Dictionary<string, Figure> figures)
    {
        var dyno = figures[Candidates.Dyno];
        if (figures.TryGetValue(Candidates.Sync, out var sync))
        {
            var most = sync.Nanoseconds * 1.25;
            return $"one sync ({Duration(sync.Nanoseconds)}; raw commit {Duration(figures[Candidates.Raw].Nanoseconds)}) + 25 % | {Verdict(dyno.Nanoseconds <= most)}";
        }

        if (operation.Goal is not { } goal)
        {
            return "– | ";
        }

        var scaled = goal.Nanoseconds * figures[Candidates.Floor].Nanoseconds / goal.FloorNanoseconds;
        if (goal.Bytes is not { } limit)
        {
            return $"≤ {Duration(goal.Nanoseconds)} (here {Duration(scaled)}) | {Verdict(dyno.Nanoseconds <= goal.Nanoseconds, dyno.Nanoseconds <= scaled)}";
        }

        // What the floor allocates more is the benchmark's and EF's, not the provider's.
        var here = limit + figures[Candidates.Floor].Bytes - goal.FloorBytes;
        return $"≤ {Duration(goal.Nanoseconds)}, {Bytes(limit)} (here {Duration(scaled)}, {Bytes(here)}) | "
            + Verdict(
                dyno.Nanoseconds <= goal.Nanoseconds && dyno.Bytes <= limit,
                dyno.Nanoseconds <= Math.Max(goal.Nanoseconds, scaled) && dyno.Bytes <= Math.Max(limit, here));
    }

    // Reads a second of four threads, and those of the floor on the machine that the goal was set on.
    private const double ThreadsGoal = 400_000;
    private const double ThreadsFloor = 2_900_000;

    private static string Verdict(bool held, bool byRatio = false) => held ? "held" : byRatio ? "held by ratio" : "missed";

    private void Threads(StringBuilder text)
    {
        if (Reads is not null)
        {
            text.AppendLine().AppendLine($"| a second | {string.Join(" | ", Names)} | goal | |");
            text.AppendLine($"|---|{string.Concat(Enumerable.Repeat("---|", Names.Length + 2))}");
            var scaled = ThreadsGoal * Reads[Candidates.Floor] / ThreadsFloor;
            text.AppendLine(
                $"| 4 threads, key, compiled, pooled | {string.Join(" | ", Names.Select(n => PerSecond(Reads, n)))} | "
                + string.Create(CultureInfo.InvariantCulture, $"≥ {ThreadsGoal:N0} (here {scaled:N0}) | ")
                + $"{Verdict(Reads[Candidates.Dyno] >= ThreadsGoal, Reads[Candidates.Dyno] >= scaled)} |");
        }

        if (Writes.Count == 0)
        {
            return;
        }

        string[] names = [.. Names.Where(Writes[0].PerSecond.ContainsKey), Candidates.Raw];
        text.AppendLine().AppendLine($"| durable inserts a second | {string.Join(" | ", names)} | Dyno : raw | goal | |");
        text.AppendLine($"|---|{string.Concat(Enumerable.Repeat("---|", names.Length + 3))}");
        var before = 0.0;
        foreach (var (threads, perSecond) in Writes)
        {
            var ratio = perSecond[Candidates.Dyno] / perSecond[Candidates.Raw];
            text.AppendLine(
                $"| {threads} thread{(threads == 1 ? "" : "s")} | {string.Join(" | ", names.Select(n => PerSecond(perSecond, n)))} | "
                + string.Create(CultureInfo.InvariantCulture, $"{ratio:F2} | rises, ≥ 0.7 of raw | ")
                + $"{Verdict(ratio >= 0.7 && perSecond[Candidates.Dyno] > before)} |");
            before = perSecond[Candidates.Dyno];
        }
    }

    private static string PerSecond(Dictionary<string, double> figures, string name) =>
        figures.TryGetValue(name, out var figure) ? figure.ToString("N0", CultureInfo.InvariantCulture) : "–";

    private void Curves(StringBuilder text)
    {
        if (Sizes.Count == 0)
        {
            return;
        }

        string[] names = [.. Names.Where(Sizes[0].Figures.ContainsKey)];
        text.AppendLine().AppendLine($"| Find, pooled, in a table of | {string.Join(" | ", names)} |");
        text.AppendLine($"|---|{string.Concat(Enumerable.Repeat("---|", names.Length))}");
        foreach (var (size, figures) in Sizes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {size:N0} | {string.Join(" | ", names.Select(n => Duration(figures[n].Nanoseconds)))} |");
        }
    }
}
