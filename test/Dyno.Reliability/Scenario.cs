// What every check of reliability is: a name, a count of what it does when it runs long and when it runs in CI, and a run that gives what it found.
namespace Dyno.Reliability;

/// <summary>A check that can be repeated from its seed.</summary>
internal abstract class Scenario
{
    /// <summary>One word, as <c>./eng/torture.sh</c> takes it.</summary>
    internal abstract string Name { get; }

    /// <summary>A sentence for the scorecard: what is done and what must hold.</summary>
    internal abstract string Promise { get; }

    /// <summary>What is counted: "kills", "states", "operations".</summary>
    internal abstract string Unit { get; }

    /// <summary>How many in the long run.</summary>
    internal abstract long LongCount { get; }

    /// <summary>How many in CI: seconds on two cores.</summary>
    internal abstract long ShortCount { get; }

    /// <summary>
    /// Runs until <see cref="RunContext.Count"/> are done or <see cref="RunContext.IsOver"/>; reports each one by <see cref="RunContext.Done"/> and
    /// each violation by <see cref="RunContext.Found"/>.
    /// </summary>
    internal abstract Task RunAsync(RunContext context);
}
