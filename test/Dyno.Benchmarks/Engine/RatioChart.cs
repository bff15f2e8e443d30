// The ratios as bars, a panel for each group, with a mark where the goal is.

using System.Globalization;

namespace Dyno.Benchmarks.Engine;

internal static class RatioChart
{
    private const int BarHeight = 18;
    private const int LabelWidth = 430;
    private const int BarWidth = 300;

    // What is above is cut: the ratios of interest are those to the limit.
    private const double Most = 1.5;

    public static string Draw(IReadOnlyList<EngineRow> rows)
    {
        var groups = rows.Where(r => r.Ratio > 0).GroupBy(r => r.Group).ToArray();
        var svg = new Svg(LabelWidth + BarWidth + 80, 10 + (groups.Length * 50) + (rows.Count * BarHeight));
        var y = 10;
        foreach (var group in groups)
        {
            svg.Text(10, y + 16, $"{group.Key}: ratio to what it is held against", "bold");
            y += 26;
            var top = y;
            foreach (var row in group)
            {
                svg.Text(10, y + 13, $"{row.Operation} : {row.Limit}");
                svg.Bar(LabelWidth, y + 2, Scale(row.Ratio), BarHeight - 4, row.Verdict == "missed" ? Svg.Colours[1] : Svg.Colours[0]);
                svg.Text(LabelWidth + Scale(row.Ratio) + 6, y + 13, row.Ratio.ToString("F2", CultureInfo.InvariantCulture));
                if (row.Goal is { } goal)
                {
                    svg.Path([(LabelWidth + Scale(goal), y), (LabelWidth + Scale(goal), y + BarHeight)], "black", 2);
                }

                y += BarHeight;
            }

            svg.Path([(LabelWidth + Scale(1), top), (LabelWidth + Scale(1), y)], "#999999", dashes: "3");
            y += 24;
        }

        return svg.ToString();

        static double Scale(double ratio) => BarWidth * Math.Min(ratio, Most) / Most;
    }
}
