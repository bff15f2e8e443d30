// Dependencies point down: what each project may reference stands here, and nothing else.

using System.Xml.Linq;

namespace Repo.Tests;

public class DependencyTests
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Dyno.Core"] = [],
        ["Dyno.Storage"] = [],
        ["Dyno.Engine"] = ["Dyno.Core", "Dyno.Storage"],
        ["Dyno.Aws"] = ["Dyno.Core"],
        ["Dyno.Server"] = ["Dyno.Engine"],
        ["Dyno.Cli"] = ["Dyno.Server", "EFCore.Dyno.Analyzers"],
        ["EFCore.Dyno"] = ["Dyno.Core", "Dyno.Engine", "EFCore.Dyno.Analyzers"],
        ["EFCore.Dyno.Aws"] = ["EFCore.Dyno", "Dyno.Aws"],
        ["EFCore.Dyno.Analyzers"] = [],
        ["EFCore.Dyno.CodeFixes"] = ["EFCore.Dyno.Analyzers"],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Dyno.Core"] = [],
        ["Dyno.Storage"] = ["RocksDB"],
        ["Dyno.Engine"] = [],
        ["Dyno.Aws"] = ["AWSSDK.DynamoDBv2"],
        ["Dyno.Server"] = [],
        ["Dyno.Cli"] = ["Spectre.Console", "System.CommandLine"],
        ["EFCore.Dyno"] = ["Humanizer.Core", "Microsoft.EntityFrameworkCore"],
        ["EFCore.Dyno.Aws"] = [],
        ["EFCore.Dyno.Analyzers"] = ["Microsoft.CodeAnalysis.CSharp"],
        ["EFCore.Dyno.CodeFixes"] = ["Microsoft.CodeAnalysis.CSharp.Workspaces"],
    };

    public static TheoryData<string> ShippedProjects() =>
        [.. Repository.Files("*.csproj").Select(Repository.Relative).Where(p => p.StartsWith("src/", StringComparison.Ordinal) || p.StartsWith("analyzers/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ShippedProjects))]
    public void A_shipped_project_references_only_what_it_may(string path)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, path));
        var name = Path.GetFileNameWithoutExtension(path);
        Assert.True(Projects.ContainsKey(name), $"{name} is new: say in DependencyTests what it may reference.");

        var projects = References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));
        Assert.Empty(projects.Except(Projects[name]));
        Assert.Empty(References(project, "PackageReference").Except(Packages[name]));
    }

    [Fact]
    public void The_engine_knows_nothing_of_EF_Core()
    {
        var offenders = Repository.Files("*.cs")
            .Where(f => Repository.Relative(f).StartsWith("src/Dyno.", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains("Microsoft.EntityFrameworkCore", StringComparison.Ordinal))
            .Select(Repository.Relative);
        Assert.Empty(offenders);
    }

    [Fact]
    public void Native_code_is_called_from_one_folder()
    {
        var offenders = Repository.Files("*.cs")
            .Where(f => Repository.Relative(f).StartsWith("src/", StringComparison.Ordinal))
            .Where(f => File.ReadLines(f).Any(l => l.TrimStart().StartsWith("[LibraryImport(", StringComparison.Ordinal)
                || l.TrimStart().StartsWith("[DllImport(", StringComparison.Ordinal)))
            .Select(Repository.Relative)
            .Where(p => !p.StartsWith("src/Dyno.Storage/Native/", StringComparison.Ordinal));
        Assert.Empty(offenders);
    }

    private static IEnumerable<string> References(XDocument project, string element) =>
        project.Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();
}
