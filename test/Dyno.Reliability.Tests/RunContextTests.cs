// A run counts what it did, ends at its count, keeps what it found, and deletes its files only when it found nothing.
namespace Dyno.Reliability.Tests;

public sealed class RunContextTests
{
    [Fact]
    public void It_is_over_at_its_count()
    {
        using var context = new RunContext(1, 2, TimeSpan.MaxValue, _ => { });
        context.Done();
        Assert.False(context.IsOver);
        context.Done();
        Assert.True(context.IsOver);
    }

    [Fact]
    public void It_is_over_at_its_time()
    {
        using var context = new RunContext(1, 2, TimeSpan.Zero, _ => { });
        Assert.True(context.IsOver);
    }

    [Fact]
    public void What_it_found_is_said_with_the_seed_and_its_files_stay()
    {
        var said = new List<string>();
        var context = new RunContext(42, 1, TimeSpan.MaxValue, said.Add);
        context.Found("a write is missing");
        context.Dispose();
        Assert.Equal(["a write is missing"], context.Findings);
        Assert.Contains("seed 42", said[0], StringComparison.Ordinal);
        Assert.Contains(context.Directory, said[1], StringComparison.Ordinal);
        Assert.True(Directory.Exists(context.Directory));
        Directory.Delete(context.Directory);
    }

    [Fact]
    public void Files_of_a_run_without_findings_go()
    {
        var context = new RunContext(1, 1, TimeSpan.MaxValue, _ => { });
        File.WriteAllText(context.NewPath("db"), "");
        context.Dispose();
        Assert.False(Directory.Exists(context.Directory));
    }
}
