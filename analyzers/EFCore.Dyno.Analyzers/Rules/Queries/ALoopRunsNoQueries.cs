// DYNO1016: a loop over elements runs no query of its own for each of them, and loads no navigation (N+1).

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class ALoopRunsNoQueries : OperationRule
{
    public const string Id = "DYNO1016";

    // What reads rows. A count or a sum for each element has no better form in DynamoDB, and a page is asked for one at a time by intention.
    private static readonly HashSet<string> Reading = new(StringComparer.Ordinal)
    {
        "ToList", "ToArray", "ToDictionary", "ToHashSet", "ToLookup", "AsEnumerable", "AsAsyncEnumerable", "ForEach", "Load", "First", "FirstOrDefault", "Single", "SingleOrDefault",
        "Invoke",
    };

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.QueriesInLoopTitle, Messages.QueriesInLoop, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.QueriesInLoopDescription, Messages.HelpLink(Id));

    private static readonly DiagnosticDescriptor LoadRule = new(
        Id, Messages.QueriesInLoopTitle, Messages.LoadsInLoop, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.QueriesInLoopDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation, OperationKind.Loop];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        if (context.Operation is IForEachLoopOperation inner)
        {
            JudgeLoop(context, inner, facts);
            return;
        }

        if (context.Operation is not IInvocationOperation call)
        {
            return;
        }

        foreach (var (made, loop) in RepeatedCalls.ForEachElement(call, facts))
        {
            if (made.Kind == DatabaseCallKind.Load && made.Name == "Load")
            {
                var include = made.Call == call ? AnIncludeToSay.For(call, facts) : new Ways();
                context.ReportDiagnostic(Diagnostic.Create(LoadRule, DatabaseCall.NameOf(call), include.Places, include.Properties, made.Call.TargetMethod.Name));
                return;
            }

            if (made.Kind == DatabaseCallKind.Query && Reading.Contains(made.Name) && !ManyKeysAreReadTogether.IsByKey(made, facts) && !ReadsTheFirst(made.Source!))
            {
                var lookup = made is { Name: "ToList" or "ToArray" } && made.Call == call ? ALookupToAsk.For(loop, call.Receiver()!, made.Source!, call) : new Ways();
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule, DatabaseCall.NameOf(call), lookup.Places, lookup.Properties, made.Call.TargetMethod.Name, made.Entity!.Name));
                return;
            }
        }
    }

    // foreach (var order in db.Orders.Where(o => o.CustomerId == customer.Id)) within a loop over customers
    private static void JudgeLoop(OperationAnalysisContext context, IForEachLoopOperation inner, Facts facts)
    {
        if (facts.Known.IsQueryable(inner.Collection.Unconvert().Type) && QuerySource.Find(inner.Collection, facts) is { } source
            && !ReadsTheFirst(source) && RepeatedCalls.Loop(inner, source.Context, [inner.Collection]) is { } loop)
        {
            var lookup = inner.IsAsynchronous ? new Ways() : ALookupToAsk.For(loop, inner.Collection.Unconvert(), source, null);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, inner.Collection.Syntax.GetLocation(), lookup.Places, lookup.Properties, "foreach", source.Entity.Name));
        }
    }

    // The newest of each: one Query with a limit for each is the least that can be asked.
    private static bool ReadsTheFirst(QuerySource source) =>
        source.Has("Take", "OrderBy", "OrderByDescending", "Order", "OrderDescending", "Skip", "EvaluateAtMost");
}
