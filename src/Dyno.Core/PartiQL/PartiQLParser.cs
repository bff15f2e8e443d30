// Parses one statement of DynamoDB's dialect of PartiQL. What is not in the dialect (joins, groups, limits, aliases…) is refused with the message
// that DynamoDB has for it; where none is known, as a token that nobody expected.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html

using Dyno.Expressions;
using static Dyno.PartiQL.PartiQLTokenKind;

namespace Dyno.PartiQL;

internal sealed class PartiQLParser
{
    private readonly PartiQLTokenReader _reader;
    private readonly PartiQLExpressionParser _expressions;

    // Aliases and clauses that DynamoDB does not have are refused after everything that is not well formed.
    private string? _unsupported;

    public PartiQLParser(PartiQLTokenBuffer tokens)
    {
        _reader = new PartiQLTokenReader(tokens);
        _expressions = new PartiQLExpressionParser(_reader);
    }

    public PartiQLStatement ParseStatement()
    {
        var statement = Statement();
        ExpectEnd();
        return statement;
    }

    private PartiQLStatement Statement()
    {
        if (_reader.Is(End) || _reader.Is(Semicolon))
        {
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.UnexpectedTerm);
        }

        if (_reader.IsKeyword("EXISTS") && _reader.Next.Kind == OpenParenthesis)
        {
            return Exists();
        }

