// Random expressions as trees, printed with placeholders and parsed again: the engine gets what the parser made of the text, the model the same tree.
// A tree is made so that DynamoDB takes it; what the parser refuses is a finding.

namespace Dyno.Reliability.Model;

internal sealed class ModelExpressionMaker(ModelValueMaker values)
{
    private static readonly string[] NumberLike = ["c", "a", "v"];
    private static readonly string[] Sized = ["s", "s", "l", "m", "ss", "ns", "bs", "a"];

    internal ConditionExpression Condition(IReadOnlyList<string> keys)
    {
        var printer = new ExpressionPrinter();
        var text = printer.Print(new ConditionExpression(Node(keys, 0)));
        return ConditionExpression.Parse(text, Scope(printer));
    }

    // Conditions that hold of what is there, and those that hold of nothing, are asked for most.
    internal ConditionExpression? ConditionOrNull(IReadOnlyList<string> keys) => values.Next(6) switch
    {
        0 => ConditionExpression.AttributeNotExists(keys[0]),
        1 => ConditionExpression.AttributeExists(keys[0]),
        2 => Condition(keys),
        _ => null,
    };

    internal ProjectionExpression? ProjectionOrNull(IReadOnlyList<string> names)
    {
        if (!values.Chance(25))
        {
            return null;
        }

        while (true)
        {
            try
            {
                return Parsed(new ProjectionExpression(
                    [.. Enumerable.Range(0, values.Next(4) + 1).Select(_ => values.Chance(40) ? DocumentPath.Of(values.Pick(names)) : values.Path())]));
            }
            catch (ValidationException)
            {
                // The paths lie in each other.
            }
        }
    }

    internal UpdateExpression Update(IReadOnlyList<(string Name, AttributeType Type)> indexKeys)
    {
        while (true)
        {
            var actions = Enumerable.Range(0, values.Next(4) + 1).Select(_ => Action(indexKeys)).ToList();
            if (values.Chance(15))
            {
                actions.AddRange(Enumerable.Range(0, values.Next(2) + 2).Select(_ => ElementAction()));
            }

            UpdateExpression made;
            try
            {
                made = new UpdateExpression(actions);
            }
            catch (ValidationException)
            {
                continue;
            }

            var printer = new ExpressionPrinter();
            var text = printer.Print(made);
            return UpdateExpression.Parse(text, Scope(printer));
        }
    }

    internal static KeyConditionExpression Key(List<KeyAttributeCondition> parts)
    {
        var printer = new ExpressionPrinter();
        var text = printer.Print(new KeyConditionExpression(parts));
        return KeyConditionExpression.Parse(text, Scope(printer));
    }

    private static ProjectionExpression Parsed(ProjectionExpression made)
    {
        var printer = new ExpressionPrinter();
        var text = printer.Print(made);
        return ProjectionExpression.Parse(text, Scope(printer));
    }

    private static ExpressionScope Scope(ExpressionPrinter printer) =>
        new(printer.Names.Count > 0 ? printer.Names : null, printer.Values.Count > 0 ? printer.Values : null);

    private ConditionNode Node(IReadOnlyList<string> keys, int depth) => values.Next(depth > 2 ? 8 : 11) switch
    {
        0 => new AttributeExistsNode(values.Path()),
        1 => new AttributeNotExistsNode(values.Path()),
        2 => new AttributeTypeNode(values.Path(), (AttributeType)values.Pick(Enum.GetValues<AttributeType>())),
        3 => Compare(),
        4 => Between(),
        5 => new InNode(AnyOperand(), [.. Enumerable.Range(0, values.Next(4) + 1).Select(_ => (Operand)Value(values.Value(1)))]),
        6 => values.Chance(50) ? new BeginsWithNode(new PathOperand(values.Path()), Value(values.Chance(60) ? values.Text() : values.Binary())) : Contains(),
        7 => values.Chance(20) && keys.Count > 0 ? new AttributeExistsNode(DocumentPath.Of(values.Pick(keys))) : Compare(),
        8 => new AndNode(Node(keys, depth + 1), Node(keys, depth + 1)),
        9 => new OrNode(Node(keys, depth + 1), Node(keys, depth + 1)),
        _ => new NotNode(Node(keys, depth + 1)),
    };

