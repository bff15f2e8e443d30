// The figures as an SVG chart: a panel for each operation and number of connections, a bar for each server, with the rounds' spread as a line.

using System.Globalization;
using System.Net;
using System.Text;

namespace Dyno.Benchmarks.Wire;

internal static class WireChart
{
    private const int PanelWidth = 440;
    private const int BarHeight = 18;
    private const int LabelWidth = 120;
    private const int BarWidth = 220;

    // Okabe and Ito's palette, which most eyes can tell apart.
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999"];

    public static string Draw(IReadOnlyList<WireServer> servers, Dictionary<(string Workload, int Connections, string Server), Figure> figures)
    {
        var shown = servers.Where(s => s.Name != WireRun.NullServerName).ToArray();
        var panelHeight = 44 + (BarHeight * shown.Length);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{2 * PanelWidth}" height="{20 + (panelHeight * Workload.All.Count)}" font-family="sans-serif" font-size="12">""");
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        for (var row = 0; row < Workload.All.Count; row++)
        {
            for (var column = 0; column < WireRun.Connections.Length; column++)
            {
                Panel(svg, 10 + (column * PanelWidth), 10 + (row * panelHeight), Workload.All[row].Name, WireRun.Connections[column], shown, figures);
            }
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static void Panel(
        StringBuilder svg, int x, int y, string workload, int connections, WireServer[] servers, Dictionary<(string, int, string), Figure> figures)
    {
        var most = servers.Select(s => figures[(workload, connections, s.Name)]).Where(f => f.Refusal is null).Max(f => f.Fastest);
        Text(svg, x, y + 16, $"{workload}, {connections} connection{(connections == 1 ? "" : "s")}, operations per second", "bold");
        for (var i = 0; i < servers.Length; i++)
        {
            var top = y + 24 + (i * BarHeight);
            var figure = figures[(workload, connections, servers[i].Name)];
            Text(svg, x, top + 13, servers[i].Name);
            if (figure.Refusal is not null)
            {
                Text(svg, x + LabelWidth, top + 13, "no figures");
                continue;
            }

            svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect x="{x + LabelWidth}" y="{top + 2}" width="{Scale(figure.Median):F1}" height="{BarHeight - 4}" fill="{Colours[i % Colours.Length]}"/>""");
            svg.AppendLine(
                CultureInfo.InvariantCulture,
                $"""<path d="M{x + LabelWidth + Scale(figure.Slowest):F1} {top + (BarHeight / 2)}H{x + LabelWidth + Scale(figure.Fastest):F1}" stroke="black"/>""");
            Text(svg, x + LabelWidth + (int)Scale(figure.Fastest) + 6, top + 13, figure.Median.ToString("N0", CultureInfo.InvariantCulture));
        }

        double Scale(double perSecond) => BarWidth * perSecond / most;
    }

    private static void Text(StringBuilder svg, int x, int y, string text, string weight = "normal") =>
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{x}" y="{y}" font-weight="{weight}">{WebUtility.HtmlEncode(text)}</text>""");
}
