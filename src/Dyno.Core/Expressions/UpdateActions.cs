// The syntax tree of update expressions.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html

namespace Dyno.Expressions;

/// <summary>What a SET action assigns.</summary>
public abstract record SetValue
{
    /// <summary>A value.</summary>
    public static implicit operator SetValue(EncodedValue value) => new SetOperand(new ValueOperand(value));
}

/// <summary>A value, or what a path led to before the update.</summary>
public sealed record SetOperand(Operand Operand) : SetValue;

/// <summary><c>if_not_exists(path, value)</c>.</summary>
public sealed record IfNotExists(DocumentPath Path, SetValue Otherwise) : SetValue;

/// <summary><c>list_append(first, second)</c>.</summary>
public sealed record ListAppend(SetValue First, SetValue Second) : SetValue;

/// <summary><c>left + right</c>.</summary>
public sealed record Plus(SetValue Left, SetValue Right) : SetValue;

/// <summary><c>left - right</c>.</summary>
public sealed record Minus(SetValue Left, SetValue Right) : SetValue;

/// <summary>An action of an update.</summary>
/// <param name="Path">What it changes.</param>
public abstract record UpdateAction(DocumentPath Path);

/// <summary><c>SET path = value</c>.</summary>
public sealed record SetAction(DocumentPath Path, SetValue Value) : UpdateAction(Path);

/// <summary><c>REMOVE path</c>.</summary>
public sealed record RemoveAction(DocumentPath Path) : UpdateAction(Path);

/// <summary><c>ADD path value</c>: adds to a number, or elements to a set.</summary>
public sealed record AddAction(DocumentPath Path, EncodedValue Value) : UpdateAction(Path);

/// <summary><c>DELETE path value</c>: removes elements from a set.</summary>
public sealed record DeleteAction(DocumentPath Path, EncodedValue Value) : UpdateAction(Path);
