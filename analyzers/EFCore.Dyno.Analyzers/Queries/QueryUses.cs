// Finds the places where queries are run (a call that executes one, a loop over one, the lambda of a compiled query) and lets the rules judge each.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

internal static class QueryUses
{
    private static readonly HashSet<string> SetOperators = new(StringComparer.Ordinal) { "Concat", "Union", "Except", "Intersect" };

    public static void Judge(OperationAnalysisContext context, Facts facts)
    {
        switch (context.Operation)
        {
            case IInvocationOperation call:
                Judge(ReadCall(call, facts), facts, context.ReportDiagnostic);
                break;
            case ILoopOperation loop:
                Judge(ReadLoop(loop, facts), facts, context.ReportDiagnostic);
                break;
        }
    }

    /// <summary>The query that a call runs, and where a finding about it goes; null where it runs none that is known.</summary>
    public static (ReadQuery Query, Location Location)? ReadCall(IInvocationOperation call, Facts facts)
    {
        var method = call.TargetMethod;
        if (facts.Known.IsCompileQuery(method))
        {
            return ReadCompiledQuery(call, facts);
        }

        if (!WellKnown.IsExecuting(method.Name) || !(IsOperator(method, facts.Known) || IsOnDbSet(method, facts.Known)))
        {
            return null;
        }

        return new QueryReader(facts).ReadExecution(call) is { } query && !IsPartOfAQuery(call, facts.Known) ? (query, QueryUse.NameOf(call)) : null;
    }

    /// <summary>The query that a loop runs.</summary>
    public static (ReadQuery Query, Location Location)? ReadLoop(ILoopOperation loop, Facts facts) =>
        loop is IForEachLoopOperation each && facts.Known.IsQueryable(each.Collection.Unconvert().Type) && new QueryReader(facts).Read(each.Collection) is { } query
            ? (query, each.Collection.Syntax.GetLocation())
            : null;

    // What a compiled query's lambda gives is run by whoever calls the delegate; a call within it that runs the query is judged there.
    private static (ReadQuery Query, Location Location)? ReadCompiledQuery(IInvocationOperation call, Facts facts) =>
        call.At(0).AsLambda()?.Result() is { } body && facts.Known.IsQueryable(body.Type) && new QueryReader(facts).Read(body) is { } query
            ? (query, body is IInvocationOperation last ? QueryUse.NameOf(last) : body.Syntax.GetLocation())
            : null;

    private static void Judge((ReadQuery Query, Location Location)? found, Facts facts, Action<Diagnostic> report)
    {
        if (found is not var (query, location) || QueryUse.Of(facts, query, location, report) is not { } use)
        {
            return;
        }

        foreach (var rule in AllRules.Queries)
        {
            rule.Judge(use);
        }

        // The other rows of a set operation are a query of their own.
        foreach (var step in query.Steps)
        {
            if (SetOperators.Contains(step.Name) && step.Call.At(1) is { } other && new QueryReader(facts).Read(other) is { } second)
            {
                Judge((second, other.Syntax.GetLocation()), facts, report);
            }
        }
    }

    private static bool IsOperator(IMethodSymbol method, WellKnown known) =>
        known.IsQueryOperator(method) || known.IsEnumerableOperator(method);

    // DbSet<T>.AsAsyncEnumerable is a method of the set itself.
    private static bool IsOnDbSet(IMethodSymbol method, WellKnown known) =>
        method.Name == "AsAsyncEnumerable" && known.IsDbSet(method.ContainingType);

    // Within the lambda of another query a call is a part of that query and not run by itself; a compiled query's lambda is the query.
    private static bool IsPartOfAQuery(IOperation call, WellKnown known) =>
        DatabaseCall.QueryAround(call, known) is { } around
        && !(around.Parent is IArgumentOperation { Parent: IInvocationOperation outer } && known.IsCompileQuery(outer.TargetMethod));
}
