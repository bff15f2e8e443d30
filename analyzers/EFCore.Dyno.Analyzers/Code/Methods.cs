// The bodies of methods that a call certainly runs: local functions, and methods that nothing can override. To look into other files is for what returns queries.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal static class Methods
{
    /// <summary>The method's operation, or null where another one may run, or stands elsewhere.</summary>
    public static IOperation? BodyOf(IInvocationOperation call, bool isInAnyFile = false)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        method = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        if (call.SemanticModel is not { } model || method.DeclaringSyntaxReferences.Length != 1 || !method.IsWrittenIn(model.Compilation) || method.IsAbstract
            || ((method.IsVirtual || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed))
        {
            return null;
        }

        var reference = method.DeclaringSyntaxReferences[0];
        if (reference.SyntaxTree != model.SyntaxTree)
        {
            return isInAnyFile ? new Bodies(model.Compilation).Of(reference.GetSyntax()) : null;
        }

        return model.GetOperation(reference.GetSyntax());
    }

    /// <summary>The one value that the called method returns.</summary>
    public static IOperation? ReturnedBy(IInvocationOperation call)
    {
        IOperation? returned = null;
        foreach (var operation in OwnOperations(BodyOf(call, isInAnyFile: true)))
        {
            if (operation is IReturnOperation { ReturnedValue: { } value })
            {
                if (returned is not null)
                {
                    return null;
                }

                returned = value;
            }
        }

        return returned;
    }

    /// <summary>The operations of a body, without those of lambdas and local functions in it.</summary>
    public static IEnumerable<IOperation> OwnOperations(IOperation? body)
    {
        if (body is null)
        {
            yield break;
        }

        foreach (var child in body.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            yield return child;
            foreach (var inner in OwnOperations(child))
            {
                yield return inner;
            }
        }
    }
}
