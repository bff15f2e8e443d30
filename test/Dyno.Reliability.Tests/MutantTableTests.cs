// The table of planted bugs speaks of the sources as they are, and what building them takes is copied: the long run of the mutants is not what finds that out.
using System.Xml.Linq;
using Dyno.Reliability.Mutants;

namespace Dyno.Reliability.Tests;

public sealed class MutantTableTests
{
    private static readonly string Root = MutantRunner.FindRoot();

    public static TheoryData<string> Names => [.. MutantTable.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_replaced_stands_there_once(string name)
    {
        var mutant = Assert.Single(MutantTable.All, m => m.Name == name);
        var project = string.Join('/', mutant.File.Split('/')[..2]);
        Assert.All(mutant.Edits, edit =>
        {
            Assert.StartsWith(project + "/", edit.File, StringComparison.Ordinal);
            Assert.Equal(2, File.ReadAllText(Path.Combine(Root, edit.File)).Split(edit.Text).Length);
            Assert.NotEqual(edit.Text, edit.Replacement);
        });
        Assert.NotNull(Scenarios.Named(mutant.Scenario));
    }

    [Fact]
    public void What_the_program_is_compiled_from_is_copied()
    {
        var folder = Path.Combine(Root, MutantRunner.Program);
        var project = XDocument.Load(Path.Combine(folder, "Dyno.Reliability.csproj"));
        var linked = project.Descendants().Where(e => e.Name.LocalName is "Compile" or "None" or "ProjectReference").Attributes("Include")
            .Select(a => Path.GetRelativePath(Root, Path.GetFullPath(Path.Combine(folder, a.Value.Replace('\\', '/')))));
        Assert.All(linked, file => Assert.Contains(MutantRunner.Copied, copied => file == copied || file.StartsWith(copied + "/", StringComparison.Ordinal)));
    }
}
