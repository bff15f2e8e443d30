// Prints expressions: with placeholders and their tables, as a request carries them, or with names and values in their places, for people. All of an expression
// goes into one text: what is nested deeply is not copied at each step.

using System.Globalization;
using System.Text;

namespace Dyno.Expressions;

/// <summary>
/// Prints the expressions of one request and collects the placeholders they use. One instance serves one request, so that its expressions share a table.
/// </summary>
public sealed class ExpressionPrinter
{
    private readonly bool _placeholders;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _namePlaceholders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EncodedValue> _values = new(StringComparer.Ordinal);

    /// <summary>A printer with an empty table of placeholders.</summary>
    public ExpressionPrinter()
        : this(placeholders: true)
    {
    }

    private ExpressionPrinter(bool placeholders) => _placeholders = placeholders;

    internal static ExpressionPrinter Readable { get; } = new(placeholders: false);

    /// <summary>ExpressionAttributeNames, so far.</summary>
    public IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>ExpressionAttributeValues, so far.</summary>
    public IReadOnlyDictionary<string, EncodedValue> Values => _values;

    /// <summary>The text of a condition or filter.</summary>
    public string Print(ConditionExpression expression)
    {
        var text = new StringBuilder();
        Add(text, expression.Root, parent: 0);
        return text.ToString();
    }

    /// <summary>The text of a key condition.</summary>
    public string Print(KeyConditionExpression expression)
    {
        var text = new StringBuilder();
        AddAll(text, expression.Parts, " AND ", Add);
        return text.ToString();
    }

    /// <summary>The text of a projection.</summary>
    public string Print(ProjectionExpression expression)
    {
        var text = new StringBuilder();
        AddAll(text, expression.Paths, ", ", Add);
        return text.ToString();
    }

    /// <summary>The text of an update.</summary>
    public string Print(UpdateExpression expression)
    {
        var text = new StringBuilder();
        Section<SetAction>("SET");
        Section<RemoveAction>("REMOVE");
        Section<AddAction>("ADD");
        Section<DeleteAction>("DELETE");
        return text.ToString();

        void Section<T>(string section)
            where T : UpdateAction
        {
            var actions = expression.Actions.OfType<T>().ToList();
            if (actions.Count > 0)
            {
                text.Append(text.Length == 0 ? "" : " ").Append(section).Append(' ');
                AddAll(text, actions, ", ", Add);
            }
        }
    }

    // How tightly a node binds: OR 1, AND 2, NOT 3, all others 4.
    private static int Binding(ConditionNode node) => node switch
    {
        OrNode => 1,
        AndNode => 2,
        NotNode => 3,
        _ => 4,
    };

    private void Add(StringBuilder text, ConditionNode node, int parent)
    {
        if (Binding(node) < parent)
        {
            text.Append('(');
            Add(text, node, parent: 0);
            text.Append(')');
            return;
        }

        switch (node)
        {
            case OrNode n:
                Add(text, n.Left, 1);
                text.Append(" OR ");
                Add(text, n.Right, 2);
                break;
            case AndNode n:
                Add(text, n.Left, 2);
                text.Append(" AND ");
                Add(text, n.Right, 3);
                break;
            case NotNode n:
                text.Append("NOT ");
                Add(text, n.Operand, 3);
                break;
            case ComparisonNode n:
                Add(text, n.Left);
                text.Append(' ').Append(Symbol(n.Operator)).Append(' ');
                Add(text, n.Right);
                break;
            case BetweenNode n:
                Add(text, n.Operand);
                text.Append(" BETWEEN ");
                Add(text, n.Low);
                text.Append(" AND ");
                Add(text, n.High);
                break;
            case InNode n:
                Add(text, n.Operand);
                text.Append(" IN (");
                AddAll(text, n.List, ", ", Add);
                text.Append(')');
                break;
            case AttributeExistsNode n:
                text.Append("attribute_exists(");
                Add(text, n.Path);
                text.Append(')');
                break;
            case AttributeNotExistsNode n:
                text.Append("attribute_not_exists(");
                Add(text, n.Path);
                text.Append(')');
                break;
            case AttributeTypeNode n:
                text.Append("attribute_type(");
                Add(text, n.Path);
                text.Append(", ");
                Add(text, EncodedValue.FromString(n.Type.ToName()));
                text.Append(')');
                break;
            case BeginsWithNode n:
                AddFunction(text, "begins_with(", n.Operand, n.Prefix);
                break;
            case ContainsNode n:
                AddFunction(text, "contains(", n.Operand, n.Part);
                break;
            default:
                throw new InvalidOperationException(node.GetType().Name);
        }
    }

