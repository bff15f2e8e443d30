// The two curves as SVG, on logarithmic scales: Find over the size of the table, durable inserts over threads.

using System.Globalization;
using System.Net;
using System.Text;

namespace Dyno.Benchmarks.Ef;

internal static class EfChart
{
    private const int PanelWidth = 470;
    private const int PanelHeight = 320;
    private const int Left = 70;
    private const int Top = 36;
    private const int Width = 290;
    private const int Height = 230;

    // Okabe and Ito's palette, which most eyes can tell apart.
    private static readonly (string Name, string Colour)[] Colours =
    [
        (Candidates.InMemory, "#E69F00"), (Candidates.Sqlite, "#009E73"), (Candidates.Npgsql, "#0072B2"), (Candidates.Dyno, "#D55E00"),
        (Candidates.Engine, "#CC79A7"), (Candidates.Raw, "#999999"),
    ];

    public static string Draw(EfReport report)
    {
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{2 * PanelWidth}" height="{PanelHeight}" font-family="sans-serif" font-size="12">""");
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        Panel(
            svg, 0, "Find, pooled: time over the table's size", "entities", report.Sizes.ConvertAll(s => (double)s.Entries),
            name => report.Sizes.ConvertAll(s => s.Figures.TryGetValue(name, out var figure) ? figure.Nanoseconds : 0), EfReport.Duration);
        Panel(
            svg, PanelWidth, "Durable inserts a second over threads", "threads", report.Writes.ConvertAll(w => (double)w.Threads),
            name => report.Writes.ConvertAll(w => w.PerSecond.GetValueOrDefault(name)), y => y.ToString("N0", CultureInfo.InvariantCulture));
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Panel(
        StringBuilder svg, int x, string title, string unit, List<double> places, Func<string, List<double>> valuesOf, Func<double, string> format)
    {
        var lines = Colours.Select(c => (c.Name, c.Colour, Values: valuesOf(c.Name))).Where(l => l.Values.Count > 0 && l.Values.TrueForAll(v => v > 0)).ToArray();
        if (lines.Length == 0)
        {
            return;
        }

        // Whole powers of ten around all values.
        var low = Math.Floor(Math.Log10(lines.Min(l => l.Values.Min())));
        var high = Math.Ceiling(Math.Log10(lines.Max(l => l.Values.Max())));
        Text(svg, x + Left, 20, title, "bold");
        for (var power = low; power <= high; power++)
        {
            var y = Y(Math.Pow(10, power));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<path d="M{x + Left} {y:F1}H{x + Left + Width}" stroke="#DDDDDD"/>""");
            Text(svg, x + 4, y + 4, format(Math.Pow(10, power)));
        }

        foreach (var place in places)
        {
            Text(svg, X(place) - 8, Top + Height + 18, place.ToString("N0", CultureInfo.InvariantCulture));
        }

        Text(svg, x + Left + (Width / 2), Top + Height + 38, unit);
        foreach (var (name, colour, values) in lines)
        {
            var path = string.Join('L', places.Zip(values, (p, v) => string.Create(CultureInfo.InvariantCulture, $"{X(p):F1} {Y(v):F1}")));
            svg.AppendLine($"""<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>""");
            Text(svg, X(places[^1]) + 8, Y(values[^1]) + 4, name, colour: colour);
        }

        double X(double place) => x + Left + (Width * (Math.Log(place) - Math.Log(places[0])) / (Math.Log(places[^1]) - Math.Log(places[0])));

        double Y(double value) => Top + Height - (Height * (Math.Log10(value) - low) / (high - low));
    }

    private static void Text(StringBuilder svg, double x, double y, string text, string weight = "normal", string colour = "black") => svg.AppendLine(
        CultureInfo.InvariantCulture,
        $"""<text x="{x:F1}" y="{y:F1}" font-weight="{weight}" fill="{colour}">{WebUtility.HtmlEncode(text)}</text>""");
}
