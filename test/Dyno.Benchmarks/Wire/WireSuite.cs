// `wire`: dyno serve and its peers over HTTP, in one run. Arguments are servers (see WireServer.Parse; the first is the subject) and options.

using System.Globalization;

namespace Dyno.Benchmarks.Wire;

internal static class WireSuite
{
    public static int Run(string[] arguments)
    {
        var rounds = int.Parse(Option(arguments, "--rounds", "5"), CultureInfo.InvariantCulture);
        var roundLength = TimeSpan.FromMilliseconds(int.Parse(Option(arguments, "--milliseconds", "1000"), CultureInfo.InvariantCulture));
        var output = Option(arguments, "--output", ".");
        var name = Option(arguments, "--name", "wire");
        Directory.CreateDirectory(output);
        WireServer[] servers =
        [
            .. arguments.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).Select(WireServer.Parse),
            WireServer.Parse($"{WireRun.NullServerName}={Environment.ProcessPath} wire-null {{port}}"),
        ];
        try
        {
            foreach (var server in servers)
            {
                server.Start();
                Console.Error.WriteLine($"{server.Name} started in {server.StartMilliseconds:N0} ms");
            }

            var run = new WireRun(servers, roundLength, rounds);
            run.Load();
            var figures = run.Measure(Console.Error.WriteLine);
            foreach (var server in servers)
            {
                server.NoteBusyMemory();
            }

            var report = new WireReport(servers, figures);
            Console.WriteLine(report.Markdown());
            foreach (var (key, figure) in figures.Where(f => f.Value.Refusal is not null))
            {
                Console.WriteLine($"{key.Server} is not measured in {key.Workload}, {key.Connections} connections: {figure.Refusal}");
            }

            File.WriteAllText(Path.Combine(output, name + ".md"), report.Markdown());
            File.WriteAllText(Path.Combine(output, name + ".json"), report.Json());
            File.WriteAllText(Path.Combine(output, name + ".svg"), WireChart.Draw(servers, figures));
            return 0;
        }
        finally
        {
            foreach (var server in servers)
            {
                server.Dispose();
            }
        }
    }

    private static string Option(string[] arguments, string name, string otherwise) =>
        arguments.FirstOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? otherwise;
}
