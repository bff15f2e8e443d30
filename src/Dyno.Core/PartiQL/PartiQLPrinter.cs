// Prints statements and expressions as PartiQL that parses to the same tree. Names are quoted, always.

using System.Globalization;
using System.Text;
using Dyno.Expressions;

namespace Dyno.PartiQL;

internal static class PartiQLPrinter
{
    // How tightly an expression binds.
    private const int Or = 1;
    private const int And = 2;
    private const int Not = 3;
    private const int Equality = 4;
    private const int Order = 5;
    private const int Sum = 6;
    private const int Primary = 7;

    public static string Print(PartiQLStatement statement) => statement switch
    {
        SelectStatement select => Select(select),
        InsertStatement insert => $"INSERT INTO {Table(insert.Into)} VALUE {Print(insert.Value)}",
        UpdateStatement update =>
            $"UPDATE {Table(update.Table)} {string.Join(" ", update.Clauses.Select(Clause))}{Where(update.Where)}{Returning(update.Returning)}",
        DeleteStatement delete => $"DELETE FROM {Table(delete.From)}{Where(delete.Where)}{Returning(delete.Returning)}",
        ExistsStatement exists => $"EXISTS({Select(exists.Select)})",
        _ => throw new InvalidOperationException(statement.GetType().Name),
    };

    public static string Print(PartiQLExpression expression) => Print(expression, 0);

    public static string Path(DocumentPath path)
    {
        var text = new StringBuilder(Name(path.Root));
        foreach (var segment in path.Segments)
        {
            text.Append(segment.Name is { } name ? "." + Name(name) : string.Create(CultureInfo.InvariantCulture, $"[{segment.Index}]"));
        }

        return text.ToString();
    }

    private static string Print(PartiQLExpression expression, int parent)
    {
        var (text, binding) = expression switch
        {
            NumberLiteral number => (number.Digits, Primary),
            StringLiteral literal => ($"'{literal.Value.Replace("'", "''", StringComparison.Ordinal)}'", Primary),
            BooleanLiteral boolean => (boolean.Value ? "TRUE" : "FALSE", Primary),
            NullLiteral => ("NULL", Primary),
            ParameterExpression => ("?", Primary),
            ListLiteral list => ($"[{Join(list.Elements)}]", Primary),
            SetLiteral set => ($"<<{Join(set.Elements)}>>", Primary),
            MapLiteral map => ($"{{{string.Join(", ", map.Entries.Select(e => $"{Print(new StringLiteral(e.Key))}: {Print(e.Value)}"))}}}", Primary),
            PathExpression path => (Path(path.Path), Primary),
            CallExpression call => ($"{call.Name}({Join(call.Arguments)})", Primary),
            ArithmeticExpression sum => ($"{Print(sum.Left, Sum)} {(sum.IsMinus ? "-" : "+")} {Print(sum.Right, Sum + 1)}", Sum),
            LogicalExpression logical => logical.IsAnd
                ? (string.Join(" AND ", logical.Operands.Select(o => Print(o, And + 1))), And)
                : (string.Join(" OR ", logical.Operands.Select(o => Print(o, Or + 1))), Or),
            NotExpression not => ($"NOT {Print(not.Operand, Not)}", Not),
            ComparisonExpression comparison when comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual =>
                ($"{Print(comparison.Left, Equality)} {Symbol(comparison.Operator)} {Print(comparison.Right, Equality + 1)}", Equality),
            ComparisonExpression comparison =>
                ($"{Print(comparison.Left, Order)} {Symbol(comparison.Operator)} {Print(comparison.Right, Order + 1)}", Order),
            BetweenExpression between =>
                ($"{Print(between.Operand, Order)} BETWEEN {Print(between.Low, Order + 1)} AND {Print(between.High, Order + 1)}", Order),
            InExpression @in => ($"{Print(@in.Operand, Equality)} IN {Print(@in.List, Primary)}", Equality),
            IsExpression type => ($"{Print(type.Operand, Equality)} IS {(type.IsNegated ? "NOT " : "")}{type.Type}", Equality),
            _ => throw new InvalidOperationException(expression.GetType().Name),
        };
        return binding < parent ? $"({text})" : text;
    }

    private static string Select(SelectStatement select)
    {
        var columns = select.Columns is { } list ? Join(list) : "*";
        var order = string.Join(", ", select.OrderBy.Select(o => Name(o.Attribute) + (o.IsDescending ? " DESC" : " ASC")));
        return $"SELECT {columns} FROM {Table(select.From)}{Where(select.Where)}{(order.Length > 0 ? " ORDER BY " + order : "")}";
    }

    private static string Clause(UpdateClause clause) =>
        clause.Value is { } value ? $"SET {Path(clause.Path)} = {Print(value)}" : $"REMOVE {Path(clause.Path)}";

    private static string Where(PartiQLExpression? condition) => condition is null ? "" : $" WHERE {Print(condition)}";

    private static string Returning(ReturnValue returning) => returning == ReturnValue.NONE ? "" : $" RETURNING {ReturningName(returning)}";

    public static string ReturningName(ReturnValue returning) => returning switch
    {
        ReturnValue.ALL_OLD => "ALL OLD *",
        ReturnValue.ALL_NEW => "ALL NEW *",
        ReturnValue.UPDATED_OLD => "MODIFIED OLD *",
        _ => "MODIFIED NEW *",
    };

    private static string Table(TableReference table) => string.Join(".", table.Names.Select(Name));

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Join(IEnumerable<PartiQLExpression> expressions) => string.Join(", ", expressions.Select(e => Print(e)));

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.LessThan => "<",
        ComparisonOperator.LessThanOrEqual => "<=",
        ComparisonOperator.GreaterThan => ">",
        _ => ">=",
    };
}
