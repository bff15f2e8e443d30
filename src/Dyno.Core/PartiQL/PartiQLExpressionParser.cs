// Parses expressions. Precedence, tightest first: + and -; order and BETWEEN; equality, IN and IS; NOT; AND; OR.

using System.Globalization;
using Dyno.Expressions;
using static Dyno.PartiQL.PartiQLTokenKind;

namespace Dyno.PartiQL;

internal sealed class PartiQLExpressionParser(PartiQLTokenReader reader)
{
    private int _parameters;

    public PartiQLExpression Parse()
    {
        reader.Enter();
        var expression = Logical(isAnd: false);
        reader.Leave();
        return expression;
    }

    // A name and the steps below it.
    public DocumentPath Path()
    {
        var root = reader.Take().Text;
        var segments = new List<PathSegment>();
        while (true)
        {
            if (reader.Try(Dot))
            {
                segments.Add(reader.Current.Kind is Identifier or QuotedIdentifier
                    ? PathSegment.Member(reader.Take().Text)
                    : throw PartiQLMessages.NotWellFormed(PartiQLMessages.PathDot));
            }
            else if (reader.Try(OpenBracket))
            {
                segments.Add(Index());
                reader.Expect(CloseBracket, "RIGHT_BRACKET");
            }
            else
            {
                break;
            }
        }

        if (segments.Count >= Limits.NestingDepth)
        {
            throw new ValidationException(ExpressionMessages.PathTooDeep(new DocumentPath(root, segments.ToArray())));
        }

        return new DocumentPath(root, segments.ToArray());
    }

    private PathSegment Index()
    {
        var negative = reader.Try(PartiQLTokenKind.Minus);
        var token = reader.Take();
        if (token.Kind == PartiQLTokenKind.String && !negative)
        {
            return PathSegment.Member(token.Text);
        }

        if (token.Kind != PartiQLTokenKind.Number)
        {
            throw new ValidationException(PartiQLMessages.PathComponent(token.Span));
        }

        return int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && (index == 0 || !negative)
            ? PathSegment.Element(index)
            : throw new ValidationException(PartiQLMessages.IndexRange((negative ? "-" : "") + token.Text, token.Span));
    }

    private PartiQLExpression Logical(bool isAnd)
    {
        var first = isAnd ? Not() : Logical(isAnd: true);
        var word = isAnd ? "AND" : "OR";
        if (!reader.IsKeyword(word))
        {
            return first;
        }

        var operands = new List<PartiQLExpression>();
        Flatten(operands, first, isAnd);
        while (reader.TryKeyword(word))
        {
            CheckRightSide();
            Flatten(operands, isAnd ? Not() : Logical(isAnd: true), isAnd);
        }

        return new LogicalExpression(isAnd, operands) { Span = first.Span };
    }

    // (a AND b) AND c is one conjunction of three.
    private static void Flatten(List<PartiQLExpression> operands, PartiQLExpression operand, bool isAnd)
    {
        if (operand is LogicalExpression logical && logical.IsAnd == isAnd)
        {
            operands.AddRange(logical.Operands);
        }
        else
        {
            operands.Add(operand);
        }
    }

    private PartiQLExpression Not()
    {
        var token = reader.Current;
        if (!reader.TryKeyword("NOT"))
        {
            return Equality();
        }

        reader.Enter();
        var operand = Not();
        reader.Leave();
        return new NotExpression(operand) { Span = token.Span };
    }

    private PartiQLExpression Equality()
    {
        var left = Order();
        for (var depth = 0; ; depth++)
        {
            var token = reader.Current;
            if (reader.Current.Kind is Equal or NotEqual)
            {
                reader.Take();
                CheckRightSide();
                left = new ComparisonExpression(OperatorOf(token.Kind), left, Order()) { Span = token.Span };
            }
            else if (reader.IsKeyword("NOT") && reader.Next is { Kind: Keyword, Text: "IN" })
            {
                reader.Take();
                reader.Take();
                left = new NotExpression(In(left, token.Span)) { Span = token.Span };
            }
            else if (reader.TryKeyword("IN"))
            {
                left = In(left, token.Span);
            }
            else if (reader.TryKeyword("IS"))
            {
                var negated = reader.TryKeyword("NOT");
                left = new IsExpression(left, TypeName(), negated) { Span = token.Span };
            }
            else
            {
                return left;
            }

            CheckChain(depth);
        }
    }

