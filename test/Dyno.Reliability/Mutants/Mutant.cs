// A planted bug: a check that has found nothing is shown to find it.
namespace Dyno.Reliability.Mutants;

/// <param name="Name">A few words, of this one only.</param>
/// <param name="File">The file below the repository.</param>
/// <param name="Text">What is replaced: it stands there exactly once.</param>
/// <param name="Replacement">By what.</param>
/// <param name="Scenario">Which scenario must find it.</param>
/// <param name="Count">How many of the scenario's unit it may take for it.</param>
internal sealed record Mutant(string Name, string File, string Text, string Replacement, string Scenario, long Count);