    private static void AddAll<T>(StringBuilder text, IEnumerable<T> all, string separator, Action<StringBuilder, T> add)
    {
        var before = "";
        foreach (var one in all)
        {
            text.Append(before);
            add(text, one);
            before = separator;
        }
    }

    private void AddFunction(StringBuilder text, string name, Operand first, Operand second)
    {
        text.Append(name);
        Add(text, first);
        text.Append(", ");
        Add(text, second);
        text.Append(')');
    }

    private void Add(StringBuilder text, KeyAttributeCondition part)
    {
        var isPrefix = part.Operator == SortOperator.BeginsWith;
        text.Append(isPrefix ? "begins_with(" : "").Append(Name(part.Attribute)).Append(part.Operator switch
        {
            SortOperator.Equal => " = ",
            SortOperator.LessThan => " < ",
            SortOperator.LessThanOrEqual => " <= ",
            SortOperator.GreaterThan => " > ",
            SortOperator.GreaterThanOrEqual => " >= ",
            SortOperator.Between => " BETWEEN ",
            _ => ", ",
        });
        Add(text, part.Value);
        if (part.Operator == SortOperator.Between)
        {
            text.Append(" AND ");
            Add(text, part.High);
        }

        text.Append(isPrefix ? ")" : "");
    }

    private void Add(StringBuilder text, UpdateAction action)
    {
        Add(text, action.Path);
        switch (action)
        {
            case SetAction set:
                text.Append(" = ");
                Add(text, set.Value);
                break;
            case AddAction add:
                text.Append(' ');
                Add(text, add.Value);
                break;
            case DeleteAction delete:
                text.Append(' ');
                Add(text, delete.Value);
                break;
        }
    }

    private void Add(StringBuilder text, Operand operand)
    {
        switch (operand)
        {
            case PathOperand path:
                Add(text, path.Path);
                break;
            case SizeOperand size:
                text.Append("size(");
                Add(text, size.Path);
                text.Append(')');
                break;
            case ValueOperand value:
                Add(text, value.Value);
                break;
            default:
                throw new InvalidOperationException(operand.GetType().Name);
        }
    }

    private void Add(StringBuilder text, SetValue value)
    {
        switch (value)
        {
            case SetOperand operand:
                Add(text, operand.Operand);
                break;
            case IfNotExists otherwise:
                text.Append("if_not_exists(");
                Add(text, otherwise.Path);
                text.Append(", ");
                Add(text, otherwise.Otherwise);
                text.Append(')');
                break;
            case ListAppend append:
                text.Append("list_append(");
                Add(text, append.First);
                text.Append(", ");
                Add(text, append.Second);
                text.Append(')');
                break;
            case Plus plus:
                Add(text, plus.Left);
                text.Append(" + ");
                Add(text, plus.Right);
                break;
            case Minus minus:
                Add(text, minus.Left);
                text.Append(" - ");
                Add(text, minus.Right);
                break;
            default:
                throw new InvalidOperationException(value.GetType().Name);
        }
    }

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.LessThan => "<",
        ComparisonOperator.LessThanOrEqual => "<=",
        ComparisonOperator.GreaterThan => ">",
        _ => ">=",
    };

    private void Add(StringBuilder text, DocumentPath path)
    {
        text.Append(Name(path.Root));
        foreach (var segment in path.Segments)
        {
            if (segment.Name is { } name)
            {
                text.Append('.').Append(Name(name));
            }
            else
            {
                text.Append('[').Append(segment.Index).Append(']');
            }
        }
    }

    private string Name(string name)
    {
        if (!_placeholders)
        {
            return name;
        }

        if (!_namePlaceholders.TryGetValue(name, out var placeholder))
        {
            placeholder = string.Create(CultureInfo.InvariantCulture, $"#n{_names.Count}");
            _namePlaceholders.Add(name, placeholder);
            _names.Add(placeholder, name);
        }

        return placeholder;
    }

    private void Add(StringBuilder text, EncodedValue value)
    {
        if (!_placeholders)
        {
            text.Append(value.Type switch
            {
                AttributeType.S => $"\"{value.Read().GetString()}\"",
                AttributeType.N => value.Read().GetNumber().ToString(),
                AttributeType.BOOL => value.Read().GetBoolean() ? "true" : "false",
                AttributeType.NULL => "null",
                _ => value.ToString(),
            });
            return;
        }

        var placeholder = string.Create(CultureInfo.InvariantCulture, $":v{_values.Count}");
        _values.Add(placeholder, value);
        text.Append(placeholder);
    }
}
