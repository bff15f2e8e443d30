// One run of the EF suite: `Dyno.Benchmarks ef [--entries=100000] [--output=folder] [--only=text] [--docs]`. Writes ef.md and ef.svg into the folder and prints the
// tables; with --docs also into docs/benchmarks.md, between its marks, and docs/benchmarks-ef.svg.
// The environment's DYNO_BENCH_POSTGRES is a connection string without a database; without it Npgsql is left out.

using System.Diagnostics;
using System.Globalization;

namespace Dyno.Benchmarks.Ef;

internal static class EfRun
{
    private const string Picture = "![Find over the size of the table, and durable inserts over threads](benchmarks-ef.svg)";
    private static readonly int[] Threads = [1, 2, 4, 8, 16];

    public static int Run(string[] arguments)
    {
        var entries = 100_000;
        var (output, only, docs) = ("artifacts/bench", "", false);
        foreach (var argument in arguments)
        {
            switch (argument.Split('=', 2))
            {
                case ["--entries", var value]:
                    entries = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case ["--output", var value]:
                    output = value;
                    break;
                case ["--only", var value]:
                    only = value;
                    break;
                case ["--docs"]:
                    docs = true;
                    break;
                default:
                    Console.Error.WriteLine($"ef: {argument} is unknown");
                    return 2;
            }
        }

        var directory = Directory.CreateTempSubdirectory("dyno-benchmarks-").FullName;
        try
        {
            var report = Run(entries, only, directory);
            var (text, chart) = (report.ToMarkdown(), EfChart.Draw(report));
            Directory.CreateDirectory(output);
            File.WriteAllText(Path.Combine(output, "ef.md"), text);
            File.WriteAllText(Path.Combine(output, "ef.svg"), chart);
            if (docs)
            {
                WriteDocs(text, chart);
            }

            Console.WriteLine(text);
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void WriteDocs(string text, string chart)
    {
        const string Begin = "<!-- what ./eng/bench.sh ef --docs wrote -->\n";
        const string End = "<!-- end of what it wrote -->";
        Documentation.Write(Begin, End, $"\n{text}\n{Picture}\n\n");
        File.WriteAllText("docs/benchmarks-ef.svg", chart);
    }

    private static EfReport Run(int entries, string only, string directory)
    {
        var report = new EfReport(entries);
        var operations = EfOperation.Lines.Where(o => o.Name.Contains(only, StringComparison.Ordinal)).ToList();
        string[] names = operations.Any(o => o.FloorBefore is not null) ? [Candidates.Floor, .. Stores(), Candidates.AfterFloor] : [Candidates.Floor, .. Stores()];
        using var candidates = new CandidateProcesses(names, entries, directory);
        foreach (var operation in operations)
        {
            report.Add(operation, Timed(operation.Name, () => EfSuite.Measure(candidates.All, operation)));
        }

        if ("threads".Contains(only, StringComparison.Ordinal))
        {
            report.Reads = Timed(EfOperation.Reads.Name, () => EfSuite.MeasureThreads(candidates.All, EfOperation.Reads, 4));
            foreach (var threads in Threads)
            {
                report.Writes.Add((threads, Timed($"{threads} {EfOperation.Writes.Name}", () => EfSuite.MeasureThreads(candidates.Durable, EfOperation.Writes, threads))));
            }
        }

        if ("sizes".Contains(only, StringComparison.Ordinal))
        {
            foreach (var size in new[] { entries / 100, entries / 10 })
            {
                using var small = new CandidateProcesses(Stores(), size, directory);
                report.Sizes.Add((size, Timed($"Find in {size:N0}", () => EfSuite.Measure(small.All, EfOperation.Find))));
            }

            report.Sizes.Add((entries, Timed($"Find in {entries:N0}", () => EfSuite.Measure(candidates.Stores, EfOperation.Find))));
        }

        return report;
    }

    private static string[] Stores() => Environment.GetEnvironmentVariable(CandidateHost.PostgresVariable) is null
        ? [Candidates.InMemory, Candidates.Sqlite, Candidates.Dyno]
        : [Candidates.InMemory, Candidates.Sqlite, Candidates.Npgsql, Candidates.Dyno];

    public static T Timed<T>(string what, Func<T> make)
    {
        var started = Stopwatch.GetTimestamp();
        var made = make();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));
        return made;
    }
}
