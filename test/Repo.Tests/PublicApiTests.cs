// The public surface of every shipped assembly is a reviewed file: a change of it is a change of PublicApi/*.txt.
// DYNO_UPDATE_BASELINES=1 rewrites the files.

using System.Reflection;

namespace Repo.Tests;

public class PublicApiTests
{
    [Theory]
    [InlineData("Dyno.Core")]
    [InlineData("Dyno.Storage")]
    [InlineData("Dyno.Engine")]
    [InlineData("Dyno.Aws")]
    [InlineData("EFCore.Dyno")]
    [InlineData("EFCore.Dyno.Aws")]
    public void The_public_surface_is_the_reviewed_one(string assembly)
    {
        var path = Path.Combine(Repository.Root, "test", "Repo.Tests", "PublicApi", assembly + ".txt");
        var actual = PublicApi.Describe(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("DYNO_UPDATE_BASELINES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllLines(path, actual);
        }

        var expected = File.Exists(path) ? File.ReadAllLines(path) : [];
        Assert.True(
            expected.SequenceEqual(actual),
            $"The public surface of {assembly} is not that of {Repository.Relative(path)}. If the change is meant, run the tests with "
            + "DYNO_UPDATE_BASELINES=1 and commit the file.\n"
            + string.Join('\n', expected.Except(actual).Select(l => "- " + l).Concat(actual.Except(expected).Select(l => "+ " + l)).Take(40)));
    }
}
