// Reads the lambdas and texts by which keys are configured. What is not understood gives null, and the entity is uncertain.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal static class KeyLambda
{
    /// <summary>A key given as <c>o => o.Id</c>, <c>o => $"ORDER#{o.Id}"</c>, <c>_ => "ALL"</c>, <c>"Id"</c> or <c>"ORDER#{Id}"</c>.</summary>
    public static KeyConfiguration? ReadKey(IOperation? argument, WellKnown known) =>
        Read(argument, known) is { } key ? key with { Location = argument!.Syntax.GetLocation() } : null;

    /// <summary>The names in <c>o => o.A</c>, <c>o => new { o.A, o.B }</c> or <c>"A", "B"</c>.</summary>
    public static IReadOnlyList<string>? ReadNames(IOperation? argument, WellKnown known)
    {
        var value = argument?.Unconvert();
        if (value is IArrayCreationOperation { Initializer: { } initializer })
        {
            return AllOrNull(initializer.ElementValues, e => e.Unconvert().Text());
        }

        if (value is ICollectionExpressionOperation collection)
        {
            return AllOrNull(collection.Elements, e => e.Unconvert().Text());
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

    /// <summary>The one name in <c>o => o.A</c> or <c>"A"</c>.</summary>
    public static string? ReadName(IOperation? argument, WellKnown known) =>
        argument.Text() ?? (ReadNames(argument, known) is { Count: 1 } names ? names[0] : null);

    private static KeyConfiguration? Read(IOperation? argument, WellKnown known)
    {
        if (argument.Text() is { } text)
        {
            return KeyConfiguration.OfText(text);
        }

        if (argument.AsLambda() is not { Symbol.Parameters.Length: 1 } lambda || lambda.Result() is not { } body)
        {
            return null;
        }

        var entity = lambda.Symbol.Parameters[0];
        if (body.PropertyOf(entity, known) is { } property)
        {
            return KeyConfiguration.OfProperty(property);
        }

        if (body is IAnonymousObjectCreationOperation)
        {
            return ReadNames(argument, known) is { } names ? KeyConfiguration.OfComposed([.. names]) : null;
        }

        var parts = new List<TemplatePart>();
        return Append(body, null, entity, known, parts) ? KeyConfiguration.OfTemplate(parts) : null;
    }

    private static bool Append(IOperation node, string? format, IParameterSymbol entity, WellKnown known, List<TemplatePart> parts)
    {
        node = node.Unconvert();
        if (node.ConstantValue is { HasValue: true, Value: { } value })
        {
            parts.Add(new(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture), null));
            return true;
        }

        if (node.PropertyOf(entity, known) is { } property)
        {
            parts.Add(new(null, property, format));
            return true;
        }

        switch (node)
        {
            case IInterpolatedStringOperation text:
                foreach (var part in text.Parts)
                {
                    var isRead = part switch
                    {
                        IInterpolatedStringTextOperation literal => Append(literal.Text, null, entity, known, parts),
                        // Alignment pads with blanks, which the provider refuses.
                        IInterpolationOperation { Alignment: null } hole => Append(hole.Expression, hole.FormatString.Text(), entity, known, parts),
                        _ => false,
                    };
                    if (!isRead)
                    {
                        return false;
                    }
                }

                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return Append(sum.LeftOperand, null, entity, known, parts) && Append(sum.RightOperand, null, entity, known, parts);
            case IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } target } call when target.PropertyOf(entity, known) is not null:
                return Append(target, call.Arguments.Length > 0 ? call.Arguments[0].Value.Text() : null, entity, known, parts);
            default:
                // A value of the surrounding code is literal text that is not known here.
                return false;
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
