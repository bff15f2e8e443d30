// The first look at values and expressions together: what is written reads back, and the languages mean what they say.

using Dyno.Expressions;

namespace Dyno.Core.Tests.Expressions;

public class SmokeTests
{
    private static readonly Item Sample = Item.Of(
        ("id", "a"), ("n", 12), ("neg", -3.5m), ("flag", true), ("tags", AttributeValue.SS("x", "y")),
        ("doc", AttributeValue.M(("k", 1), ("l", AttributeValue.L(1, 2, 3)))), ("nothing", AttributeValue.Null));

    [Theory]
    [InlineData("id = :a", true)]
    [InlineData("id <> :a", false)]
    [InlineData("n > :ten AND n < :hundred", true)]
    [InlineData("n BETWEEN :ten AND :hundred", true)]
    [InlineData("id IN (:ten, :a)", true)]
    [InlineData("neg < :ten", true)]
    [InlineData("contains(tags, :x)", true)]
    [InlineData("begins_with(id, :a) OR attribute_exists(absent)", true)]
    [InlineData("NOT attribute_exists(doc.k)", false)]
    [InlineData("doc.l[1] = :two", true)]
    [InlineData("size(doc.l) = :three", true)]
    [InlineData("attribute_type(nothing, :null)", true)]
    [InlineData("absent = :a", false)]
    [InlineData("absent <> :a", true)]
    [InlineData("(id) = (:a)", true)]
    [InlineData("NOT (id = :a OR n = :ten) OR flag = :true", true)]
    public void Conditions_mean_what_they_say(string text, bool expected)
    {
        var values = new Dictionary<string, AttributeValue>
        {
            [":a"] = "a",
            [":ten"] = 10,
            [":hundred"] = 100,
            [":x"] = "x",
            [":two"] = 2,
            [":three"] = 3,
            [":null"] = "NULL",
            [":true"] = true,
        };
        var condition = ConditionExpression.Parse(text, ExpressionScope.Of(values: values));
        Assert.Equal(expected, condition.Matches(Sample));

        var printer = new ExpressionPrinter();
        var printed = printer.Print(condition);
        var again = ConditionExpression.Parse(printed, new ExpressionScope(printer.Names, printer.Values.Count == 0 ? null : printer.Values));
        Assert.Equal(condition.ToString(), again.ToString());
    }

    [Theory]
    [InlineData("SET n = n + :one, o = :one", """{"doc":{"k":1,"l":[1,2,3]},"n":13,"o":1}""")]
    [InlineData("REMOVE doc.l[0], doc.l[2]", """{"doc":{"k":1,"l":[2]},"n":12}""")]
    [InlineData("SET doc.l[9] = :one, doc.l[7] = n REMOVE doc.k", """{"doc":{"l":[1,2,3,12,1]},"n":12}""")]
    [InlineData("SET doc.l = list_append(:list, doc.l) ADD n :one", """{"doc":{"k":1,"l":[1,1,2,3]},"n":13}""")]
    [InlineData("SET x = if_not_exists(x, :one), n = if_not_exists(n, :one)", """{"doc":{"k":1,"l":[1,2,3]},"n":12,"x":1}""")]
    public void Updates_mean_what_they_say(string text, string expected)
    {
        var before = Item.Of(("n", 12), ("doc", AttributeValue.M(("k", 1), ("l", AttributeValue.L(1, 2, 3)))));
        var update = UpdateExpression.Parse(text, ExpressionScope.Of(
            values: new Dictionary<string, AttributeValue> { [":one"] = 1, [":list"] = AttributeValue.L(1) }));
        Assert.Equal(expected, Simple(update.Apply(before).ToDictionary()));
    }

    [Theory]
    [InlineData("a = ", "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"=\"")]
    [InlineData("size = :v", "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: size")]
    [InlineData("a = :w", "Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :w")]
    [InlineData("#a = :v", "Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #a")]
    [InlineData("foo(a, :v)", "Invalid ConditionExpression: Invalid function name; function: foo")]
    [InlineData("((a = :v))", "Invalid ConditionExpression: The expression has redundant parentheses;")]
    [InlineData("a = a", "Invalid ConditionExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]")]
    [InlineData("", "Invalid ConditionExpression: The expression can not be empty;")]
    public void Wrong_conditions_are_refused_as_DynamoDB_refuses_them(string text, string message)
    {
        var scope = ExpressionScope.Of(values: new Dictionary<string, AttributeValue> { [":v"] = 1 });
        Assert.Equal(message, Assert.Throws<ValidationException>(() => ConditionExpression.Parse(text, scope)).Message);
    }

    [Fact]
    public void A_projection_keeps_the_places_of_what_it_takes()
    {
        var projection = ProjectionExpression.Parse("doc.l[2], doc.l[0], id, absent");
        Assert.Equal("""{"doc":{"l":[1,3]},"id":"a"}""", Simple(projection.Apply(Sample).ToDictionary()));
    }

    [Fact]
    public void Numbers_keep_their_order_and_their_digits()
    {
        string[] ordered =
        [
            "-9.9999999999999999999999999999999999999E+125", "-100", "-12", "-1.5", "-1", "-1E-130", "0", "1E-130", "0.5", "1", "1.01", "9", "10", "11",
            "99", "100", "101", "12345678901234567890123456789012345678", "9.9999999999999999999999999999999999999E+125",
        ];
        byte[]? last = null;
        foreach (var text in ordered)
        {
            var number = DynoNumber.Parse(text);
            var bytes = EncodedValue.FromNumber(number).Bytes.ToArray();
            Assert.Equal(number, EncodedValue.FromNumber(number).Read().GetNumber());
            Assert.Equal(number, DynoNumber.Parse(number.ToString()));
            Assert.True(last is null || last.AsSpan().SequenceCompareTo(bytes) < 0, text);
            last = bytes;
        }
    }

    private static string Simple(IReadOnlyDictionary<string, AttributeValue> map) =>
        "{" + string.Join(",", map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"\"{m.Key}\":{Simple(m.Value)}")) + "}";

    private static string Simple(AttributeValue value) => value.Type switch
    {
        AttributeType.M => Simple(value.AsMap()),
        AttributeType.L => "[" + string.Join(",", value.AsList().Select(Simple)) + "]",
        AttributeType.N => value.AsNumber().ToString(),
        _ => $"\"{value.AsString()}\"",
    };
}
