// A planted bug: a check that has found nothing is shown to find it.
namespace Dyno.Reliability.Mutants;

/// <param name="Name">A few words, of this one only.</param>
/// <param name="File">The file below the repository.</param>
/// <param name="Text">What is replaced: it stands there exactly once.</param>
/// <param name="Replacement">By what.</param>
/// <param name="Scenario">Which scenario must find it.</param>
/// <param name="Count">How many of the scenario's unit it may take for it.</param>
/// <param name="Finding">What the finding must say for the bug to be found as what it is; empty where any finding is one.</param>
internal sealed record Mutant(string Name, string File, string Text, string Replacement, string Scenario, long Count, string Finding = "")
{
    /// <summary>What else the bug takes, in the same project.</summary>
    internal (string File, string Text, string Replacement)[] Also { get; init; } = [];

    internal IEnumerable<(string File, string Text, string Replacement)> Edits => [(File, Text, Replacement), .. Also];
}
