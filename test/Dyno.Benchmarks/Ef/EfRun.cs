// One run of the EF suite: `Dyno.Benchmarks ef [--entries=100000] [--output=folder] [--only=text] [--docs]`. Writes ef.md and ef.svg into the folder and prints the
// tables; with --docs also into docs/benchmarks.md, between its marks, and docs/benchmarks-ef.svg.
// The environment's DYNO_BENCH_POSTGRES is a connection string without a database; without it Npgsql is left out.

using System.Diagnostics;
using System.Globalization;

namespace Dyno.Benchmarks.Ef;

internal static class EfRun
{
    private const string PostgresVariable = "DYNO_BENCH_POSTGRES";
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
        var postgres = Environment.GetEnvironmentVariable(PostgresVariable);
        using var all = new Candidates(directory, postgres);
        var (dyno, engine) = Timed("Dyno", () => all.MakeDyno(entries));
        var floor = Timed("floor", () => all.MakeFloor(entries));
        Candidate?[] made =
        [
            floor,
            Timed("InMemory", () => all.MakeInMemory(entries)),
            Timed("Sqlite", () => all.MakeSqlite(entries)),
            Timed("Npgsql", () => all.MakeNpgsql(entries)),
            dyno,
        ];
        var candidates = made.OfType<Candidate>().ToList();
        foreach (var operation in EfSuite.Operations(candidates, engine))
        {
            if (operation.Name.Contains(only, StringComparison.Ordinal))
            {
                report.Add(operation, Timed(operation.Name, () => EfSuite.Measure(operation)));
            }
        }

        if ("threads".Contains(only, StringComparison.Ordinal))
        {
            report.Reads = Timed("4 threads, reads", () => EfSuite.MeasureThreads(
                4,
                candidates.ToDictionary(c => c.Name, c => (Action<Random>)c.KeyCompiled)
                    .Append(new(Candidates.Engine, engine.Get)).ToDictionary()));
            var writers = candidates.Where(c => c.IsDurable).ToDictionary(c => c.Name, c => (Action<Random>)(_ => c.Insert(1)));
            writers.Add(Candidates.Engine, _ => engine.PutDurable());
            writers.Add(Candidates.Raw, _ => engine.CommitRaw());
            foreach (var threads in Threads)
            {
                report.Writes.Add((threads, Timed($"{threads} threads, durable inserts", () => EfSuite.MeasureThreads(threads, writers))));
            }
        }

        if ("sizes".Contains(only, StringComparison.Ordinal))
        {
            foreach (var size in new[] { entries / 100, entries / 10 })
            {
                Candidate?[] small = [all.MakeInMemory(size), all.MakeSqlite(size), all.MakeNpgsql(size), all.MakeDyno(size).Candidate];
                report.Sizes.Add((size, Timed($"Find in {size:N0}", () => Find(small.OfType<Candidate>()))));
            }

            report.Sizes.Add((entries, Timed($"Find in {entries:N0}", () => Find(candidates.Where(c => c != floor)))));
        }

        return report;
    }

    private static Dictionary<string, Figure> Find(IEnumerable<Candidate> candidates) =>
        EfSuite.Measure(new("Find", null, 5, candidates.ToDictionary(c => c.Name, c => (Action<Random>)c.Find)));

    private static T Timed<T>(string what, Func<T> make)
    {
        var started = Stopwatch.GetTimestamp();
        var made = make();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));
        return made;
    }
}