    private ConditionNode Compare()
    {
        var comparison = values.Pick(Enum.GetValues<ComparisonOperator>());
        if (values.Chance(20))
        {
            // Near enough to what sizes are for every way to count to matter.
            return new ComparisonNode(comparison, new SizeOperand(DocumentPath.Of(values.Pick(Sized))), Value(values.Next(6)));
        }

        var ordered = comparison > ComparisonOperator.NotEqual;
        var left = AnyOperand();
        var right = values.Chance(25) ? AnyOperand() : Value(ordered || values.Chance(50) ? Ordered() : values.Value(1));
        return left is PathOperand one && right is PathOperand two && one.Path.Equals(two.Path)
            ? new AttributeExistsNode(one.Path)
            : values.Chance(15) ? new ComparisonNode(comparison, right, left) : new ComparisonNode(comparison, left, right);
    }

    private BetweenNode Between()
    {
        var (low, high) = (Ordered(), Ordered());
        while (low.Type != high.Type)
        {
            high = Ordered();
        }

        return ModelValues.Compare(low, high) <= 0 ? new(AnyOperand(), Value(low), Value(high)) : new(AnyOperand(), Value(high), Value(low));
    }

    private ContainsNode Contains() => new(new PathOperand(values.Path()), Value(values.Next(3) switch { 0 => values.Text(), 1 => values.Number(), _ => values.Value(1) }));

    private Operand AnyOperand() => values.Chance(15) ? new SizeOperand(values.Path()) : new PathOperand(values.Path());

    private AttributeValue Ordered() => values.Next(4) switch { 0 => values.Text(), 1 => values.Binary(), _ => values.Number() };

    private static ValueOperand Value(AttributeValue value) => new(EncodedValue.From(value));

    private UpdateAction Action(IReadOnlyList<(string Name, AttributeType Type)> indexKeys)
    {
        if (indexKeys.Count > 0 && values.Chance(30))
        {
            var (name, type) = values.Pick(indexKeys);
            var path = DocumentPath.Of(name);
            return values.Next(5) switch
            {
                0 => new RemoveAction(path),
                1 when type == AttributeType.N => new AddAction(path, EncodedValue.From(values.Number())),
                2 => new SetAction(path, new SetOperand(new PathOperand(values.Path()))),
                3 when values.Chance(20) && type == AttributeType.S => new SetAction(path, EncodedValue.From(values.Chance(50) ? "" : new string('w', 2100))),
                _ => new SetAction(path, EncodedValue.From(values.IndexKey(type))),
            };
        }

        var target = values.Path();
        var leaf = target.Segments.Length == 0 ? target.Root : target.Segments[^1].Name ?? "";
        return values.Next(8) switch
        {
            0 => new RemoveAction(target),
            1 => new AddAction(DocumentPath.Of("c"), EncodedValue.From(values.Number())),
            2 => new AddAction(values.Chance(80) ? DocumentPath.Of(SetName(out var kind)) : AnySet(out kind), EncodedValue.From(values.Set(kind))),
            3 => new DeleteAction(values.Chance(80) ? DocumentPath.Of(SetName(out var kind)) : AnySet(out kind), EncodedValue.From(values.Set(kind))),
            _ => new SetAction(target, Right(leaf)),
        };
    }

    // Several of one list: each means the elements as they were before all of them.
    private UpdateAction ElementAction()
    {
        var element = new DocumentPath("l", PathSegment.Element(values.Next(4)));
        return values.Chance(60) ? new RemoveAction(element) : new SetAction(element, EncodedValue.From(values.Scalar()));
    }

    private string SetName(out int kind) => ((string[])["ss", "ns", "bs"])[kind = values.Next(3)];

    private DocumentPath AnySet(out int kind)
    {
        kind = values.Next(3);
        return values.Path();
    }

    private SetValue Right(string leaf) => values.Next(9) switch
    {
        0 => Path(),
        1 => new IfNotExists(values.Path(), Operand(leaf)),
        2 => new ListAppend(values.Chance(50) ? EncodedValue.From(values.List(1)) : Path("l"), values.Chance(50) ? EncodedValue.From(values.List(1)) : Path("l")),
        3 => new Plus(Number(), Number()),
        4 => new Minus(Number(), Number()),
        _ => Operand(leaf),
    };

    private SetValue Operand(string leaf) => EncodedValue.From(values.ValueOf(leaf));

    private SetValue Number() => values.Next(4) switch
    {
        0 => Path(values.Pick(NumberLike)),
        1 => new IfNotExists(DocumentPath.Of("c"), EncodedValue.From(values.Number())),
        _ => EncodedValue.From(values.Number()),
    };

    private SetOperand Path(string? root = null) => new(new PathOperand(root is null || values.Chance(20) ? values.Path() : DocumentPath.Of(root)));
}
