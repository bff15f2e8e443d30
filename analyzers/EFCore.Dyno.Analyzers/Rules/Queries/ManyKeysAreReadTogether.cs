// DYNO1015: items whose keys are known before a loop are read together (BatchGetItem) and not one by one within it.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class ManyKeysAreReadTogether : OperationRule
{
    public const string Id = "DYNO1015";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.KeysOneByOneTitle, Messages.KeysOneByOne, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.KeysOneByOneDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        foreach (var (made, loop) in RepeatedCalls.ForEachElement(call, facts))
        {
            if (IsByKey(made) && !IsReadBefore(made, loop, facts))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rule, DatabaseCall.NameOf(call), made.Call.TargetMethod.Name, made.Entity?.Name ?? "T"));
                return;
            }
        }
    }

    /// <summary>Find, or a query for the one row that has a given key.</summary>
    public static bool IsByKey(DatabaseCall call) =>
        call.Kind == DatabaseCallKind.Find;

    // What a query before the loop has tracked, Find gives without a request.
    private static bool IsReadBefore(DatabaseCall made, Repetition loop, Facts facts)
    {
        if (made.Kind != DatabaseCallKind.Find)
        {
            return false;
        }

        foreach (var operation in loop.Operation.Function().Descendants())
        {
            if (operation.Syntax.SpanStart >= loop.Operation.Syntax.SpanStart)
            {
                break;
            }

            if (operation is IInvocationOperation before && DatabaseCall.Of(before, facts) is { Kind: DatabaseCallKind.Query } query && query.Entity.IsSame(made.Entity))
            {
                return true;
            }
        }

        return false;
    }
}
