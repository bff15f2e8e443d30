// DYNO3006: transactions of DynamoDB are single requests. On a context whose store is over a network BeginTransaction throws.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal sealed class ARemoteStoreHasNoOpenTransaction : OperationRule
{
    public const string Id = "DYNO3006";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.OpenTransactionTitle, Messages.OpenTransaction, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        Messages.OpenTransactionDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        if (context.Operation is IInvocationOperation { TargetMethod: { Name: "BeginTransaction" or "BeginTransactionAsync", ContainingType.Name: "DatabaseFacade" } } call
            && call.Receiver()?.Resolve() is IPropertyReferenceOperation { Property.Name: "Database", Instance: { } db }
            && facts.Contexts.IsRemote(db.Unconvert().Type))
        {
            var ways = ATransactionToLeaveOut.For(call, db);
            context.ReportDiagnostic(Diagnostic.Create(Rule, DatabaseCall.NameOf(call), ways.Places, ways.Properties, call.TargetMethod.Name));
        }
    }
}