        return _reader.Take() switch
        {
            { Kind: Keyword, Text: "SELECT" } => Select(),
            { Kind: Keyword, Text: "INSERT" } => Insert(),
            { Kind: Keyword, Text: "UPDATE" } => Update(),
            { Kind: Keyword, Text: "DELETE" } => Delete(),
            { Kind: Keyword, Text: "FROM" } => FromFirst(),
            _ => throw PartiQLMessages.NotWellFormed(PartiQLMessages.NotDataManipulation),
        };
    }

    private void ExpectEnd()
    {
        while (_reader.Try(Semicolon))
        {
        }

        if (!_reader.Is(End))
        {
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.LeftOver);
        }

        if (_unsupported is not null)
        {
            throw new ValidationException(_unsupported);
        }
    }

    private SelectStatement Select()
    {
        List<PartiQLExpression>? columns = null;
        if (!_reader.Try(Star))
        {
            columns = [];
            do
            {
                columns.Add(_expressions.Parse());
                Alias();
            }
            while (_reader.Try(Comma));
        }

        _reader.ExpectKeyword("FROM");
        CheckTerm();
        var from = Table();
        Alias();
        var where = Where();
        var order = OrderBy();
        if (_reader.TryKeyword("LIMIT"))
        {
            Unsupported(PartiQLMessages.UnsupportedClause("LIMIT", _reader.Current.Span));
            _expressions.Parse();
        }

        return new SelectStatement(columns, from, where, order);
    }

    private InsertStatement Insert()
    {
        _reader.ExpectKeyword("INTO");
        var into = SimplePath();
        if (!_reader.TryKeyword("VALUE"))
        {
            // PartiQL inserts collections too, DynamoDB does not.
            _expressions.Parse();
            ExpectEnd();
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.Expected("VALUE"));
        }

        return new InsertStatement(into, _expressions.Parse());
    }

    private UpdateStatement Update()
    {
        var table = SimplePath();
        Alias();
        var clauses = Clauses();
        if (clauses.Count == 0)
        {
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.NotDataManipulation);
        }

        var where = Where();
        return new UpdateStatement(table, clauses, where, Returning());
    }

    private DeleteStatement Delete()
    {
        _reader.ExpectKeyword("FROM");
        var from = SimplePath();
        Alias();
        var where = Where();
        return new DeleteStatement(from, where, Returning());
    }

    // FROM t WHERE … SET …: an update in PartiQL's own order.
    private UpdateStatement FromFirst()
    {
        CheckTerm();
        var table = Table();
        Alias();
        var where = Where();
        var clauses = Clauses();
        if (clauses.Count == 0)
        {
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.NotDataManipulation);
        }

        return new UpdateStatement(table, clauses, where, Returning());
    }

    private ExistsStatement Exists()
    {
        var function = _reader.Take();
        _reader.Take();
        if (!_reader.TryKeyword("SELECT"))
        {
            throw new ValidationException($"Unrecognized function: exists at {function.Span}");
        }

        var select = Select();
        _reader.Expect(CloseParenthesis, "RIGHT_PAREN");
        return new ExistsStatement(select);
    }

    private List<UpdateClause> Clauses()
    {
        var clauses = new List<UpdateClause>();
        while (true)
        {
            if (_reader.TryKeyword("SET"))
            {
                do
                {
                    var path = Target();
                    _reader.Expect(Equal, "EQ");
                    clauses.Add(new UpdateClause(path, _expressions.Parse()));
                }
                while (_reader.Try(Comma));
            }
            else if (_reader.TryKeyword("REMOVE"))
            {
                clauses.Add(new UpdateClause(Target(), null));
            }
            else
            {
                return clauses;
            }
        }
    }

    private DocumentPath Target() => _reader.Current.Kind is Identifier or QuotedIdentifier
        ? _expressions.Path()
        : throw PartiQLMessages.NotWellFormed(_reader.Is(Keyword) ? PartiQLMessages.UnexpectedKeyword : PartiQLMessages.UnexpectedTerm);

    private PartiQLExpression? Where() => _reader.TryKeyword("WHERE") ? _expressions.Parse() : null;

    private List<OrderTerm> OrderBy()
    {
        var terms = new List<OrderTerm>();
        if (!_reader.TryKeyword("ORDER"))
        {
            return terms;
        }

        _reader.ExpectKeyword("BY");
        do
        {
            CheckTerm();
            var path = Target();
            if (!path.IsTopLevel)
            {
                throw PartiQLMessages.NotWellFormed(PartiQLMessages.UnexpectedTerm);
            }

            var descending = _reader.TryKeyword("DESC");
            if (!descending)
            {
                _reader.TryKeyword("ASC");
            }

            terms.Add(new OrderTerm(path.Root, descending));
        }
        while (_reader.Try(Comma));
        return terms;
    }

    private ReturnValue Returning()
    {
        if (!_reader.TryKeyword("RETURNING"))
        {
            return ReturnValue.NONE;
        }

        var all = _reader.TryKeyword("ALL");
        if (!all)
        {
            _reader.ExpectKeyword("MODIFIED");
        }

        var old = _reader.TryKeyword("OLD");
        if (!old)
        {
            _reader.ExpectKeyword("NEW");
        }

        _reader.Expect(Star, "STAR");
        return (all, old) switch
        {
            (true, true) => ReturnValue.ALL_OLD,
            (true, false) => ReturnValue.ALL_NEW,
            (false, true) => ReturnValue.UPDATED_OLD,
            _ => ReturnValue.UPDATED_NEW,
        };
    }

    private TableReference SimplePath() => _reader.Current.Kind is Identifier or QuotedIdentifier
        ? Table()
        : throw PartiQLMessages.NotWellFormed(PartiQLMessages.SimplePath);

    private void CheckTerm()
    {
        if (_reader.Current.Kind is not (Identifier or QuotedIdentifier))
        {
            throw PartiQLMessages.NotWellFormed(_reader.Is(Keyword) ? PartiQLMessages.UnexpectedKeyword : PartiQLMessages.UnexpectedTerm);
        }
    }

    private TableReference Table()
    {
        var names = new List<string> { _reader.Take().Text };
        while (_reader.Try(Dot))
        {
            names.Add(_reader.Current.Kind is Identifier or QuotedIdentifier
                ? _reader.Take().Text
                : throw PartiQLMessages.NotWellFormed(PartiQLMessages.PathDot));
        }

        return new TableReference(names);
    }

    // AS t, or just t, after a table or a column.
    private void Alias()
    {
        var named = _reader.TryKeyword("AS");
        if (_reader.Current.Kind is Identifier or QuotedIdentifier)
        {
            _reader.Take();
            Unsupported(PartiQLMessages.Aliasing);
        }
        else if (named)
        {
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.Expected("identifier for alias"));
        }
    }

    private void Unsupported(string message) => _unsupported ??= message;
}
