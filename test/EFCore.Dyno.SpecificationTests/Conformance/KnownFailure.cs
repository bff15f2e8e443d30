// One line of a known-failures file: a test that cannot hold today, the text that its failure contains, and why.

namespace EFCore.Dyno.SpecificationTests.Conformance;

/// <param name="Test"><c>Type.Method</c> for every case of a method, or <c>Type.Method(arguments)</c> for one.</param>
/// <param name="Text">What today's failure message contains.</param>
/// <param name="Reason">Why it is so; empty where nobody has said it yet.</param>
internal sealed record KnownFailure(string Test, string Text, string Reason)
{
    private const string Separator = " | ";

    /// <summary>Reads <c>test | text</c> or <c>test | text | reason</c>; a line without a reason has that of its block.</summary>
    public static KnownFailure Parse(string line, string blockReason)
    {
        var parts = line.Split(Separator, 3);
        return parts.Length < 2 || parts[1].Trim().Length == 0
            ? throw new FormatException($"A known failure is written 'Type.Method | text of the failure', not '{line}'.")
            : new KnownFailure(parts[0].Trim(), parts[1].Trim(), parts.Length == 3 ? parts[2].Trim() : blockReason);
    }

    public override string ToString() => Test + Separator + Text;
}
