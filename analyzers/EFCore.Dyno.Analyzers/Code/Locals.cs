// What a local variable stands for: the value it was declared with, who else writes to it, and where it is used.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal static class Locals
{
    /// <summary>The value that a local is declared with, or null where it has none or is no such local.</summary>
    public static IOperation? DeclaredAs(this ILocalReferenceOperation reference) =>
        reference.Declaration() is IVariableDeclaratorOperation declarator ? declarator.GetVariableInitializer()?.Value : null;

    /// <summary>The declarator, or the loop whose variable it is.</summary>
    public static IOperation? Declaration(this ILocalReferenceOperation reference) =>
        reference.Local.DeclaringSyntaxReferences.Length == 1 && reference.SemanticModel is { } model
        && reference.Local.DeclaringSyntaxReferences[0] is var declared && declared.SyntaxTree == model.SyntaxTree
            ? model.GetOperation(declared.GetSyntax())
            : null;

    /// <summary>The value of a local that is never written to again; anything else is itself.</summary>
    public static IOperation Resolve(this IOperation operation)
    {
        operation = operation.Unconvert();
        for (var i = 0; i < 4 && operation is ILocalReferenceOperation local && local.DeclaredAs() is { } value && !IsWrittenAgain(local); i++)
        {
            operation = value.Unconvert();
        }

        return operation;
    }

    public static bool IsWrittenAgain(ILocalReferenceOperation reference)
    {
        foreach (var operation in reference.Root().Descendants())
        {
            if (Written(operation)?.Unconvert() is { } target
                && (target is ITupleOperation ? target.Mentions(reference.Local) : target.Symbol().IsSame(reference.Local)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What an operation writes to, or null where it writes to nothing.</summary>
    public static IOperation? Written(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation step => step.Target,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
        _ => null,
    };

    public static IEnumerable<ILocalReferenceOperation> UsesOf(ILocalSymbol local, IOperation scope) =>
        scope.Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.IsSame(local) && !r.IsDeclaration);

    public static bool Mentions(this IOperation operation, ISymbol symbol) => operation.DescendantsAndSelf().Any(o => o.Symbol().IsSame(symbol));

    /// <summary>The variable, parameter, field or property that is named, or null where something is computed.</summary>
    public static ISymbol? Symbol(this IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IInstanceReferenceOperation instance => instance.Type,
        _ => null,
    };

    public static bool IsSame(this ISymbol? symbol, ISymbol? other) => symbol is not null && SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>The operation of the whole method, accessor or initializer.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The body of the lambda, local function or method that an operation stands in.</summary>
    public static IOperation Function(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                break;
            }
        }

        return operation;
    }

    /// <summary>The same without <c>await</c>, <c>ConfigureAwait</c>, <c>AsTask</c>, <c>Result</c>, <c>GetAwaiter().GetResult()</c> and conversions.</summary>
    public static IOperation Unawait(this IOperation operation)
    {
        while (true)
        {
            operation = operation.Unconvert();
            switch (operation)
            {
                case IAwaitOperation wait:
                    operation = wait.Operation;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult", Instance: { } instance }:
                    operation = instance;
                    break;
                case IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" }, Instance: { } task }:
                    operation = task;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The expression that holds this one with nothing but <c>await</c>, conversions and the like around it.</summary>
    public static IOperation Awaited(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            if (parent is IAwaitOperation or IConversionOperation { IsImplicit: true } or IParenthesizedOperation
                or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult" }
                or IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } })
            {
                operation = parent;
            }
            else
            {
                break;
            }
        }

        return operation;
    }
}
