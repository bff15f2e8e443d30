// Reads the lambdas and texts by which keys are configured. What is not understood gives null, and the entity is uncertain.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal static class KeyLambda
{
    /// <summary>A key given as <c>o => o.Id</c>, <c>o => $"ORDER#{o.Id}"</c>, <c>_ => "ALL"</c>, <c>"Id"</c> or <c>"ORDER#{Id}"</c>.</summary>
    public static KeyShape? ReadKey(IOperation? argument, WellKnown known)
    {
        if (argument.Text() is { } text)
        {
            return KeyShape.OfText(text);
        }

        if (argument.AsLambda() is not { Symbol.Parameters.Length: 1 } lambda || lambda.Result() is not { } body)
        {
            return null;
        }

        var properties = ImmutableArray.CreateBuilder<string>();
        return Append(body, lambda.Symbol.Parameters[0], known, properties) ? new KeyShape(properties.ToImmutable()) : null;
    }

    /// <summary>The names in <c>o => o.A</c>, <c>o => new { o.A, o.B }</c> or <c>"A", "B"</c>.</summary>
    public static IReadOnlyList<string>? ReadNames(IOperation? argument, WellKnown known)
    {
        if (argument?.Unconvert() is IArrayCreationOperation { Initializer: { } initializer })
        {
            return AllOrNull(initializer.ElementValues, e => e.Text());
        }

        if (argument.AsLambda() is not { Symbol.Parameters.Length: 1 } lambda || lambda.Result() is not { } body)
        {
            return null;
        }

        var entity = lambda.Symbol.Parameters[0];
        if (body is IAnonymousObjectCreationOperation created)
        {
            return AllOrNull(created.Initializers, i => (i as ISimpleAssignmentOperation)?.Value.PropertyOf(entity, known));
        }

        return body.PropertyOf(entity, known) is { } name ? [name] : null;
    }

    private static bool Append(IOperation node, IParameterSymbol entity, WellKnown known, ImmutableArray<string>.Builder properties)
    {
        node = node.Unconvert();
        if (node.PropertyOf(entity, known) is { } property)
        {
            properties.Add(property);
            return true;
        }

        switch (node)
        {
            case IInterpolatedStringOperation text:
                foreach (var part in text.Parts)
                {
                    if (part is IInterpolationOperation hole && !Append(hole.Expression, entity, known, properties))
                    {
                        return false;
                    }
                }

                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return Append(sum.LeftOperand, entity, known, properties) && Append(sum.RightOperand, entity, known, properties);
            case IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } target }:
                return Append(target, entity, known, properties);
            default:
                return !node.References(entity);
        }
    }

    private static IReadOnlyList<string>? AllOrNull(ImmutableArray<IOperation> operations, Func<IOperation, string?> read)
    {
        var names = new List<string>(operations.Length);
        foreach (var operation in operations)
        {
            if (read(operation) is not { } name)
            {
                return null;
            }

            names.Add(name);
        }

        return names;
    }
}
