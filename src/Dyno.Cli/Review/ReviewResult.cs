// What a review found: each finding once, however many targets of a project see it, in the order of files and lines.

namespace Dyno.Cli.Review;

internal sealed class ReviewResult
{
    /// <param name="path">The solution or project that was reviewed.</param>
    /// <param name="found">What the compiler logged.</param>
    /// <param name="least">What weighs less is left out.</param>
    /// <param name="plans">The plan of every query is kept, whatever it weighs.</param>
    public ReviewResult(string path, IEnumerable<Finding> found, FindingSeverity least, bool plans)
    {
        Path = path;
        Root = System.IO.Path.GetDirectoryName(path)!;
        var all = found
            .DistinctBy(f => (f.Id, f.File, f.Line, f.Column, f.Message))
            .OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column).ThenBy(f => f.Id, StringComparer.Ordinal)
            .ToLookup(f => f.IsPlan);
        Findings = [.. all[false].Where(f => f.Severity >= least)];
        Plans = plans ? [.. all[true]] : [];
    }

    public string Path { get; }

    /// <summary>The folder that file names are told from.</summary>
    public string Root { get; }

    public IReadOnlyList<Finding> Findings { get; }

    public IReadOnlyList<Finding> Plans { get; }

    public int Count(FindingSeverity severity) => Findings.Count(f => f.Severity == severity);
}
