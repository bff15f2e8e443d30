// The two curves as SVG, on logarithmic scales: Find over the size of the table, durable inserts over threads.

using System.Globalization;

namespace Dyno.Benchmarks.Ef;

internal static class EfChart
{
    private static readonly (string Name, string Colour)[] Colours =
    [
        (Candidates.InMemory, "#E69F00"), (Candidates.Sqlite, "#009E73"), (Candidates.Npgsql, "#0072B2"), (Candidates.Dyno, "#D55E00"),
        (Candidates.Engine, "#CC79A7"), (Candidates.Raw, "#999999"),
    ];

    public static string Draw(EfReport report)
    {
        var svg = new Svg(2 * LinePanel.PanelWidth, LinePanel.PanelHeight);
        LinePanel.Draw(
            svg, 0, 0, "Find, pooled: time over the table's size", "entities", report.Sizes.ConvertAll(s => (double)s.Entries),
            Colours.Select(c => new Curve(c.Name, c.Colour, report.Sizes.ConvertAll(s => s.Figures.TryGetValue(c.Name, out var figure) ? figure.Nanoseconds : 0))),
            Machine.Duration);
        LinePanel.Draw(
            svg, LinePanel.PanelWidth, 0, "Durable inserts a second over threads", "threads", report.Writes.ConvertAll(w => (double)w.Threads),
            Colours.Select(c => new Curve(c.Name, c.Colour, report.Writes.ConvertAll(w => w.PerSecond.GetValueOrDefault(c.Name)))),
            y => y.ToString("N0", CultureInfo.InvariantCulture));
        return svg.ToString();
    }
}