    private PartiQLExpression Order()
    {
        var left = Sum();
        for (var depth = 0; ; depth++)
        {
            var token = reader.Current;
            if (token.Kind is >= LessThan and <= GreaterThanOrEqual)
            {
                reader.Take();
                CheckRightSide();
                left = new ComparisonExpression(OperatorOf(token.Kind), left, Sum()) { Span = token.Span };
            }
            else if (reader.IsKeyword("NOT") && reader.Next is { Kind: Keyword, Text: "BETWEEN" })
            {
                reader.Take();
                reader.Take();
                left = new NotExpression(Between(left, token.Span)) { Span = token.Span };
            }
            else if (reader.TryKeyword("BETWEEN"))
            {
                left = Between(left, token.Span);
            }
            else if (token is { Kind: Keyword, Text: "LIKE" })
            {
                reader.Take();
                CheckRightSide();
                Sum();
                throw new ValidationException(PartiQLMessages.UnsupportedOperator("LIKE", token.Span));
            }
            else
            {
                return left;
            }

            CheckChain(depth);
        }
    }

    private PartiQLExpression Sum()
    {
        var left = Primary();
        for (var depth = 0; ; depth++)
        {
            var token = reader.Current;
            if (token.Kind is OtherOperator or Star)
            {
                reader.Take();
                CheckRightSide();
                Primary();
                throw new ValidationException(PartiQLMessages.UnsupportedOperator(token.Text, token.Span));
            }

            if (token.Kind is not (PartiQLTokenKind.Plus or PartiQLTokenKind.Minus))
            {
                return left;
            }

            reader.Take();
            CheckRightSide();
            left = new ArithmeticExpression(token.Kind == PartiQLTokenKind.Minus, left, Primary()) { Span = token.Span };
            CheckChain(depth);
        }
    }

