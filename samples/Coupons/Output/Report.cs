// Draws what the sample shows: a table row for each scenario, the plans behind them, and bars of latencies.

using Spectre.Console;

namespace Coupons.Output;

/// <summary>One scenario's outcome.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Items">Items returned or written.</param>
/// <param name="Requests">Requests to the store.</param>
/// <param name="Units">Capacity units.</param>
/// <param name="Elapsed">The time it took.</param>
/// <param name="Plan">How the store was asked.</param>
/// <param name="Note">What is worth saying of the outcome.</param>
public sealed record Outcome(string Name, long Items, long Requests, double Units, TimeSpan Elapsed, string Plan, string Note = "");

/// <summary>Draws outcomes.</summary>
public static class Report
{
    /// <summary>The table of all outcomes.</summary>
    public static void Table(IAnsiConsole console, IEnumerable<Outcome> outcomes)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("What was done, and what it cost");
        table.AddColumn("Scenario");
        table.AddColumn(new TableColumn("Items").RightAligned());
        table.AddColumn(new TableColumn("Pages").RightAligned());
        table.AddColumn(new TableColumn("Units").RightAligned());
        table.AddColumn(new TableColumn("Time").RightAligned());
        table.AddColumn("Outcome");
        foreach (var outcome in outcomes)
        {
            table.AddRow(
                Markup.Escape(outcome.Name),
                outcome.Items.ToString("N0"),
                outcome.Requests.ToString("N0"),
                outcome.Units.ToString("N1"),
                Duration(outcome.Elapsed),
                Markup.Escape(outcome.Note));
        }

        console.Write(table);
    }

    /// <summary>The plan of every scenario that reads.</summary>
    public static void Plans(IAnsiConsole console, IEnumerable<Outcome> outcomes)
    {
        foreach (var outcome in outcomes.Where(o => o.Plan.Length > 0))
        {
            console.Write(new Panel(new Text(outcome.Plan.TrimEnd())).Header(Markup.Escape(outcome.Name)).Border(BoxBorder.Rounded).Expand());
        }
    }

    /// <summary>Bars of the latencies of one kind of operation.</summary>
    public static void Bars(IAnsiConsole console, string title, Latencies latencies)
    {
        var chart = new BarChart().Width(72).Label($"[bold]{Markup.Escape(title)}[/], microseconds");
        foreach (var (label, share, color) in new[]
        {
            ("p50", 0.50, Color.Green), ("p90", 0.90, Color.Yellow), ("p99", 0.99, Color.Orange1), ("max", 1.0, Color.Red),
        })
        {
            chart.AddItem(label, Math.Round(latencies.Percentile(share).TotalMicroseconds), color);
        }

        console.Write(chart);
        console.WriteLine();
    }

    /// <summary>A time as a person reads it.</summary>
    public static string Duration(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => $"{time.TotalMicroseconds:N0} µs",
        < 1000 => $"{time.TotalMilliseconds:N1} ms",
        _ => $"{time.TotalSeconds:N2} s",
    };
}
