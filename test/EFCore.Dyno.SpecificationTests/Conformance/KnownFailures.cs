// The known-failures files: one for each area (namespace) of the suite. A file is blocks: `## reason`, then the lines that it is the reason of.
// Written anew with DYNO_SPEC_WRITE=1 (SpecRun), where a failure that nobody has explained comes under an empty `##`.

using System.Reflection;

namespace EFCore.Dyno.SpecificationTests.Conformance;

internal sealed class KnownFailures
{
    private const string BlockStart = "##";

    private readonly Dictionary<string, KnownFailure> _byTest = new(StringComparer.Ordinal);

    public IReadOnlyCollection<KnownFailure> All => _byTest.Values;

    /// <summary>The directory in the source tree, where new files are written.</summary>
    public static string SourceDirectory { get; } =
        typeof(KnownFailures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "KnownFailuresDirectory").Value!;

    public static KnownFailures Load(string directory)
    {
        var all = new KnownFailures();
        foreach (var file in Directory.Exists(directory) ? Directory.GetFiles(directory, "*.txt") : [])
        {
            foreach (var failure in ReadFile(file))
            {
                if (!all._byTest.TryAdd(failure.Test, failure))
                {
                    throw new FormatException($"{failure.Test} stands twice in the known failures ({Path.GetFileName(file)}).");
                }
            }
        }

        return all;
    }

    /// <summary>The line for one case, or that for all cases of its method.</summary>
    public KnownFailure? Find(TestName test) =>
        _byTest.TryGetValue(test.Case, out var failure) || _byTest.TryGetValue(test.Method, out failure) ? failure : null;

    public static IEnumerable<KnownFailure> ReadFile(string path)
    {
        var reason = "";
        foreach (var line in File.ReadLines(path).Select(l => l.Trim()))
        {
            if (line.StartsWith(BlockStart, StringComparison.Ordinal))
            {
                reason = line[BlockStart.Length..].Trim();
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                yield return KnownFailure.Parse(line, reason);
            }
        }
    }

    public static void WriteFile(string path, string area, IEnumerable<KnownFailure> failures)
    {
        var blocks = failures.GroupBy(f => f.Reason).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (blocks.Count == 0)
        {
            File.Delete(path);
            return;
        }

        using var writer = new StreamWriter(path);
        writer.NewLine = "\n";
        writer.WriteLine($"# What of EF Core's suite does not hold in {area}: test | text of today's failure, under its reason. See Conformance/KnownFailures.cs.");
        foreach (var block in blocks)
        {
            writer.WriteLine();
            writer.WriteLine($"{BlockStart} {block.Key}".TrimEnd());
            foreach (var failure in block.OrderBy(f => f.Test, StringComparer.Ordinal))
            {
                writer.WriteLine(failure.ToString());
            }
        }
    }
}