    // a = b = c … is a tree as deep as it is long.
    private static void CheckChain(int depth)
    {
        if (depth > PartiQLTokenReader.MaxDepth)
        {
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.TooDeep);
        }
    }

    private InExpression In(PartiQLExpression operand, SourceSpan span)
    {
        CheckRightSide();
        if (reader.Is(OpenParenthesis))
        {
            // IN (a, b) is IN [a, b].
            var open = reader.Take();
            reader.Enter();
            var elements = Elements(CloseParenthesis, "RIGHT_PAREN");
            reader.Leave();
            return new InExpression(operand, new ListLiteral(elements) { Span = open.Span }) { Span = span };
        }

        var list = Order();
        return list is ListLiteral or ParameterExpression
            ? new InExpression(operand, list) { Span = span }
            : throw PartiQLMessages.NotWellFormed(PartiQLMessages.Expected("LEFT_BRACKET"));
    }

    private BetweenExpression Between(PartiQLExpression operand, SourceSpan span)
    {
        CheckRightSide();
        var low = Sum();
        reader.ExpectKeyword("AND");
        CheckRightSide();
        return new BetweenExpression(operand, low, Sum()) { Span = span };
    }

    private string TypeName()
    {
        if (!reader.Is(Keyword))
        {
            // INT4 and INT8 are types and yet no reserved words.
            return reader.Is(Identifier) && reader.Current.Text.ToUpperInvariant() is "INT2" or "INT4" or "INT8"
                ? reader.Take().Text.ToUpperInvariant()
                : throw PartiQLMessages.NotWellFormed(PartiQLMessages.TypeName);
        }

        switch (reader.Take().Text)
        {
            case "DOUBLE":
                reader.ExpectKeyword("PRECISION");
                return "DOUBLE PRECISION";
            case "CHARACTER" when reader.TryKeyword("VARYING"):
                return "CHARACTER VARYING";
            case var word and ("MISSING" or "NULL" or "BOOL" or "BOOLEAN" or "SMALLINT" or "INT" or "INTEGER" or "FLOAT" or "REAL" or "DEC" or "DECIMAL"
                or "NUMERIC" or "TIMESTAMP" or "DATE" or "TIME" or "CHAR" or "CHARACTER" or "VARCHAR" or "STRING" or "SYMBOL" or "CLOB" or "BLOB"
                or "STRUCT" or "TUPLE" or "LIST" or "SEXP" or "BAG"):
                return word;
            default:
                throw PartiQLMessages.NotWellFormed(PartiQLMessages.TypeName);
        }
    }

    private PartiQLExpression Primary()
    {
        reader.Enter();
        var expression = Term();
        reader.Leave();
        return expression;
    }

    private PartiQLExpression Term()
    {
        var token = reader.Current;
        switch (token.Kind)
        {
            case PartiQLTokenKind.Number:
                reader.Take();
                return new NumberLiteral(token.Text) { Span = token.Span };
            case PartiQLTokenKind.String:
                reader.Take();
                return new StringLiteral(token.Text) { Span = token.Span };
            case Parameter:
                reader.Take();
                return new ParameterExpression(_parameters++) { Span = token.Span };
            case PartiQLTokenKind.Plus or PartiQLTokenKind.Minus when reader.Next.Kind == PartiQLTokenKind.Number:
                reader.Take();
                return new NumberLiteral((token.Kind == PartiQLTokenKind.Minus ? "-" : "") + reader.Take().Text) { Span = token.Span };
            case OpenParenthesis:
                return Parenthesis();
            case OpenBracket:
                reader.Take();
                return new ListLiteral(Elements(CloseBracket, "RIGHT_BRACKET")) { Span = token.Span };
            case OpenSet:
                reader.Take();
                return new SetLiteral(Elements(CloseSet, "RIGHT_DOUBLE_ANGLE_BRACKET")) { Span = token.Span };
            case OpenBrace:
                return Map();
            case Identifier or QuotedIdentifier:
                return token.Kind == Identifier && reader.Next.Kind == OpenParenthesis
                    ? Call()
                    : new PathExpression(Path()) { Span = token.Span };
            case Keyword:
                return Word(token);
            case >= Equal and <= OtherOperator:
                throw PartiQLMessages.NotWellFormed(PartiQLMessages.UnexpectedOperator);
            default:
                throw PartiQLMessages.NotWellFormed(PartiQLMessages.UnexpectedTerm);
        }
    }

    private PartiQLExpression Word(PartiQLToken token)
    {
        switch (token.Text)
        {
            case "TRUE" or "FALSE":
                reader.Take();
                return new BooleanLiteral(token.Text == "TRUE") { Span = token.Span };
            case "NULL":
                reader.Take();
                return new NullLiteral { Span = token.Span };
            case var word when PartiQLKeywords.IsFunction(word) && reader.Next.Kind == OpenParenthesis:
                return Call();
            case "IS" or "LIKE" or "IN" or "BETWEEN" or "AND" or "OR":
                throw PartiQLMessages.NotWellFormed(PartiQLMessages.UnexpectedOperator);
            default:
                throw PartiQLMessages.NotWellFormed(PartiQLMessages.UnexpectedKeyword);
        }
    }

    private PartiQLExpression Parenthesis()
    {
        reader.Take();
        var inner = Parse();
        reader.Expect(CloseParenthesis, "RIGHT_PAREN");
        return inner;
    }

    private CallExpression Call()
    {
        var name = reader.Take();
        reader.Take();
        if (reader.Is(Star))
        {
            // COUNT(*) is a call of a function that DynamoDB does not have.
            reader.Take();
        }

        var arguments = Elements(CloseParenthesis, "RIGHT_PAREN");
        return new CallExpression(name.Text.ToLowerInvariant(), arguments) { Span = name.Span };
    }

    private MapLiteral Map()
    {
        var open = reader.Take();
        var entries = new List<KeyValuePair<string, PartiQLExpression>>();
        if (!reader.Try(CloseBrace))
        {
            do
            {
                var name = reader.Take();
                if (name.Kind != PartiQLTokenKind.String)
                {
                    throw PartiQLMessages.NotWellFormed(PartiQLMessages.MapName);
                }

                reader.Expect(Colon, "COLON");
                entries.Add(new(name.Text, Parse()));
            }
            while (reader.Try(Comma));
            reader.Expect(CloseBrace, "RIGHT_CURLY");
        }

        return new MapLiteral(entries) { Span = open.Span };
    }

    private List<PartiQLExpression> Elements(PartiQLTokenKind close, string name)
    {
        var elements = new List<PartiQLExpression>();
        if (!reader.Try(close))
        {
            do
            {
                elements.Add(Parse());
            }
            while (reader.Try(Comma));
            reader.Expect(close, name);
        }

        return elements;
    }

    private void CheckRightSide()
    {
        if (reader.Current.Kind is End or Semicolon)
        {
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.MissingRightSide);
        }
    }

    private static ComparisonOperator OperatorOf(PartiQLTokenKind kind) => (ComparisonOperator)(kind - Equal);
}
