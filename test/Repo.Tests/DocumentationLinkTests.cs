// Links in the documentation lead somewhere.

using System.Text.RegularExpressions;

namespace Repo.Tests;

public partial class DocumentationLinkTests
{
    public static TheoryData<string> Documents() => [.. Repository.Files("*.md").Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file_and_a_heading(string path)
    {
        var full = Path.Combine(Repository.Root, path);
        var broken = Link().Matches(WithoutCode(File.ReadAllText(full)))
            .Select(m => m.Groups["target"].Value)
            .Where(t => !t.Contains("://", StringComparison.Ordinal) && !t.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(t => !Resolves(full, t));
        Assert.Empty(broken);
    }

    private static bool Resolves(string document, string target)
    {
        var (file, anchor) = target.Split('#', 2) is [var f, var a] ? (f, a) : (target, "");
        var path = file.Length == 0 ? document : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, Uri.UnescapeDataString(file)));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return false;
        }

        return anchor.Length == 0 || !path.EndsWith(".md", StringComparison.Ordinal) || Heading().Matches(WithoutCode(File.ReadAllText(path)))
            .Any(h => Anchor(h.Groups["text"].Value) == anchor);
    }

    // As GitHub makes anchors of headings.
    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c is '-' or '_'));

    private static string WithoutCode(string text) => Code().Replace(text, "");

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
