// Prints statements and expressions as PartiQL that parses to the same tree. Names are quoted, always. All of a tree goes into one text: what is nested deeply
// is not copied at each step.

using System.Text;
using Dyno.Expressions;

namespace Dyno.PartiQL;

internal sealed class PartiQLPrinter
{
    // How tightly an expression binds.
    private const int Or = 1;
    private const int And = 2;
    private const int Not = 3;
    private const int Equality = 4;
    private const int Order = 5;
    private const int Sum = 6;
    private const int Primary = 7;

    private readonly StringBuilder _text = new();

    private PartiQLPrinter()
    {
    }

    public static string Print(PartiQLStatement statement)
    {
        var printer = new PartiQLPrinter();
        printer.Add(statement);
        return printer._text.ToString();
    }

    public static string Print(PartiQLExpression expression)
    {
        var printer = new PartiQLPrinter();
        printer.Add(expression, 0);
        return printer._text.ToString();
    }

    public static string Path(DocumentPath path)
    {
        var printer = new PartiQLPrinter();
        printer.Add(path);
        return printer._text.ToString();
    }

    public static string ReturningName(ReturnValue returning) => returning switch
    {
        ReturnValue.ALL_OLD => "ALL OLD *",
        ReturnValue.ALL_NEW => "ALL NEW *",
        ReturnValue.UPDATED_OLD => "MODIFIED OLD *",
        _ => "MODIFIED NEW *",
    };

