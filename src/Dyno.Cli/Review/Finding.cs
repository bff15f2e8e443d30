// One finding of the analyzers, as a report has it.

namespace Dyno.Cli.Review;

/// <summary>How much a finding weighs: what <c>--severity</c> takes.</summary>
internal enum FindingSeverity
{
    Hint,
    Info,
    Warning,
    Error,
}

/// <param name="Id">The rule's id: DYNO1001.</param>
/// <param name="Title">What the rule says in a few words.</param>
/// <param name="Category">What a mistake costs: Performance, Design….</param>
/// <param name="Severity">As the rule or the project's configuration has it.</param>
/// <param name="Message">What is wrong and the way out.</param>
/// <param name="File">The full path of the source file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="EndLine">From 1.</param>
/// <param name="EndColumn">From 1, behind the last character.</param>
/// <param name="Help">Where the rule's page lies.</param>
internal sealed record Finding(
    string Id, string Title, string Category, FindingSeverity Severity, string Message, string File, int Line, int Column, int EndLine, int EndColumn, string Help)
{
    /// <summary>The rule that tells the request plan of each query; it finds nothing wrong.</summary>
    public const string PlanRule = "DYNO1022";

    public bool IsPlan => Id == PlanRule;
}
