// Where an application writes PartiQL: FromPartiQL and FromPartiQLRaw, and the Statement of the client's requests.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal static class Statements
{
    private static readonly HashSet<string> Requests = new(StringComparer.Ordinal) { "ExecuteStatementRequest", "BatchStatementRequest", "ParameterizedStatement" };

    /// <summary>The text of the statement that an operation runs or holds, or null.</summary>
    public static IOperation? TextOf(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "FromPartiQL" or "FromPartiQLRaw", ContainingType.Name: "DynoPartiQLExtensions" } } call => call.At(1)?.Unconvert(),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Statement", ContainingType: { ContainingNamespace.Name: "Dyno" } request } } } assignment
            when Requests.Contains(request.Name) => assignment.Value.Unconvert(),
        _ => null,
    };
}
