// Random conditions: what is printed parses to the same tree, evaluation agrees with a naive evaluator over objects, and random text
// never does worse than a ValidationException.

using Dyno.Core.Tests.Values;
using Dyno.Expressions;

namespace Dyno.Core.Tests.Expressions;

public class RandomConditionTests
{
    private static readonly string[] Names = ["aa", "bb", "cc"];

    [Fact]
    public void Conditions_print_parse_and_evaluate_alike() => Seed.Run(random =>
    {
        for (var i = 0; i < 5000; i++)
        {
            var item = Item.From(Names.Where(_ => random.Next(4) > 0).ToDictionary(n => n, _ => RandomValues.Make(random, 2)));
            var condition = new ConditionExpression(Condition(random, 3));
            var printer = new ExpressionPrinter();
            var text = printer.Print(condition);
            var scope = new ExpressionScope(printer.Names.Count == 0 ? null : printer.Names, printer.Values.Count == 0 ? null : printer.Values);
            ConditionExpression parsed;
            try
            {
                parsed = ConditionExpression.Parse(text, scope);
            }
            catch (ValidationException error) when (!error.Message.Contains("Syntax", StringComparison.Ordinal))
            {
                // A random tree may compare what DynamoDB refuses to compare: a map with <, say. Evaluation must cope all the same.
                parsed = condition;
            }

            Assert.Equal(condition.ToString(), parsed.ToString());
            Assert.True(NaiveEvaluator.Matches(condition.Root, item.ToDictionary()) == parsed.Matches(item), $"{condition}\n{item}");
        }
    });

    [Fact]
    public void Random_text_is_parsed_or_refused() => Seed.Run(random =>
    {
        string[] pieces =
        [
            "a", "#n", ":v", "AND", "OR", "NOT", "BETWEEN", "IN", "(", ")", "((", "))", ",", ".", "[1]", "[", "=", "<>", "<", "size(a)", "contains(", "begins_with(a, :v)",
            "attribute_exists(a)", " ", "'", "€", "SET", "REMOVE", "ADD", "+", "-", "list_append(a, :v)", "if_not_exists(a, :v)", "99999999999999999999",
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            foreach (var parse in new Action<ExpressionScope>[]
            {
                s => ConditionExpression.Parse(text, s), s => KeyConditionExpression.Parse(text, s), s => ProjectionExpression.Parse(text, s),
                s => UpdateExpression.Parse(text, s),
            })
            {
                try
                {
                    parse(ExpressionScope.Of(new Dictionary<string, string> { ["#n"] = "x" }, new Dictionary<string, AttributeValue> { [":v"] = 1 }));
                }
                catch (ValidationException)
                {
                }
            }
        }
    });

    [Fact]
    public void Evaluating_allocates_nothing()
    {
        var item = Item.Of(("aa", "text"), ("bb", 12), ("cc", AttributeValue.L(1, 2)));
        var condition = ConditionExpression.Parse(
            "begins_with(aa, :t) AND bb BETWEEN :one AND :ten OR size(cc) = :one OR contains(cc, :one) AND NOT attribute_exists(dd)",
            ExpressionScope.Of(values: new Dictionary<string, AttributeValue> { [":t"] = "te", [":one"] = 1, [":ten"] = 10 }));
        Assert.True(condition.Matches(item));
        Assert.Equal(0, Allocations.Of(() => condition.Matches(item)));
    }

    [Fact]
    public void What_is_nested_deeply_is_printed_once()
    {
        var name = new string('n', 20);
        var text = string.Concat(Enumerable.Repeat($"({name} = :v OR {name} = :v AND ", 60)) + $"{name} = :v" + new string(')', 60);
        var condition = ConditionExpression.Parse(text[1..^1], ExpressionScope.Of(values: new Dictionary<string, AttributeValue> { [":v"] = 1 }));
        Assert.InRange(Allocations.Of(() => condition.ToString()), 1, 12 * text.Length);
    }

    private static ConditionNode Condition(Random random, int depth) => random.Next(depth > 0 ? 11 : 8) switch
    {
        0 => new BetweenNode(Path(random), Value(random), Value(random)),
        1 => new InNode(Path(random), [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(random))]),
        2 => new AttributeExistsNode(DocumentPath.Of(Names[random.Next(3)])),
        3 => new AttributeTypeNode(DocumentPath.Of(Names[random.Next(3)]), (AttributeType)random.Next(10)),
        4 => new BeginsWithNode(Path(random), Value(random)),
        5 => new ContainsNode(Path(random), Value(random)),
        6 or 7 => new ComparisonNode((ComparisonOperator)random.Next(6), random.Next(4) == 0 ? new SizeOperand(DocumentPath.Of(Names[random.Next(3)])) : Path(random), Value(random)),
        8 => new AndNode(Condition(random, depth - 1), Condition(random, depth - 1)),
        9 => new OrNode(Condition(random, depth - 1), Condition(random, depth - 1)),
        _ => new NotNode(Condition(random, depth - 1)),
    };

    private static Operand Path(Random random) => new PathOperand(DocumentPath.Of(Names[random.Next(3)]));

    private static Operand Value(Random random) => new ValueOperand(EncodedValue.From(RandomValues.Make(random, 1)));
}
