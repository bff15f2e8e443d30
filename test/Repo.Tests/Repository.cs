// Finds the repository that the tests were built from, and its files.

namespace Repo.Tests;

internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts", ".git", "node_modules"];

    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Files(string pattern) => Walk(new DirectoryInfo(Root), pattern).Select(f => f.FullName);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<FileInfo> Walk(DirectoryInfo directory, string pattern) =>
        directory.EnumerateFiles(pattern).Concat(
            directory.EnumerateDirectories().Where(d => !Generated.Contains(d.Name)).SelectMany(d => Walk(d, pattern)));

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "EFCore.Dyno.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"No EFCore.Dyno.sln above {AppContext.BaseDirectory}: run these tests from a checkout.");
    }
}
