// What another server does differently: a test of the contract that does not hold on it, the text of the failure, and why. Files of them are blocks: `## reason`,
// then the lines that it is the reason of.
namespace Dyno.ClientContract.Differences;

/// <param name="Test"><c>Class.Method(arguments)</c>, <c>Class.Method</c> for all of its cases, or <c>Class.*</c> for all of a class.</param>
/// <param name="Text">What the failure says, or the beginning of it.</param>
/// <param name="Reason">Why it is so; empty where nobody has said it yet.</param>
internal sealed record KnownDifference(string Test, string Text, string Reason)
{
    public const string ReasonStart = "## ";
    public const string Separator = " | ";

    public static IEnumerable<KnownDifference> Read(string path)
    {
        var reason = "";
        foreach (var line in File.Exists(path) ? File.ReadLines(path).Select(l => l.Trim()) : [])
        {
            if (line.StartsWith(ReasonStart.Trim(), StringComparison.Ordinal))
            {
                reason = line[ReasonStart.Trim().Length..].Trim();
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split(Separator, 2) is [var test, var text] && text.Length > 0
                    ? new KnownDifference(test, text, reason)
                    : throw new FormatException($"A difference is written 'Class.Method | text of the failure', not '{line}'.");
            }
        }
    }

    public static void Write(string path, string head, IEnumerable<KnownDifference> differences)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine(head);
        foreach (var block in differences.GroupBy(d => d.Reason).OrderBy(b => b.Key, StringComparer.Ordinal))
        {
            writer.WriteLine();
            writer.WriteLine((ReasonStart + block.Key).TrimEnd());
            foreach (var difference in block.OrderBy(d => d.Test, StringComparer.Ordinal))
            {
                writer.WriteLine(difference.Test + Separator + difference.Text);
            }
        }
    }
}
