// The fuzzers' short run in CI, what they have found, and that an input comes back from its seed and number.
using System.Text;
using System.Text.Json;
using Dyno.Expressions;
using Dyno.Reliability.Fuzz;
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests.Fuzz;

public sealed class FuzzScenarioTests(ITestOutputHelper output) : ShortRun("fuzz", output)
{
    [Fact]
    public void An_input_is_that_of_its_seed_and_number()
    {
        FuzzTarget[] targets = [new ExpressionTarget(), new StatementTarget(), new ItemTarget(), new JsonTarget()];
        for (var number = 0; number < 100; number++)
        {
            var (one, two) = (FuzzScenario.Make(targets, 5, number), FuzzScenario.Make(targets, 5, number));
            Assert.Same(one.Target, two.Target);
            Assert.Equal(one.Target.Print(one.Input), two.Target.Print(two.Input));
        }
    }

    [Theory]
    [InlineData("01016C081B00000002C1020101780800000000070B0000000161090400000001780179016D071700000001650700000000016B0A09000000023EF902C10202C104")]
    [InlineData("01016102C102016102C102")]
    [InlineData("01016C081B00000002C1020101780800000000070B0000000161090400000001780179016D071700000001650700000000016B0A09000000023EF90000023EF902C10202C104")]
    public void Damaged_bytes_are_told_as_such(string bytes) => Assert.Null(new ItemTarget().Run(Convert.FromHexString(bytes)));

    [Fact]
    public void Names_and_texts_that_are_no_UTF8_are_no_item()
    {
        foreach (var json in new[] { "{\"a\u00FF\":{\"S\":\"x\"}}", "{\"a\":{\"S\":\"x\u00FF\"}}", "{\"a\":{\"M\":{\"\u00FF\":{\"N\":\"1\"}}}}", "{\"a\":{\"SS\":[\"\u00FF\"]}}" })
        {
            using var document = JsonDocument.Parse(Encoding.Latin1.GetBytes(json));
            Assert.Throws<ValidationException>(() => DynamoDbJson.ReadItem(document.RootElement));
        }
    }

    [Fact]
    public void A_text_of_open_parentheses_is_refused_at_once() => Assert.Throws<ValidationException>(
        () => ConditionExpression.Parse($"attribute_exists({new string('(', 4000)}a))"));
}
