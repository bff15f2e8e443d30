// Parses condition, filter and key condition expressions. Precedence, tightest first: comparison, IN, BETWEEN, functions; NOT; AND; OR.

namespace Dyno.Expressions;

internal sealed class ConditionParser(string text, ExpressionKind kind, ExpressionScope scope) : ExpressionParser(text, kind, scope)
{
    // DynamoDB's order of errors.
    private const int Parentheses = 0;
    private const int UnknownFunction = 1;
    private const int MisusedFunction = 2;
    private const int Reserved = 3;
    private const int Placeholder = 4;
    private const int OperandCount = 5;
    private const int Distinct = 6;
    private const int FunctionError = 7;

    // What is wrong with the condition being read, by rank. The first condition that has any reports its first one.
    private readonly SortedDictionary<int, string> _ofCondition = [];
    private Dictionary<int, int>? _closings;

    // Far beyond any sensible expression; a deeper one must not exhaust the stack.
    private const int MaxDepth = 150;

    private int _depth;

    protected override int ReservedRank => Reserved;

    protected override int NameRank => Placeholder;

    protected override int ValueRank => Placeholder;

    public ConditionNode Parse()
    {
        var root = Or();
        ExpectEnd();
        return root;
    }

    private ConditionNode Or()
    {
        var left = And();
        while (TryKeyword("OR"))
        {
            CountOperator();
            left = new OrNode(left, And());
        }

        return left;
    }

    private ConditionNode And()
    {
        var left = Not();
        while (TryKeyword("AND"))
        {
            CountOperator();
            left = new AndNode(left, Not());
        }

        return left;
    }

    private ConditionNode Not()
    {
        if (IsKeyword("NOT") && Peek() is not (TokenKind.Dot or TokenKind.OpenBracket))
        {
            Position++;
            CountOperator();
            Enter();
            var operand = Not();
            _depth--;
            return new NotNode(operand);
        }

        return Primary();
    }

    private ConditionNode Primary()
    {
        if (Current.Kind != TokenKind.OpenParenthesis)
        {
            return Simple();
        }

        // A parenthesis may hold a condition or an operand of a comparison: (a) = :v. What follows its end tells.
        if (OperandFollows())
        {
            return Simple();
        }

        Enter();
        var start = Position;
        Position++;
        var inner = Or();
        var nested = IsDoubled(start);
        Expect(TokenKind.CloseParenthesis);
        if (nested)
        {
            Error(Parentheses, ExpressionMessages.RedundantParentheses);
        }

        _depth--;
        return inner;
    }

    // Whether the parenthesis that opened at this token holds nothing but another pair: ((a = b)).
    private bool IsDoubled(int start)
    {
        var end = Position;
        Position = start + 1;
        var opensTwice = Current.Kind == TokenKind.OpenParenthesis;
        var closes = opensTwice ? Closing(start + 1) : -1;
        Position = end;
        return opensTwice && closes == end - 1;
    }

    // Where the parenthesis closes that opens at a token; -1 where it does not. Asked at every level of a deep text, so all are found in one pass.
    private int Closing(int open)
    {
        if (_closings is not null)
        {
            return _closings.GetValueOrDefault(open, -1);
        }

        _closings = [];
        var saved = Position;
        var opens = new Stack<int>();
        for (Position = 0; Current.Kind != TokenKind.End; Position++)
        {
            if (Current.Kind == TokenKind.OpenParenthesis)
            {
                opens.Push(Position);
            }
            else if (Current.Kind == TokenKind.CloseParenthesis && opens.TryPop(out var opened))
            {
                _closings[opened] = Position;
            }
        }

        Position = saved;
        return _closings.GetValueOrDefault(open, -1);
    }

    private bool OperandFollows()
    {
        var close = Closing(Position);
        if (close < 0)
        {
            return false;
        }

        var saved = Position;
        Position = close + 1;
        var follows = IsComparison(Current.Kind) || IsKeyword("BETWEEN") || IsKeyword("IN");
        Position = saved;
        return follows;
    }

    private static bool IsComparison(TokenKind kind) => kind is >= TokenKind.Equal and <= TokenKind.GreaterThanOrEqual;

    protected override void Error(int rank, string message)
    {
        if (rank < Placeholder)
        {
            base.Error(rank, message);
        }
        else
        {
            _ofCondition.TryAdd(rank, message);
        }
    }

    private ConditionNode Simple()
    {
        var node = SimpleCondition();
        foreach (var (_, message) in _ofCondition)
        {
            base.Error(Placeholder, message);
            break;
        }

        _ofCondition.Clear();
        return node;
    }

