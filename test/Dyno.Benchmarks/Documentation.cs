// The tables of docs/benchmarks.md that a suite writes between its marks.

namespace Dyno.Benchmarks;

internal static class Documentation
{
    private const string Page = "docs/benchmarks.md";

    /// <summary>Puts a text in the place of what stands between two marks.</summary>
    public static void Write(string begin, string end, string text)
    {
        var page = File.ReadAllText(Page);
        var start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        File.WriteAllText(Page, page[..start] + text + page[page.IndexOf(end, StringComparison.Ordinal)..]);
    }
}
