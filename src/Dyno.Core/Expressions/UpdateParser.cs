// Parses update expressions.

namespace Dyno.Expressions;

internal sealed class UpdateParser(string text, ExpressionScope scope) : ExpressionParser(text, ExpressionKind.UpdateExpression, scope)
{
    // DynamoDB's order of errors.
    private const int Reserved = 0;
    private const int UnknownFunction = 1;
    private const int Section = 2;
    private const int Name = 3;
    private const int ValueError = 4;
    private const int Overlap = 5;
    private const int Conflict = 6;
    private const int OperandError = 7;
    private const int FunctionError = 8;

    private const int MaxDepth = 100;

    private readonly List<UpdateAction> _actions = [];
    private readonly HashSet<string> _sections = [];
    private int _depth;

    protected override int ReservedRank => Reserved;

    protected override int NameRank => Name;

    protected override int ValueRank => ValueError;

    public List<UpdateAction> Parse()
    {
        do
        {
            ParseSection();
        }
        while (Current.Kind != TokenKind.End);

        if (PathConflicts.Find([.. _actions.Select(a => a.Path)]) is { } found)
        {
            Error(found.IsOverlap ? Overlap : Conflict, found.Message);
        }

        ExpectEnd();
        return _actions;
    }

    private void ParseSection()
    {
        var section = TextOf(Current).ToUpperInvariant();
        Action parse = section switch
        {
            "SET" => Set,
            "REMOVE" => () => _actions.Add(new RemoveAction(Path())),
            "ADD" => () => AddOrDelete(section),
            "DELETE" => () => AddOrDelete(section),
            _ => throw SyntaxError(),
        };
        Position++;
        if (!_sections.Add(section))
        {
            Error(Section, ExpressionMessages.RepeatedSection(section));
        }

        do
        {
            parse();
        }
        while (Try(TokenKind.Comma));
    }

    private void Set()
    {
        var path = Path();
        Expect(TokenKind.Equal);
        CountOperator();
        _actions.Add(new SetAction(path, Sum()));
    }

    // One operand, or two that are added or subtracted; a sum as a whole may stand in parentheses, but not in another sum.
    private SetValue Sum()
    {
        if (Current.Kind == TokenKind.OpenParenthesis && HoldsSum())
        {
            Enter();
            Position++;
            var inner = Sum();
            Expect(TokenKind.CloseParenthesis);
            _depth--;
            return inner;
        }

        var left = Operand();
        if (Current.Kind is not (TokenKind.Plus or TokenKind.Minus))
        {
            return left;
        }

        var token = Current;
        Position++;
        CountOperator();
        CheckNumber(TextOf(token), left);
        var right = Operand();
        CheckNumber(TextOf(token), right);
        return token.Kind == TokenKind.Plus ? new Plus(left, right) : new Minus(left, right);
    }

    // Whether a sum stands in this parenthesis and in no deeper one that something follows.
    private bool HoldsSum()
    {
        var depth = 0;
        var sums = false;
        for (var ahead = 0; Peek(ahead) != TokenKind.End; ahead++)
        {
            switch (Peek(ahead))
            {
                case TokenKind.OpenParenthesis:
                    depth++;
                    break;
                case TokenKind.CloseParenthesis when --depth == 0:
                    return sums && Peek(ahead + 1) is not (TokenKind.Plus or TokenKind.Minus);
                case TokenKind.Plus or TokenKind.Minus:
                    sums = true;
                    break;
            }
        }

        return false;
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw Invalid(ExpressionMessages.TooManyOperators(_depth));
        }
    }

    private SetValue Operand()
    {
        Enter();
        try
        {
            if (Try(TokenKind.OpenParenthesis))
            {
                var inner = Operand();
                Expect(TokenKind.CloseParenthesis);
                return inner;
            }

            if (Current.Kind == TokenKind.ValuePlaceholder)
            {
                return new SetOperand(new ValueOperand(Value() ?? EncodedValue.Null));
            }

            if (Current.Kind == TokenKind.Name && Peek() == TokenKind.OpenParenthesis)
            {
                return Function();
            }

            // The words that begin sections are no names here.
            return StartsPath(Current.Kind) && !IsSection() ? new SetOperand(new PathOperand(Path())) : throw SyntaxError();
        }
        finally
        {
            _depth--;
        }
    }

    private bool IsSection() => IsKeyword("SET") || IsKeyword("REMOVE") || IsKeyword("ADD") || IsKeyword("DELETE");

    private SetValue Function()
    {
        var name = TextOf(Current);
        Position += 2;
        CountOperator();
        var operands = new List<SetValue>();
        do
        {
            operands.Add(Operand());
        }
        while (Try(TokenKind.Comma));
        Expect(TokenKind.CloseParenthesis);

        if (name is not ("if_not_exists" or "list_append"))
        {
            // The functions of conditions exist, but not here.
            Error(UnknownFunction, name is "attribute_exists" or "attribute_not_exists" or "attribute_type" or "begins_with" or "contains" or "size"
                ? ExpressionMessages.FunctionNotAllowed(name)
                : ExpressionMessages.FunctionName(name));
            return operands[0];
        }

        if (operands.Count != 2)
        {
            Error(FunctionError, ExpressionMessages.OperandCount(name, operands.Count));
            return operands[0];
        }

        if (name == "list_append")
        {
            foreach (var operand in operands)
            {
                if (operand is ListAppend)
                {
                    Error(FunctionError, ExpressionMessages.FunctionPlace(name));
                }

                if (operand is SetOperand { Operand: ValueOperand { Value.Type: not AttributeType.L and var type } })
                {
                    Error(FunctionError, ExpressionMessages.OperandType(name, type));
                }
            }

            return new ListAppend(operands[0], operands[1]);
        }

        if (operands[0] is SetOperand { Operand: PathOperand path })
        {
            return new IfNotExists(path.Path, operands[1]);
        }

        Error(FunctionError, ExpressionMessages.PathWanted(name));
        return operands[0];
    }

    private void CheckNumber(string name, SetValue operand)
    {
        if (operand is SetOperand { Operand: ValueOperand { Value.Type: not AttributeType.N and var type } })
        {
            Error(FunctionError, ExpressionMessages.OperandType(name, type));
        }
        else if (operand is ListAppend)
        {
            Error(FunctionError, ExpressionMessages.OperandType(name, AttributeType.L));
        }
    }

    private void AddOrDelete(string section)
    {
        var path = Path();
        if (Current.Kind != TokenKind.ValuePlaceholder)
        {
            throw SyntaxError();
        }

        CountOperator();
        var value = Value() ?? EncodedValue.Null;
        var type = value.Type;
        var allowed = type.IsSet() || (section == "ADD" && type == AttributeType.N);
        if (!allowed)
        {
            Error(OperandError, ExpressionMessages.UpdateOperandType(section, type));
        }

        _actions.Add(section == "ADD" ? new AddAction(path, value) : new DeleteAction(path, value));
    }
}