    private void Add(PartiQLStatement statement)
    {
        switch (statement)
        {
            case SelectStatement select:
                Add(select);
                break;
            case InsertStatement insert:
                _text.Append("INSERT INTO ");
                Add(insert.Into);
                _text.Append(" VALUE ");
                Add(insert.Value, 0);
                break;
            case UpdateStatement update:
                _text.Append("UPDATE ");
                Add(update.Table);
                foreach (var clause in update.Clauses)
                {
                    Add(clause);
                }

                AddEnd(update.Where, update.Returning);
                break;
            case DeleteStatement delete:
                _text.Append("DELETE FROM ");
                Add(delete.From);
                AddEnd(delete.Where, delete.Returning);
                break;
            case ExistsStatement exists:
                _text.Append("EXISTS(");
                Add(exists.Select);
                _text.Append(')');
                break;
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private void Add(SelectStatement select)
    {
        _text.Append("SELECT ");
        if (select.Columns is { } columns)
        {
            Add(columns);
        }
        else
        {
            _text.Append('*');
        }

        _text.Append(" FROM ");
        Add(select.From);
        AddEnd(select.Where, ReturnValue.NONE);
        var before = " ORDER BY ";
        foreach (var term in select.OrderBy)
        {
            _text.Append(before);
            Add(term.Attribute);
            _text.Append(term.IsDescending ? " DESC" : " ASC");
            before = ", ";
        }
    }

    private void Add(UpdateClause clause)
    {
        _text.Append(clause.Value is null ? " REMOVE " : " SET ");
        Add(clause.Path);
        if (clause.Value is { } value)
        {
            _text.Append(" = ");
            Add(value, 0);
        }
    }

    private void AddEnd(PartiQLExpression? condition, ReturnValue returning)
    {
        if (condition is not null)
        {
            _text.Append(" WHERE ");
            Add(condition, 0);
        }

        if (returning != ReturnValue.NONE)
        {
            _text.Append(" RETURNING ").Append(ReturningName(returning));
        }
    }

    private void Add(TableReference table)
    {
        for (var i = 0; i < table.Names.Count; i++)
        {
            _text.Append(i == 0 ? "" : ".");
            Add(table.Names[i]);
        }
    }

    // A name.
    private void Add(string name) => _text.Append('"').Append(name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');

    private void AddString(string value) => _text.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');

    private void Add(DocumentPath path)
    {
        Add(path.Root);
        foreach (var segment in path.Segments)
        {
            if (segment.Name is { } name)
            {
                _text.Append('.');
                Add(name);
            }
            else
            {
                _text.Append('[').Append(segment.Index).Append(']');
            }
        }
    }

    private void Add(IEnumerable<PartiQLExpression> expressions)
    {
        var between = "";
        foreach (var expression in expressions)
        {
            _text.Append(between);
            Add(expression, 0);
            between = ", ";
        }
    }

    private void Add(PartiQLExpression expression, int parent)
    {
        var open = BindingOf(expression) < parent;
        _text.Append(open ? "(" : "");
        switch (expression)
        {
            case NumberLiteral number:
                _text.Append(number.Digits);
                break;
            case StringLiteral literal:
                AddString(literal.Value);
                break;
            case BooleanLiteral boolean:
                _text.Append(boolean.Value ? "TRUE" : "FALSE");
                break;
            case NullLiteral:
                _text.Append("NULL");
                break;
            case ParameterExpression:
                _text.Append('?');
                break;
            case ListLiteral list:
                _text.Append('[');
                Add(list.Elements);
                _text.Append(']');
                break;
            case SetLiteral set:
                _text.Append("<<");
                Add(set.Elements);
                _text.Append(">>");
                break;
            case MapLiteral map:
                AddMap(map);
                break;
            case PathExpression path:
                Add(path.Path);
                break;
            case CallExpression call:
                _text.Append(call.Name).Append('(');
                Add(call.Arguments);
                _text.Append(')');
                break;
            case ArithmeticExpression sum:
                Add(sum.Left, sum.IsMinus ? " - " : " + ", sum.Right, Sum);
                break;
            case LogicalExpression logical:
                AddLogical(logical);
                break;
            case NotExpression not:
                _text.Append("NOT ");
                Add(not.Operand, Not);
                break;
            case ComparisonExpression comparison:
                Add(comparison.Left, Symbol(comparison.Operator), comparison.Right, BindingOf(comparison));
                break;
            case BetweenExpression between:
                Add(between.Operand, " BETWEEN ", between.Low, Order);
                _text.Append(" AND ");
                Add(between.High, Order + 1);
                break;
            case InExpression @in:
                Add(@in.Operand, Equality);
                _text.Append(" IN ");
                Add(@in.List, Primary);
                break;
            case IsExpression type:
                Add(type.Operand, Equality);
                _text.Append(" IS ").Append(type.IsNegated ? "NOT " : "").Append(type.Type);
                break;
            default:
                throw new InvalidOperationException(expression.GetType().Name);
        }

        _text.Append(open ? ")" : "");
    }

    // Of equals the left one is found first.
    private void Add(PartiQLExpression left, string symbol, PartiQLExpression right, int binding)
    {
        Add(left, binding);
        _text.Append(symbol);
        Add(right, binding + 1);
    }

    private void AddLogical(LogicalExpression logical)
    {
        for (var i = 0; i < logical.Operands.Count; i++)
        {
            _text.Append(i == 0 ? "" : logical.IsAnd ? " AND " : " OR ");
            Add(logical.Operands[i], BindingOf(logical) + 1);
        }
    }

    private void AddMap(MapLiteral map)
    {
        _text.Append('{');
        var between = "";
        foreach (var entry in map.Entries)
        {
            _text.Append(between);
            AddString(entry.Key);
            _text.Append(": ");
            Add(entry.Value, 0);
            between = ", ";
        }

        _text.Append('}');
    }

    private static int BindingOf(PartiQLExpression expression) => expression switch
    {
        LogicalExpression { IsAnd: false } => Or,
        LogicalExpression => And,
        NotExpression => Not,
        ComparisonExpression { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual } or InExpression or IsExpression => Equality,
        ComparisonExpression or BetweenExpression => Order,
        ArithmeticExpression => Sum,
        _ => Primary,
    };

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => " = ",
        ComparisonOperator.NotEqual => " <> ",
        ComparisonOperator.LessThan => " < ",
        ComparisonOperator.LessThanOrEqual => " <= ",
        ComparisonOperator.GreaterThan => " > ",
        _ => " >= ",
    };
}
