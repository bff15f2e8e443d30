// The syntax tree of PartiQL's statements. Immutable.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html

using Dyno.Expressions;

namespace Dyno.PartiQL;

// A table, or a table and an index; more names are possible and wrong.
internal sealed record TableReference(IReadOnlyList<string> Names);

internal abstract record PartiQLStatement
{
    public sealed override string ToString() => PartiQLPrinter.Print(this);

    // ValidationException with DynamoDB's message where the text is no statement.
    public static PartiQLStatement Parse(string text)
    {
        using var tokens = new PartiQLTokenBuffer();
        PartiQLLexer.Cut(text, tokens);
        return new PartiQLParser(tokens).ParseStatement();
    }
}

internal sealed record OrderTerm(string Attribute, bool IsDescending);

// No columns are "*".
internal sealed record SelectStatement(
    IReadOnlyList<PartiQLExpression>? Columns, TableReference From, PartiQLExpression? Where, IReadOnlyList<OrderTerm> OrderBy) : PartiQLStatement;

internal sealed record InsertStatement(TableReference Into, PartiQLExpression Value) : PartiQLStatement;

// Without a value the path is removed.
internal sealed record UpdateClause(DocumentPath Path, PartiQLExpression? Value);

// "UPDATE t SET … WHERE …", and "FROM t WHERE … SET …", which means the same.
internal sealed record UpdateStatement(
    TableReference Table, IReadOnlyList<UpdateClause> Clauses, PartiQLExpression? Where, ReturnValue Returning) : PartiQLStatement;

internal sealed record DeleteStatement(TableReference From, PartiQLExpression? Where, ReturnValue Returning) : PartiQLStatement;

// "EXISTS(SELECT …)", the condition check of a transaction.
internal sealed record ExistsStatement(SelectStatement Select) : PartiQLStatement;
