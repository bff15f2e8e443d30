// What a predicate says of an entity's properties. Invariants:
// 1. Fixed holds a property only if every row that satisfies the predicate has one of few given values in it.
// 2. Where the predicate holds something that might fix a key in a way not understood here, IsUncertain is set.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

internal sealed class Predicate
{
    private readonly IParameterSymbol _entity;
    private readonly WellKnown _known;

    private Predicate(IParameterSymbol entity, WellKnown known)
    {
        _entity = entity;
        _known = known;
    }

    public HashSet<string> Fixed { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Mentioned { get; } = new(StringComparer.Ordinal);

    public bool IsUncertain { get; private set; }

    /// <summary>Null where the argument is not a lambda with an expression for a body.</summary>
    public static Predicate? Read(IOperation? argument, WellKnown known)
    {
        if (argument.AsLambda() is not { Symbol.Parameters.Length: > 0 } lambda || lambda.Result() is not { } body)
        {
            return null;
        }

        var predicate = new Predicate(lambda.Symbol.Parameters[0], known);
        predicate.Fixed.UnionWith(predicate.FixedBy(body, negated: false));
        return predicate;
    }

    private HashSet<string> FixedBy(IOperation operation, bool negated)
    {
        operation = operation.Unconvert();
        switch (operation)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } inverse:
                return FixedBy(inverse.Operand, !negated);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both when IsBoolean(both):
                return Combine(both, all: !negated, negated);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either when IsBoolean(either):
                return Combine(either, all: negated, negated);
            case IBinaryOperation comparison:
                var isEquality = comparison.OperatorKind == (negated ? BinaryOperatorKind.NotEquals : BinaryOperatorKind.Equals);
                return Compare(comparison.LeftOperand, comparison.RightOperand, isEquality);
            case IInvocationOperation call:
                return Call(call, negated);
            case { ConstantValue.HasValue: true }:
                return [];
            default:
                // A flag is equal to true, or with ! to false.
                if (operation.PropertyOf(_entity, _known) is { } flag)
                {
                    return [flag];
                }

                // ?:, ?? and what else may choose between comparisons: not taken apart.
                IsUncertain |= operation.References(_entity);
                return [];
        }
    }

    private HashSet<string> Combine(IBinaryOperation operation, bool all, bool negated)
    {
        var left = FixedBy(operation.LeftOperand, negated);
        var right = FixedBy(operation.RightOperand, negated);
        if (all)
        {
            left.UnionWith(right);
        }
        else
        {
            left.IntersectWith(right);
        }

        return left;
    }

    private HashSet<string> Compare(IOperation left, IOperation right, bool isEquality)
    {
        var first = left.PropertyOf(_entity, _known);
        var second = right.PropertyOf(_entity, _known);
        Mention(first);
        Mention(second);
        if (!isEquality)
        {
            return [];
        }

        if (first is not null && second is null && !right.References(_entity))
        {
            return [first];
        }

        if (second is not null && first is null && !left.References(_entity))
        {
            return [second];
        }

        // The entity itself, or an object made of its properties, compared as a whole.
        IsUncertain |= IsWhole(left) || IsWhole(right);
        return [];
    }

    private HashSet<string> Call(IInvocationOperation call, bool negated)
    {
        var method = call.TargetMethod;
        if (method.Name == "Equals" && !negated)
        {
            if (call.Instance is { } instance && call.Arguments.Length > 0)
            {
                return Compare(instance, call.Arguments[0].Value, isEquality: true);
            }

            if (call.Arguments.Length > 1)
            {
                return Compare(call.Arguments[0].Value, call.Arguments[1].Value, isEquality: true);
            }
        }

        if (method.Name == WellKnown.Contains && method.ContainingType.SpecialType != SpecialType.System_String && !negated && call.Arguments.Length > 0)
        {
            var collection = call.Receiver() ?? call.Arguments[0].Value;
            if (!collection.References(_entity))
            {
                foreach (var argument in call.Arguments)
                {
                    if (argument.Value.PropertyOf(_entity, _known) is { } property)
                    {
                        return [property];
                    }
                }
            }
        }

        Mention(call.Receiver()?.PropertyOf(_entity, _known));

        // A method that is given the whole entity may be expanded into a predicate by what EF is extended with.
        foreach (var argument in call.Arguments)
        {
            IsUncertain |= IsWhole(argument.Value);
        }

        IsUncertain |= call.Instance is { } target && IsWhole(target);
        return [];
    }

    private void Mention(string? property)
    {
        if (property is not null)
        {
            Mentioned.Add(property);
        }
    }

    private bool IsWhole(IOperation operation) =>
        operation.Unconvert() switch
        {
            IParameterReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, _entity),
            IAnonymousObjectCreationOperation or IObjectCreationOperation or ITupleOperation => operation.References(_entity),
            _ => false,
        };

    private static bool IsBoolean(IOperation operation) =>
        operation.Type is { SpecialType: SpecialType.System_Boolean } or INamedTypeSymbol
        {
            OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
        };
}