    private ConditionNode SimpleCondition()
    {
        var left = OperandOrFunction(out var function);
        if (IsComparison(Current.Kind))
        {
            CheckPlace(function);
            var token = Current;
            Position++;
            CountOperator();
            var right = OperandOrFunction(out var rightFunction);
            CheckPlace(rightFunction);
            var name = TextOf(token);
            CheckDistinct(name, left, right);
            if (token.Kind is not (TokenKind.Equal or TokenKind.NotEqual))
            {
                CheckOrdered(name, left);
                CheckOrdered(name, right);
            }

            return new ComparisonNode((ComparisonOperator)(token.Kind - TokenKind.Equal), left, right);
        }

        if (TryKeyword("BETWEEN"))
        {
            CheckPlace(function);
            CountOperator();
            var low = OperandOrFunction(out var lowFunction);
            ExpectKeyword("AND");
            var high = OperandOrFunction(out var highFunction);
            CheckPlace(lowFunction);
            CheckPlace(highFunction);
            CheckOrdered("BETWEEN", left);
            CheckOrdered("BETWEEN", low);
            CheckOrdered("BETWEEN", high);
            CheckBounds(low, high);
            return new BetweenNode(left, low, high);
        }

        if (TryKeyword("IN"))
        {
            CheckPlace(function);
            CountOperator();
            Expect(TokenKind.OpenParenthesis);
            var list = new List<Operand>();
            do
            {
                list.Add(OperandOrFunction(out var elementFunction));
                CheckPlace(elementFunction);
            }
            while (Try(TokenKind.Comma));
            Expect(TokenKind.CloseParenthesis);
            if (list.Count > Limits.InOperands)
            {
                Error(FunctionError, ExpressionMessages.TooManyInOperands(list.Count));
            }

            return new InNode(left, list);
        }

        if (function is { Condition: { } condition })
        {
            return condition;
        }

        if (function is { Name: "size" })
        {
            Error(MisusedFunction, ExpressionMessages.FunctionPlace("size"));
            return new AttributeExistsNode(DocumentPath.Of("size"));
        }

        if (function is not null)
        {
            return new AttributeExistsNode(DocumentPath.Of(function.Name));
        }

        throw SyntaxError();
    }

    // What a function call stands for: a condition, or (size) an operand.
    private sealed record Call(string Name, ConditionNode? Condition, Operand Operand);

    private void CheckPlace(Call? call)
    {
        if (call is { Name: not "size" })
        {
            Error(MisusedFunction, ExpressionMessages.FunctionPlace(call.Name));
        }
    }

    private Operand OperandOrFunction(out Call? call)
    {
        call = null;
        if (Current.Kind == TokenKind.OpenParenthesis)
        {
            Enter();
            Position++;
            if (Current.Kind == TokenKind.OpenParenthesis && Closing(Position) == Closing(Position - 1) - 1)
            {
                Error(Parentheses, ExpressionMessages.RedundantParentheses);
            }

            var inner = OperandOrFunction(out call);
            Expect(TokenKind.CloseParenthesis);
            _depth--;

            // A parenthesis may also hold the beginning of a path: (a.b).c.
            return Current.Kind is TokenKind.Dot or TokenKind.OpenBracket && inner is PathOperand beginning ? new PathOperand(Path(beginning.Path)) : inner;
        }

        if (Current.Kind == TokenKind.ValuePlaceholder)
        {
            return new ValueOperand(Value() ?? EncodedValue.Null);
        }

        if (Current.Kind == TokenKind.Name && Peek() == TokenKind.OpenParenthesis)
        {
            call = Function();
            return call.Operand;
        }

        return StartsPath(Current.Kind) && !(IsConditionKeyword() && Peek() is not (TokenKind.Dot or TokenKind.OpenBracket))
            ? new PathOperand(Path())
            : throw SyntaxError();
    }

    private bool IsConditionKeyword() => IsKeyword("AND") || IsKeyword("OR") || IsKeyword("NOT") || IsKeyword("IN") || IsKeyword("BETWEEN");

    private Call Function()
    {
        var name = TextOf(Current);
        Position += 2;
        CountOperator();
        Enter();
        var operands = new List<Operand>();
        do
        {
            operands.Add(OperandOrFunction(out var inner));
            CheckPlace(inner);
        }
        while (Try(TokenKind.Comma));
        Expect(TokenKind.CloseParenthesis);
        _depth--;

        var placeholder = new PathOperand(DocumentPath.Of(name));
        var condition = name switch
        {
            "attribute_exists" => Count(name, operands, 1) && PathOf(name, operands[0]) is { } path ? new AttributeExistsNode(path) : null,
            "attribute_not_exists" => Count(name, operands, 1) && PathOf(name, operands[0]) is { } path ? new AttributeNotExistsNode(path) : null,
            "attribute_type" => Count(name, operands, 2) ? AttributeTypeCall(name, operands) : null,
            "begins_with" => Count(name, operands, 2) ? BeginsWithCall(name, operands) : null,
            "contains" => Count(name, operands, 2) ? ContainsCall(name, operands) : null,
            "size" => null,
            _ => Unknown(name),
        };
        if (name != "size")
        {
            return new Call(name, condition, placeholder);
        }

        if (!Count(name, operands, 1))
        {
            return new Call(name, null, placeholder);
        }

        // size of a value is known, and allowed where the value has one.
        return operands[0] switch
        {
            PathOperand path => new Call(name, null, new SizeOperand(path.Path)),
            ValueOperand value => new Call(name, null, SizeOf(name, value.Value)),
            _ => new Call(name, null, SizeOf(name, EncodedValue.FromInt64(0))),
        };
    }

