// The parsers of expressions and of PartiQL: a text is refused with a ValidationException, or understood; what is understood is evaluated on an item, and prints
// as a text that means the same.
using Dyno.PartiQL;
using Dyno.Server.Tests.Fuzz;

namespace Dyno.Reliability.Fuzz;

internal sealed class ExpressionTarget : FuzzTarget
{
    private static readonly string[] Conditions =
    [
        "attribute_not_exists(pk) OR (#s <> :s AND size(#m.a) > :n)", "contains(ss, :s) OR begins_with(pk, :s) OR attribute_type(pk, :t) AND NOT (amount BETWEEN :n AND :n) AND state IN (:s, :t)",
        "a.b[0].c = :l AND size(list) >= :n", "NOT (NOT a = b) OR #s IN (:n)", "contains(list, :n) AND attribute_exists(map.a[1])",
    ];

    private static readonly string[] Updates =
    [
        "SET #s[1] = :s, map.a.b = list_append(if_not_exists(map.a.b, :l), :l), amount = amount + :n REMOVE list[0], nul ADD ns :ns, cnt :n DELETE ss :ss",
        "SET a = (b - :n), c = if_not_exists(c, :n) + :n", "REMOVE a, b.c[3] SET map.b = map.a", "ADD ss :ss DELETE ns :ns",
    ];

    private static readonly string[] Projections = ["pk, #s[0], map.a.b[0], ss", "a.b.c, a.d, list[1], list[3].x"];

    private static readonly string[] Keys = ["pk = :s AND sk BETWEEN :n AND :n", "pk = :s AND begins_with(#s, :s)", "(pk = :s) AND (sk >= :n)"];

    private static readonly Dictionary<string, string> Names = new() { ["#s"] = "state", ["#m"] = "map", ["#"] = "x" };

    private static readonly Dictionary<string, AttributeValue> Values = new()
    {
        [":s"] = "x",
        [":n"] = 1,
        [":t"] = "S",
        [":l"] = AttributeValue.L(1),
        [":ss"] = AttributeValue.SS("x", "y"),
        [":ns"] = AttributeValue.NS(1, 3),
        [":x"] = AttributeValue.B(1, 2),
    };

    private static readonly Item Sample = Item.Of(
        ("pk", "a"), ("sk", "1"), ("state", "x"), ("amount", 5), ("a", AttributeValue.M(("b", AttributeValue.L(AttributeValue.M(("c", AttributeValue.L(1))))))), ("b", 3),
        ("list", AttributeValue.L(1, "two", AttributeValue.M(("x", true)))), ("map", AttributeValue.M(("a", AttributeValue.M(("b", AttributeValue.L(7)))))),
        ("ss", AttributeValue.SS("x", "z")), ("ns", AttributeValue.NS(1, 2)), ("nul", AttributeValue.Null), ("c", 1));

    static ExpressionTarget() => Names.Remove("#");

    private enum Kind
    {
        Condition,
        Update,
        Projection,
        Key,
    }

    internal override string Name => "expressions";

    internal override int Share => 340;

    internal override object Make(Random random)
    {
        var kind = (Kind)random.Next(4);
        var seeds = kind switch { Kind.Condition => Conditions, Kind.Update => Updates, Kind.Projection => Projections, _ => Keys };
        return (kind, TextMutator.Mutate(seeds[random.Next(seeds.Length)], random));
    }

    internal override string? Run(object input)
    {
        var (kind, text) = ((Kind, string))input;
        try
        {
            var scope = ExpressionScope.Of(Names, Values);
            switch (kind)
            {
                case Kind.Condition:
                    var condition = ConditionExpression.Parse(text, scope);
                    condition.Matches(Sample);
                    return Reprints(condition, (p, e) => p.Print(e), (t, s) => ConditionExpression.Parse(t, s));
                case Kind.Update:
                    var update = UpdateExpression.Parse(text, scope);
                    if (Reprints(update, (p, e) => p.Print(e), UpdateExpression.Parse) is { } wrong)
                    {
                        return wrong;
                    }

                    Item.Parse(update.Apply(Sample).Bytes);
                    return null;
                case Kind.Projection:
                    var projection = ProjectionExpression.Parse(text, scope);
                    Item.Parse(projection.Apply(Sample).Bytes);
                    return Reprints(projection, (p, e) => p.Print(e), ProjectionExpression.Parse);
                default:
                    return Reprints(KeyConditionExpression.Parse(text, scope), (p, e) => p.Print(e), KeyConditionExpression.Parse);
            }
        }
        catch (ValidationException)
        {
            return null;
        }
    }

    // A text that got longer by its placeholders may be too long.
    private static string? Reprints<T>(T expression, Func<ExpressionPrinter, T, string> print, Func<string, ExpressionScope?, T> parse)
        where T : class
    {
        var printer = new ExpressionPrinter();
        var text = print(printer, expression);
        if (text.Length > Limits.ExpressionBytes)
        {
            return null;
        }

        try
        {
            var again = parse(text, new ExpressionScope(printer.Names.Count > 0 ? printer.Names : null, printer.Values.Count > 0 ? printer.Values : null));
            return again.ToString() == expression.ToString() ? null : $"it prints as {text}, which means {again} instead of {expression}";
        }
        catch (ValidationException exception)
        {
            return $"it prints as {text}, which is refused: {exception.Message}";
        }
    }
}

internal sealed class StatementTarget : FuzzTarget
{
    private static readonly string[] Statements =
    [
        "SELECT pk, list[0], map.a.b FROM \"Orders\".\"byState\" WHERE state = ? AND amount BETWEEN 0 AND 9 ORDER BY amount DESC",
        "SELECT * FROM Orders WHERE pk IN ['a','b'] AND (contains(ss, 'x') OR begins_with(sk, '1')) AND attribute_type(pk, 'S') AND size(ss) > 0 AND amount IS NOT MISSING",
        "INSERT INTO \"Orders\" VALUE {'pk': 'i', 'sk': ?, 'list': [1, -2.5e3, 'x', {'y': true}, <<1, 2>>], 'n': NULL, 'ss': <<'a','b'>>}",
        "UPDATE \"Orders\" SET map.a.b[0] = 5 SET list = list_append(list, [1]) REMOVE nul SET ss = set_add(ss, <<'z'>>) WHERE pk = 'a' AND sk = '1' RETURNING MODIFIED NEW *",
        "DELETE FROM \"Orders\" WHERE pk = 'i' AND sk = 'q' AND NOT amount > 3 RETURNING ALL OLD *", "EXISTS(SELECT * FROM Orders WHERE pk='a' AND sk='1')",
    ];

    internal override string Name => "PartiQL";

    internal override int Share => 250;

    // Longer ones are refused before they are parsed.
    internal override object Make(Random random) => TextMutator.Mutate(Statements[random.Next(Statements.Length)], random) is var text && text.Length > Limits.StatementLength ? text[..Limits.StatementLength] : text;

    internal override string? Run(object input)
    {
        PartiQLStatement statement;
        try
        {
            statement = PartiQLStatement.Parse((string)input);
        }
        catch (ValidationException)
        {
            return null;
        }

        var text = statement.ToString();
        try
        {
            var again = PartiQLStatement.Parse(text).ToString();
            return text.Length > Limits.StatementLength || again == text ? null : $"it prints as {text}, and that as {again}";
        }
        catch (ValidationException exception)
        {
            return text.Length > Limits.StatementLength ? null : $"it prints as {text}, which is refused: {exception.Message}";
        }
    }
}
