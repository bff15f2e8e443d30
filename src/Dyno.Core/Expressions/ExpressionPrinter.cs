// Prints expressions: with placeholders and their tables, as a request carries them, or with names and values in their places, for people.

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
    public string Print(ConditionExpression expression) => Print(expression.Root, parent: 0);

    /// <summary>The text of a key condition.</summary>
    public string Print(KeyConditionExpression expression) => string.Join(" AND ", expression.Parts.Select(Part));

    /// <summary>The text of a projection.</summary>
    public string Print(ProjectionExpression expression) => string.Join(", ", expression.Paths.Select(Path));

    /// <summary>The text of an update.</summary>
    public string Print(UpdateExpression expression)
    {
        var sections = new List<string>();
        Add("SET", expression.Actions.OfType<SetAction>().Select(a => $"{Path(a.Path)} = {SetText(a.Value)}"));
        Add("REMOVE", expression.Actions.OfType<RemoveAction>().Select(a => Path(a.Path)));
        Add("ADD", expression.Actions.OfType<AddAction>().Select(a => $"{Path(a.Path)} {Value(a.Value)}"));
        Add("DELETE", expression.Actions.OfType<DeleteAction>().Select(a => $"{Path(a.Path)} {Value(a.Value)}"));
        return string.Join(" ", sections);

        void Add(string section, IEnumerable<string> actions)
        {
            var text = string.Join(", ", actions);
            if (text.Length > 0)
            {
                sections.Add($"{section} {text}");
            }
        }
    }

    // How tightly a node binds: OR 1, AND 2, NOT 3, all others 4.
    private string Print(ConditionNode node, int parent)
    {
        var (text, binding) = node switch
        {
            OrNode n => ($"{Print(n.Left, 1)} OR {Print(n.Right, 2)}", 1),
            AndNode n => ($"{Print(n.Left, 2)} AND {Print(n.Right, 3)}", 2),
            NotNode n => ($"NOT {Print(n.Operand, 3)}", 3),
            ComparisonNode n => ($"{OperandText(n.Left)} {Symbol(n.Operator)} {OperandText(n.Right)}", 4),
            BetweenNode n => ($"{OperandText(n.Operand)} BETWEEN {OperandText(n.Low)} AND {OperandText(n.High)}", 4),
            InNode n => ($"{OperandText(n.Operand)} IN ({string.Join(", ", n.List.Select(OperandText))})", 4),
            AttributeExistsNode n => ($"attribute_exists({Path(n.Path)})", 4),
            AttributeNotExistsNode n => ($"attribute_not_exists({Path(n.Path)})", 4),
            AttributeTypeNode n => ($"attribute_type({Path(n.Path)}, {Value(EncodedValue.FromString(n.Type.ToName()))})", 4),
            BeginsWithNode n => ($"begins_with({OperandText(n.Operand)}, {OperandText(n.Prefix)})", 4),
            ContainsNode n => ($"contains({OperandText(n.Operand)}, {OperandText(n.Part)})", 4),
            _ => throw new InvalidOperationException(node.GetType().Name),
        };
        return binding < parent ? $"({text})" : text;
    }

    private string Part(KeyAttributeCondition part)
    {
        var name = Name(part.Attribute);
        return part.Operator switch
        {
            SortOperator.Equal => $"{name} = {Value(part.Value)}",
            SortOperator.LessThan => $"{name} < {Value(part.Value)}",
            SortOperator.LessThanOrEqual => $"{name} <= {Value(part.Value)}",
            SortOperator.GreaterThan => $"{name} > {Value(part.Value)}",
            SortOperator.GreaterThanOrEqual => $"{name} >= {Value(part.Value)}",
            SortOperator.Between => $"{name} BETWEEN {Value(part.Value)} AND {Value(part.High)}",
            _ => $"begins_with({name}, {Value(part.Value)})",
        };
    }

    private string OperandText(Operand operand) => operand switch
    {
        PathOperand path => Path(path.Path),
        SizeOperand size => $"size({Path(size.Path)})",
        ValueOperand value => Value(value.Value),
        _ => throw new InvalidOperationException(operand.GetType().Name),
    };

    private string SetText(SetValue value) => value switch
    {
        SetOperand operand => OperandText(operand.Operand),
        IfNotExists otherwise => $"if_not_exists({Path(otherwise.Path)}, {SetText(otherwise.Otherwise)})",
        ListAppend append => $"list_append({SetText(append.First)}, {SetText(append.Second)})",
        Plus plus => $"{SetText(plus.Left)} + {SetText(plus.Right)}",
        Minus minus => $"{SetText(minus.Left)} - {SetText(minus.Right)}",
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.LessThan => "<",
        ComparisonOperator.LessThanOrEqual => "<=",
        ComparisonOperator.GreaterThan => ">",
        _ => ">=",
    };

    private string Path(DocumentPath path)
    {
        var text = new StringBuilder(Name(path.Root));
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

        return text.ToString();
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

    private string Value(EncodedValue value)
    {
        if (!_placeholders)
        {
            return value.Type switch
            {
                AttributeType.S => $"\"{value.Read().GetString()}\"",
                AttributeType.N => value.Read().GetNumber().ToString(),
                AttributeType.BOOL => value.Read().GetBoolean() ? "true" : "false",
                AttributeType.NULL => "null",
                _ => value.ToString(),
            };
        }

        var placeholder = string.Create(CultureInfo.InvariantCulture, $":v{_values.Count}");
        _values.Add(placeholder, value);
        return placeholder;
    }
}
