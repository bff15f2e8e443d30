// The syntax tree of PartiQL's expressions: what was written, before parameters have values and names have meaning. Immutable.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html

using Dyno.Expressions;

namespace Dyno.PartiQL;

internal abstract record PartiQLExpression
{
    public SourceSpan Span { get; init; }

    public sealed override string ToString() => PartiQLPrinter.Print(this);
}

// The digits as they stand, with a sign: whether DynamoDB can hold the number is told where it is used.
internal sealed record NumberLiteral(string Digits) : PartiQLExpression;

internal sealed record StringLiteral(string Value) : PartiQLExpression;

internal sealed record BooleanLiteral(bool Value) : PartiQLExpression;

internal sealed record NullLiteral : PartiQLExpression;

// "?"; the index is from 0.
internal sealed record ParameterExpression(int Index) : PartiQLExpression;

internal sealed record ListLiteral(IReadOnlyList<PartiQLExpression> Elements) : PartiQLExpression;

internal sealed record MapLiteral(IReadOnlyList<KeyValuePair<string, PartiQLExpression>> Entries) : PartiQLExpression;

internal sealed record SetLiteral(IReadOnlyList<PartiQLExpression> Elements) : PartiQLExpression;

internal sealed record PathExpression(DocumentPath Path) : PartiQLExpression;

// A call of a function, whether there is one of that name or not; the name is in lower case.
internal sealed record CallExpression(string Name, IReadOnlyList<PartiQLExpression> Arguments) : PartiQLExpression;

internal sealed record ArithmeticExpression(bool IsMinus, PartiQLExpression Left, PartiQLExpression Right) : PartiQLExpression;

// Two or more operands of AND, or of OR: never one of its own kind.
internal sealed record LogicalExpression(bool IsAnd, IReadOnlyList<PartiQLExpression> Operands) : PartiQLExpression;

internal sealed record NotExpression(PartiQLExpression Operand) : PartiQLExpression;

internal sealed record ComparisonExpression(ComparisonOperator Operator, PartiQLExpression Left, PartiQLExpression Right) : PartiQLExpression;

internal sealed record BetweenExpression(PartiQLExpression Operand, PartiQLExpression Low, PartiQLExpression High) : PartiQLExpression;

// The list is a literal or a parameter.
internal sealed record InExpression(PartiQLExpression Operand, PartiQLExpression List) : PartiQLExpression;

// Type is the name of a type in upper case, such as MISSING or DOUBLE PRECISION.
internal sealed record IsExpression(PartiQLExpression Operand, string Type, bool IsNegated) : PartiQLExpression;
