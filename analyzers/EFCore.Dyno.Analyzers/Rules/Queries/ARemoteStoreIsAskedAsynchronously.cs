// DYNO1021: a context whose store is over a network is asked with EF's asynchronous calls; the synchronous ones throw there.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class ARemoteStoreIsAskedAsynchronously : OperationRule
{
    public const string Id = "DYNO1021";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.SynchronousTitle, Messages.Synchronous, Categories.Correctness, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.SynchronousDescription, Messages.HelpLink(Id));

    private static readonly HashSet<string> WithoutAsyncForm = new(StringComparer.Ordinal) { "AsEnumerable", "ToLookup", "MinBy", "MaxBy", "Aggregate" };

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation, OperationKind.Loop];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        switch (context.Operation)
        {
            case IInvocationOperation call:
                JudgeCall(context, call, facts);
                break;
            case IForEachLoopOperation { IsAsynchronous: false } loop:
                JudgeLoop(context, loop, facts);
                break;
        }
    }

    private static void JudgeCall(OperationAnalysisContext context, IInvocationOperation call, Facts facts)
    {
        if (call.TargetMethod.Name is "Invoke" or "AsAsyncEnumerable" || call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal)
            || DatabaseCall.Of(call, facts) is not { } made || !facts.Contexts.IsRemote(made.Context?.Type))
        {
            return;
        }

        var name = call.TargetMethod.Name;
        var remedy = Remedy.None;
        if (!WithoutAsyncForm.Contains(name) && Texts.Before(call) is { } before && call.CanAwait(context.ContainingSymbol))
        {
            var replaced = $"{before}.{name}Async{Texts.TypeArguments(call)}({Texts.Arguments(call)})";
            remedy = remedy.Write(Messages.CallAsync(name), Texts.Await(replaced, call.Syntax));
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule, made.Location, [call.Syntax.GetLocation()], remedy, name, WithoutAsyncForm.Contains(name) ? "AsAsyncEnumerable" : name + "Async"));
    }

    private static void JudgeLoop(OperationAnalysisContext context, IForEachLoopOperation loop, Facts facts)
    {
        if (!facts.Known.IsQueryable(loop.Collection.Unconvert().Type) || QuerySource.Find(loop.Collection, facts) is not { } source
            || !facts.Contexts.IsRemote(source.ContextType))
        {
            return;
        }

        var remedy = Remedy.None;
        var place = loop.Collection.Syntax.GetLocation();
        if (loop.Syntax is CommonForEachStatementSyntax syntax && loop.CanAwait(context.ContainingSymbol))
        {
            var span = TextSpan.FromBounds(syntax.ForEachKeyword.SpanStart, syntax.Expression.Span.End);
            place = Location.Create(syntax.SyntaxTree, span);
            var header = syntax.SyntaxTree.GetText(context.CancellationToken).ToString(span);
            remedy = remedy.Write(Messages.CallAsync("foreach"), $"await {header}.AsAsyncEnumerable()");
        }

        context.ReportDiagnostic(Diagnostic.Create(Rule, loop.Collection.Syntax.GetLocation(), [place], remedy, "foreach", "await foreach with AsAsyncEnumerable"));
    }
}
