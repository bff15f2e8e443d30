// One curve of the engine: what a thing costs at each size of something, and the ratio that may not rise.

using System.Globalization;
using System.Text;

namespace Dyno.Benchmarks.Scale;

/// <param name="Title">What grows.</param>
/// <param name="Unit">In what.</param>
/// <param name="Columns">What is measured at each place.</param>
/// <param name="Format">How a figure is shown.</param>
internal sealed record Sweep(string Title, string Unit, string[] Columns, Func<double, string> Format)
{
    private readonly List<(double Place, double[] Figures)> _points = [];
    private readonly List<(string Text, double Figure, double Goal, bool AtMost)> _goals = [];

    public IReadOnlyList<double> Places => _points.ConvertAll(p => p.Place);

    public void Add(double place, params double[] figures) => _points.Add((place, figures));

    /// <summary>A figure of a column at a place.</summary>
    public double this[int column, double place] => _points.Find(p => p.Place == place).Figures[column];

    public IEnumerable<double> Column(int column) => _points.Select(p => p.Figures[column]);

    public void Goal(string text, double figure, double atMost) => _goals.Add((text, figure, atMost, true));

    public void GoalAtLeast(string text, double figure, double atLeast) => _goals.Add((text, figure, atLeast, false));

    /// <summary>What a column costs against the first one at the same place.</summary>
    public IEnumerable<Curve> Ratios() => Columns.Skip(1).Select(
        (name, i) => new Curve(name, Svg.Colours[i % Svg.Colours.Length], _points.ConvertAll(p => p.Figures[0] > 0 ? p.Figures[i + 1] / p.Figures[0] : 0)));

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n### {Title}\n\n| {Unit} | {string.Join(" | ", Columns)} |\n|---|{string.Concat(Columns.Select(_ => "---|"))}\n");
        foreach (var (place, figures) in _points)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {place:#,0.###} | {string.Join(" | ", figures.Select(f => f > 0 ? Format(f) : "–"))} |\n");
        }

        text.Append('\n');
        foreach (var (goal, figure, limit, atMost) in _goals)
        {
            var verdict = (atMost ? figure <= limit : figure >= limit) ? "held" : "missed";
            text.Append(CultureInfo.InvariantCulture, $"- {goal}: {figure:F2} (goal {(atMost ? "≤" : "≥")} {limit:0.##}): {verdict}\n");
        }

        return text.ToString();
    }
}
