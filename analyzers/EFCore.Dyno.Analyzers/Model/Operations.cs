// Small questions about the compiler's operation trees.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal static class Operations
{
    public static IOperation Unconvert(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case ITranslatedQueryOperation query:
                    operation = query.Operation;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The argument of the parameter at this place; for an extension method place 0 is the receiver.</summary>
    public static IOperation? At(this IInvocationOperation call, int ordinal)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>What the call is made on: the instance, or the first argument of an extension method.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.At(0) : null);

    /// <summary>The lambda that was written for an argument, or null where it is something else.</summary>
    public static IAnonymousFunctionOperation? AsLambda(this IOperation? operation)
    {
        operation = operation?.Unconvert();
        return operation switch
        {
            IAnonymousFunctionOperation lambda => lambda,
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
            _ => null,
        };
    }

    /// <summary>The value of a lambda with an expression for a body.</summary>
    public static IOperation? Result(this IAnonymousFunctionOperation lambda) =>
        lambda.Body.Operations.Length == 1 && lambda.Body.Operations[0] is IReturnOperation { ReturnedValue: { } value } ? value.Unconvert() : null;

    public static string? Text(this IOperation? operation) =>
        operation is { ConstantValue: { HasValue: true, Value: string text } } ? text : null;

    /// <summary>The value that a local was given, if it is given none other.</summary>
    public static IOperation? InitializerOrNull(this ILocalReferenceOperation reference)
    {
        IOperation root = reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        IOperation? value = null;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local):
                    value = declarator.GetVariableInitializer()?.Value;
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } when SymbolEqualityComparer.Default.Equals(target.Local, reference.Local):
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation given }
                    when SymbolEqualityComparer.Default.Equals(given.Local, reference.Local):
                    return null;
            }
        }

        return value;
    }

    /// <summary>Whether a symbol is declared in the compilation's own source. In an editor those of other projects have source as well, of another compilation.</summary>
    public static bool IsWrittenIn(this ISymbol symbol, Compilation compilation) =>
        !symbol.DeclaringSyntaxReferences.IsEmpty && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    /// <summary>Where a symbol is declared, if that is in the compilation's own source.</summary>
    public static Location? SourceIn(this ISymbol symbol, Compilation compilation) =>
        symbol.IsWrittenIn(compilation) ? symbol.Locations.FirstOrDefault(l => l.IsInSource) : null;

    /// <summary>The type without <c>Nullable</c>.</summary>
    public static ITypeSymbol Underlying(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    public static bool References(this IOperation operation, IParameterSymbol parameter)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (part is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The property of the lambda's parameter that an expression reads, through conversions, <c>.Value</c> and <c>EF.Property</c>.</summary>
    public static string? PropertyOf(this IOperation operation, IParameterSymbol parameter, WellKnown known)
    {
        operation = operation.Unconvert();
        switch (operation)
        {
            case IPropertyReferenceOperation { Instance: { } instance } property:
                return IsParameter(instance, parameter)
                    ? property.Property.Name
                    : property.Property is { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
                        ? instance.PropertyOf(parameter, known)
                        : null;
            case IInvocationOperation call when known.IsEfProperty(call.TargetMethod):
                return call.At(0) is { } entity && IsParameter(entity, parameter) ? call.At(1).Text() : null;
            default:
                return null;
        }
    }

    private static bool IsParameter(IOperation operation, IParameterSymbol parameter) =>
        operation.Unconvert() is IParameterReferenceOperation reference
        && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter);
}