    private ConditionNode? Unknown(string name)
    {
        // The functions of updates exist, but not here.
        Error(UnknownFunction, name is "if_not_exists" or "list_append" ? ExpressionMessages.FunctionNotAllowed(name) : ExpressionMessages.FunctionName(name));
        return null;
    }

    private bool Count(string name, List<Operand> operands, int count)
    {
        if (operands.Count == count)
        {
            return true;
        }

        Error(OperandCount, ExpressionMessages.OperandCount(name, operands.Count));
        return false;
    }

    private DocumentPath? PathOf(string name, Operand operand)
    {
        if (operand is PathOperand path)
        {
            return path.Path;
        }

        Error(FunctionError, ExpressionMessages.PathWanted(name));
        return null;
    }

    private ConditionNode? AttributeTypeCall(string name, List<Operand> operands)
    {
        if (operands[1] is not ValueOperand { Value: var value } || value.Type != AttributeType.S)
        {
            CheckDistinct(name, operands[0], operands[1]);
            Error(FunctionError, operands[1] switch
            {
                ValueOperand wrong => ExpressionMessages.OperandType(name, wrong.Value.Type),
                SizeOperand => ExpressionMessages.OperandType(name, AttributeType.N),
                _ => ExpressionMessages.AnyOperandType(name),
            });
            return null;
        }

        var text = value.Read().GetString();
        if (!AttributeTypes.TryParse(text, out var type))
        {
            Error(FunctionError, ExpressionMessages.TypeName(text));
            return null;
        }

        // The type of a value is known now: a comparison of it with itself says which it is.
        var known = operands[0] is ValueOperand { Value: var given } ? given.Type : AttributeType.N;
        return operands[0] is PathOperand path
            ? new AttributeTypeNode(path.Path, type)
            : new ComparisonNode(known == type ? ComparisonOperator.Equal : ComparisonOperator.NotEqual, operands[1], operands[1]);
    }

    private ConditionNode BeginsWithCall(string name, List<Operand> operands)
    {
        foreach (var operand in operands)
        {
            if (operand is ValueOperand { Value.Type: not (AttributeType.S or AttributeType.B) and var type })
            {
                Error(FunctionError, ExpressionMessages.OperandType(name, type));
            }
            else if (operand is SizeOperand)
            {
                Error(FunctionError, ExpressionMessages.OperandType(name, AttributeType.N));
            }
        }

        CheckDistinct(name, operands[0], operands[1]);
        return new BeginsWithNode(operands[0], operands[1]);
    }

    private ConditionNode ContainsCall(string name, List<Operand> operands)
    {
        if (operands[0] is ValueOperand { Value.Type: (AttributeType.N or AttributeType.BOOL or AttributeType.NULL or AttributeType.M) and var type })
        {
            Error(FunctionError, ExpressionMessages.OperandType(name, type));
        }

        CheckDistinct(name, operands[0], operands[1]);
        return new ContainsNode(operands[0], operands[1]);
    }

    private ValueOperand SizeOf(string name, EncodedValue value)
    {
        if (ConditionEvaluator.TrySize(value.Read(), out var size))
        {
            return new ValueOperand(EncodedValue.FromInt64(size));
        }

        Error(FunctionError, ExpressionMessages.OperandType(name, value.Type));
        return new ValueOperand(value);
    }

    private void CheckDistinct(string name, Operand left, Operand right)
    {
        if (left is PathOperand one && right is PathOperand two && one.Path.Equals(two.Path))
        {
            Error(Distinct, ExpressionMessages.NotDistinct(name, one.Path));
        }
    }

    private void CheckOrdered(string name, Operand operand)
    {
        if (operand is ValueOperand { Value.Type: not (AttributeType.S or AttributeType.N or AttributeType.B) and var type })
        {
            Error(FunctionError, ExpressionMessages.OperandType(name, type));
        }
    }

    private void CheckBounds(Operand low, Operand high)
    {
        if (low is not ValueOperand { Value: var from } || high is not ValueOperand { Value: var to })
        {
            return;
        }

        if (from.Type != to.Type)
        {
            Error(FunctionError, ExpressionMessages.BetweenTypes(from, to));
        }
        else if (from.Type is AttributeType.S or AttributeType.N or AttributeType.B
            && from.Read().KeyBytes.SequenceCompareTo(to.Read().KeyBytes) > 0)
        {
            Error(FunctionError, ExpressionMessages.BetweenOrder(from, to));
        }
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw Invalid(ExpressionMessages.TooManyOperators(_depth));
        }
    }
}
