// One run of the sweeps: `Dyno.Benchmarks scale [--largest=10000000] [--output=folder] [--only=text] [--docs]`. Each is drawn as the ratio of what the engine
// takes to the limit, place by place: a ratio that rises is the sign of a defect. --largest is for the sweeps over many items.

using System.Text;
using System.Text.Json;

namespace Dyno.Benchmarks.Scale;

internal static class ScaleRun
{
    private const string Picture = "![Ratios to the limit over what grows](benchmarks-scale.svg)";
    private const int Columns = 2;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static int Run(string[] arguments)
    {
        var options = new RunOptions("scale", arguments, ("--largest", "10000000"));
        var load = Machine.Load();
        var directory = Directory.CreateTempSubdirectory("dyno-benchmarks-").FullName;
        var sweeps = new List<Sweep>();
        try
        {
            var suite = new ScaleSuite(directory, options.Number("--largest"));
            foreach (var (name, sweep) in suite.All())
            {
                if (name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))
                {
                    sweeps.Add(sweep());
                    Console.Error.WriteLine(sweeps[^1].ToMarkdown());
                }
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        var text = new StringBuilder($"Medians of one run; {Machine.Describe()}; load average {load} when it began.\n");
        sweeps.ForEach(s => text.Append(s.ToMarkdown()));
        var figures = sweeps.Select(s => new { s.Title, s.Unit, s.Columns, Points = s.Places.Select((p, i) => new { Place = p, Figures = s.Columns.Select((_, c) => s[c, p]) }) });
        options.Write(text.ToString(), Draw(sweeps), JsonSerializer.Serialize(figures, Json), Picture);
        return 0;
    }

    private static string Draw(List<Sweep> sweeps)
    {
        var svg = new Svg(Columns * LinePanel.PanelWidth, (sweeps.Count + Columns - 1) / Columns * LinePanel.PanelHeight);
        for (var i = 0; i < sweeps.Count; i++)
        {
            LinePanel.Draw(
                svg, i % Columns * LinePanel.PanelWidth, i / Columns * LinePanel.PanelHeight, $"{sweeps[i].Title}, ratio to {sweeps[i].Columns[0]}", sweeps[i].Unit,
                sweeps[i].Places, sweeps[i].Ratios(), r => r.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), 1);
        }

        return svg.ToString();
    }
}
