// The figures as an SVG chart: a panel for each operation and number of connections, a bar for each server, with the rounds' spread as a line.

using System.Globalization;

namespace Dyno.Benchmarks.Wire;

internal static class WireChart
{
    private const int PanelWidth = 440;
    private const int BarHeight = 18;
    private const int LabelWidth = 120;
    private const int BarWidth = 220;

    public static string Draw(IReadOnlyList<WireServer> servers, Dictionary<(string Workload, int Connections, string Server), Figure> figures)
    {
        var shown = servers.Where(s => s.Name != WireRun.NullServerName).ToArray();
        var panelHeight = 44 + (BarHeight * shown.Length);
        var svg = new Svg(2 * PanelWidth, 20 + (panelHeight * Workload.All.Count));
        for (var row = 0; row < Workload.All.Count; row++)
        {
            for (var column = 0; column < WireRun.Connections.Length; column++)
            {
                Panel(svg, 10 + (column * PanelWidth), 10 + (row * panelHeight), Workload.All[row].Name, WireRun.Connections[column], shown, figures);
            }
        }

        return svg.ToString();
    }

    private static void Panel(
        Svg svg, int x, int y, string workload, int connections, WireServer[] servers, Dictionary<(string, int, string), Figure> figures)
    {
        var most = servers.Select(s => figures[(workload, connections, s.Name)]).Where(f => f.Refusal is null).Max(f => f.Fastest);
        svg.Text(x, y + 16, $"{workload}, {connections} connection{(connections == 1 ? "" : "s")}, operations per second", "bold");
        for (var i = 0; i < servers.Length; i++)
        {
            var top = y + 24 + (i * BarHeight);
            var figure = figures[(workload, connections, servers[i].Name)];
            svg.Text(x, top + 13, servers[i].Name);
            if (figure.Refusal is not null)
            {
                svg.Text(x + LabelWidth, top + 13, "no figures");
                continue;
            }

            svg.Bar(x + LabelWidth, top + 2, Scale(figure.Median), BarHeight - 4, Svg.Colours[i % Svg.Colours.Length]);
            var middle = top + (BarHeight / 2);
            svg.Path([(x + LabelWidth + Scale(figure.Slowest), middle), (x + LabelWidth + Scale(figure.Fastest), middle)], "black");
            svg.Text(x + LabelWidth + (int)Scale(figure.Fastest) + 6, top + 13, figure.Median.ToString("N0", CultureInfo.InvariantCulture));
        }

        double Scale(double perSecond) => BarWidth * perSecond / most;
    }
}
