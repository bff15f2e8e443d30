// Finds the places where queries are run (a call that executes one, a loop over one, the lambda of a compiled query) and lets the rules judge each.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

internal static class QueryUses
{
    public static void Judge(OperationAnalysisContext context, Facts facts)
    {
        switch (context.Operation)
        {
            case IInvocationOperation call:
                JudgeCall(context, call, facts);
                break;
            case ILoopOperation loop:
                JudgeLoop(context, loop, facts);
                break;
        }
    }

    private static void JudgeCall(OperationAnalysisContext context, IInvocationOperation call, Facts facts)
    {
        var method = call.TargetMethod;
        if (facts.Known.IsCompileQuery(method))
        {
            JudgeCompiledQuery(context, call, facts);
            return;
        }

        if (!(IsOperator(method, facts.Known) || IsOnDbSet(method, facts.Known)) || !WellKnown.IsExecuting(method.Name))
        {
            return;
        }

        var chain = new QueryChain(facts.Known);
        if (chain.TryReadExecution(call) && !IsPartOfAQuery(call, facts.Known))
        {
            Judge(context, chain, facts, NameOf(call));
        }
    }

    private static void JudgeLoop(OperationAnalysisContext context, ILoopOperation loop, Facts facts)
    {
        if (loop is not IForEachLoopOperation each)
        {
            return;
        }

        var chain = new QueryChain(facts.Known);
        if (facts.Known.IsQueryable(each.Collection.Unconvert().Type) && chain.TryRead(each.Collection))
        {
            Judge(context, chain, facts, each.Collection.Syntax.GetLocation());
        }
    }

    // What a compiled query's lambda gives is run by whoever calls the delegate; a call within it that runs the query is judged there.
    private static void JudgeCompiledQuery(OperationAnalysisContext context, IInvocationOperation call, Facts facts)
    {
        if (call.At(0).AsLambda()?.Result() is not { } body || !facts.Known.IsQueryable(body.Type))
        {
            return;
        }

        var chain = new QueryChain(facts.Known);
        if (chain.TryRead(body))
        {
            Judge(context, chain, facts, body is IInvocationOperation last ? NameOf(last) : body.Syntax.GetLocation());
        }
    }

    private static void Judge(OperationAnalysisContext context, QueryChain chain, Facts facts, Location location)
    {
        var use = new QueryUse(facts, chain, location, context.ReportDiagnostic);
        foreach (var rule in AllRules.Queries)
        {
            rule.Judge(use);
        }
    }

    private static bool IsOperator(IMethodSymbol method, WellKnown known) =>
        known.IsQueryOperator(method) || known.IsEnumerableOperator(method);

    // DbSet<T>.AsAsyncEnumerable is a method of the set itself.
    private static bool IsOnDbSet(IMethodSymbol method, WellKnown known) =>
        method.Name == "AsAsyncEnumerable" && known.IsDbSet(method.ContainingType);

    // Within the lambda of another query a call is a part of that query and not run by itself; a compiled query's lambda is the query.
    private static bool IsPartOfAQuery(IOperation call, WellKnown known)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation && parent.Parent is IConversionOperation or IDelegateCreationOperation or IArgumentOperation
                && known.IsExpression(parent.Parent?.Type))
            {
                return !(parent.Parent!.Parent is IArgumentOperation { Parent: IInvocationOperation outer } && known.IsCompileQuery(outer.TargetMethod));
            }
        }

        return false;
    }

    private static Location NameOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax invocation
            ? invocation.Expression switch
            {
                MemberAccessExpressionSyntax member => member.Name.GetLocation(),
                MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
                var expression => expression.GetLocation(),
            }
            : call.Syntax.GetLocation();
}
