// What a suite is asked for on the command line, and where its results go: artifacts/bench, and with --docs the pages.

using System.Globalization;

namespace Dyno.Benchmarks;

internal sealed class RunOptions
{
    private readonly string _suite;
    private readonly Dictionary<string, string> _values;
    private readonly bool _docs;

    /// <param name="suite">The name of the suite and of its files.</param>
    /// <param name="arguments">Of the form <c>--name=value</c>; <c>--docs</c> alone.</param>
    /// <param name="own">The suite's own options and their defaults.</param>
    /// <exception cref="ArgumentException">An argument is unknown.</exception>
    public RunOptions(string suite, IEnumerable<string> arguments, params ReadOnlySpan<(string Name, string Default)> own)
    {
        _suite = suite;
        _values = new() { ["--output"] = "artifacts/bench", ["--only"] = "" };
        foreach (var (name, value) in own)
        {
            _values.Add(name, value);
        }

        foreach (var argument in arguments)
        {
            var parts = argument.Split('=', 2);
            if (argument == "--docs")
            {
                _docs = true;
            }
            else if (parts.Length == 2 && _values.ContainsKey(parts[0]))
            {
                _values[parts[0]] = parts[1];
            }
            else
            {
                throw new ArgumentException($"{suite}: {argument} is unknown. There are {string.Join(", ", _values.Keys)} and --docs.");
            }
        }
    }

    /// <summary>What a row has in its name that shall be measured; empty for all.</summary>
    public string Only => _values["--only"];

    public int Number(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);

    /// <summary>Prints the tables, and writes them, the chart and the figures; the page shows the chart by the text of the picture.</summary>
    public void Write(string markdown, string chart, string json, string picture)
    {
        var output = _values["--output"];
        Directory.CreateDirectory(output);
        File.WriteAllText(Path.Combine(output, _suite + ".md"), markdown);
        File.WriteAllText(Path.Combine(output, _suite + ".svg"), chart);
        File.WriteAllText(Path.Combine(output, _suite + ".json"), json);
        if (_docs)
        {
            Documentation.Write($"<!-- what ./eng/bench.sh {_suite} --docs wrote -->\n", $"<!-- end of what {_suite} wrote -->", $"\n{markdown}\n{picture}\n\n");
            File.WriteAllText($"docs/benchmarks-{_suite}.svg", chart);
        }

        Console.WriteLine(markdown);
    }
}
