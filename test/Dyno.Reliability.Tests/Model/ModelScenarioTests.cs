// The model's short run in CI, and that a failing list of operations is shortened to what fails.
using Dyno.Reliability.Model;
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests.Model;

public sealed class ModelScenarioTests(ITestOutputHelper output) : ShortRun("model", output)
{
    [Fact]
    public void The_operations_of_a_run_are_those_of_its_seed()
    {
        var (one, two, other) = (Text(7), Text(7), Text(8));
        Assert.Equal(one, two);
        Assert.NotEqual(one, other);

        static string Text(int seed) => string.Join('\n', ModelScenario.Operations(seed, 0, 0, alone: true, reopens: true, 200).Select(Printed.Of));
    }

    [Fact]
    public void What_fails_is_shortened_to_the_operations_that_it_takes()
    {
        var operations = Enumerable.Range(0, 300).Select(i => (object)i).ToList();
        var (kept, difference) = ModelShrinker.Shrink(operations, "", o => o.Contains(17) && o.Contains(230) ? (o.ToList().IndexOf(230), "both") : null);
        Assert.Equal([17, 230], kept);
        Assert.Equal("both", difference);
    }

    [Fact]
    public void A_result_that_differs_is_told_by_its_place()
    {
        var expected = new QueryResult { Items = [Item.Of(("a", 1))], Count = 1, ScannedCount = 2 };
        Assert.Null(Printed.Difference(expected, expected with { Items = [Item.Of(("a", 1))] }));
        Assert.StartsWith(".Items[0]", Printed.Difference(expected, expected with { Items = [Item.Of(("a", 2))] }), StringComparison.Ordinal);
        Assert.StartsWith(".ScannedCount", Printed.Difference(expected, expected with { ScannedCount = 3 }), StringComparison.Ordinal);
    }
}
