// Random statements: trees of every kind of node, with names, strings and numbers that are hard to print.

using System.Globalization;
using Dyno.Expressions;
using Dyno.PartiQL;

namespace Dyno.Core.Tests.PartiQL;

internal sealed class RandomStatements(Random random)
{
    private static readonly string[] Names = ["a", "pk", "select", "b c", "say \"x\"", "ü", "", "from", "a.b", "[0]", "\n"];
    private static readonly string[] Texts = ["", "x", "it's", "''", "--", "/*", "\"", "?", "\n\t", "日本", "\U0001F600"];
    private static readonly string[] Types = ["MISSING", "NULL", "BOOL", "STRING", "DOUBLE PRECISION", "CHARACTER VARYING", "INT4", "BAG", "TIMESTAMP"];
    private static readonly string[] Functions = ["begins_with", "contains", "size", "attribute_exists", "f", "exists", "count"];

    private int _parameters;

    public PartiQLStatement Next()
    {
        _parameters = 0;
        return random.Next(5) switch
        {
            0 => Select(),
            1 => new InsertStatement(Table(), Value(3)),
            2 => new UpdateStatement(Table(), Clauses(), Where(), Returning()),
            3 => new DeleteStatement(Table(), Where(), Returning()),
            _ => new ExistsStatement(Select()),
        };
    }

    private SelectStatement Select()
    {
        var columns = random.Next(2) == 0 ? null : Many(1, () => Value(2));
        var table = Table();
        return new SelectStatement(columns, table, Where(), Many(0, () => new OrderTerm(Name(), random.Next(2) == 0)));
    }

    private List<UpdateClause> Clauses() => Many(1, () => new UpdateClause(Path(), random.Next(3) == 0 ? null : Value(3)));

    private PartiQLExpression? Where() => random.Next(3) == 0 ? null : Value(4);

    private ReturnValue Returning() => (ReturnValue)random.Next(5);

    private TableReference Table() => new(Many(1, Name));

    private string Name() => Names[random.Next(Names.Length)];

    private DocumentPath Path()
    {
        var segments = Many(0, () => random.Next(2) == 0 ? PathSegment.Member(Name()) : PathSegment.Element(random.Next(100)));
        return new DocumentPath(Name(), segments.ToArray());
    }

    private PartiQLExpression Value(int depth) => random.Next(depth <= 0 ? 6 : 15) switch
    {
        0 => new NumberLiteral(Number()),
        1 => new StringLiteral(Texts[random.Next(Texts.Length)]),
        2 => new BooleanLiteral(random.Next(2) == 0),
        3 => new NullLiteral(),
        4 => new ParameterExpression(_parameters++),
        5 => new PathExpression(Path()),
        6 => new ListLiteral(Many(0, () => Value(depth - 1))),
        7 => new SetLiteral(Many(0, () => Value(depth - 1))),
        8 => new MapLiteral(Many(0, () => KeyValuePair.Create(Texts[random.Next(Texts.Length)], Value(depth - 1)))),
        9 => new CallExpression(Functions[random.Next(Functions.Length)], Many(0, () => Value(depth - 1))),
        10 => new ArithmeticExpression(random.Next(2) == 0, Value(depth - 1), Value(depth - 1)),
        11 => Logical(depth),
        12 => new NotExpression(Value(depth - 1)),
        13 => random.Next(2) == 0
            ? new ComparisonExpression((ComparisonOperator)random.Next(6), Value(depth - 1), Value(depth - 1))
            : new BetweenExpression(Value(depth - 1), Value(depth - 1), Value(depth - 1)),
        _ => random.Next(2) == 0
            ? new IsExpression(Value(depth - 1), Types[random.Next(Types.Length)], random.Next(2) == 0)
            : new InExpression(Value(depth - 1), new ListLiteral(Many(0, () => Value(depth - 1)))),
    };

    // The parser makes (a AND b) AND c one node of three.
    private LogicalExpression Logical(int depth)
    {
        var isAnd = random.Next(2) == 0;
        var operands = Many(2, () => Value(depth - 1)).SelectMany(o => o is LogicalExpression inner && inner.IsAnd == isAnd ? inner.Operands : [o]);
        return new LogicalExpression(isAnd, [.. operands]);
    }

    private string Number() => random.Next(4) switch
    {
        0 => random.Next(-100, 100).ToString(CultureInfo.InvariantCulture),
        1 => ".5",
        2 => "-1.50e-3",
        _ => "12345678901234567890123456789012345678E+7",
    };

    private List<T> Many<T>(int least, Func<T> make) => [.. Enumerable.Range(0, least + random.Next(3)).Select(_ => make())];
}
