// The syntax tree of condition and filter expressions, with names resolved and values encoded.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html

namespace Dyno.Expressions;

/// <summary>The comparison operators.</summary>
public enum ComparisonOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>&lt;&gt;</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    LessThan,

    /// <summary><c>&lt;=</c></summary>
    LessThanOrEqual,

    /// <summary><c>&gt;</c></summary>
    GreaterThan,

    /// <summary><c>&gt;=</c></summary>
    GreaterThanOrEqual,
}

/// <summary>What conditions compare.</summary>
public abstract record Operand;

/// <summary>What a path leads to.</summary>
public sealed record PathOperand(DocumentPath Path) : Operand;

/// <summary>A value.</summary>
public sealed record ValueOperand(EncodedValue Value) : Operand;

/// <summary><c>size(path)</c>: a number.</summary>
public sealed record SizeOperand(DocumentPath Path) : Operand;

/// <summary>A condition.</summary>
public abstract record ConditionNode;

/// <summary>Both hold.</summary>
public sealed record AndNode(ConditionNode Left, ConditionNode Right) : ConditionNode;

/// <summary>One holds.</summary>
public sealed record OrNode(ConditionNode Left, ConditionNode Right) : ConditionNode;

/// <summary>It does not hold.</summary>
public sealed record NotNode(ConditionNode Operand) : ConditionNode;

/// <summary>Two operands compare. Operands of different types, or missing ones, are not equal and have no order.</summary>
public sealed record ComparisonNode(ComparisonOperator Operator, Operand Left, Operand Right) : ConditionNode;

/// <summary><c>operand BETWEEN low AND high</c>, both included.</summary>
public sealed record BetweenNode(Operand Operand, Operand Low, Operand High) : ConditionNode;

/// <summary><c>operand IN (a, b, …)</c>.</summary>
public sealed record InNode(Operand Operand, IReadOnlyList<Operand> List) : ConditionNode;

/// <summary><c>attribute_exists(path)</c>.</summary>
public sealed record AttributeExistsNode(DocumentPath Path) : ConditionNode;

/// <summary><c>attribute_not_exists(path)</c>.</summary>
public sealed record AttributeNotExistsNode(DocumentPath Path) : ConditionNode;

/// <summary><c>attribute_type(path, type)</c>.</summary>
public sealed record AttributeTypeNode(DocumentPath Path, AttributeType Type) : ConditionNode;

/// <summary><c>begins_with(operand, prefix)</c>, on strings and binaries.</summary>
public sealed record BeginsWithNode(Operand Operand, Operand Prefix) : ConditionNode;

/// <summary><c>contains(operand, part)</c>: a substring of a string, a part of a binary, an element of a set or list.</summary>
public sealed record ContainsNode(Operand Operand, Operand Part) : ConditionNode;
