// DYNO3007: a transaction that is tried again says with the same ClientRequestToken that it is the same one, so that it is written once.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal sealed class ARetryKeepsItsToken : OperationRule
{
    public const string Id = "DYNO3007";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.RetryWithoutTokenTitle, Messages.RetryWithoutToken, Categories.Correctness, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.RetryWithoutTokenDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        if (context.Operation is IInvocationOperation
            {
                TargetMethod: { Name: "TransactWriteItemsAsync" or "ExecuteTransactionAsync", ContainingType: { Name: "IDynoClient", ContainingNamespace.Name: "Dyno" } },
            } call
            && Retry(call) is { } retry && call.At(0)?.Resolve() is IObjectCreationOperation request
            && TokenOf(request) is var token && (token is null || IsMadeEachTime(request, token, retry)))
        {
            var ways = ATokenToKeep.For(request, token, retry);
            context.ReportDiagnostic(Diagnostic.Create(Rule, DatabaseCall.NameOf(call), ways.Places, ways.Properties, call.TargetMethod.Name));
        }
    }

    // The loop, or the lambda of an execution strategy or a policy, that makes the call again where it fails.
    private static IOperation? Retry(IOperation call)
    {
        var isCaught = false;
        for (var (child, parent) = (call, call.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case ITryOperation attempt when child == attempt.Body:
                    isCaught |= attempt.Catches.Any(c => c.Handler.Operations.LastOrDefault() is not IThrowOperation
                        and not IExpressionStatementOperation { Operation: IThrowOperation } and not IReturnOperation);
                    break;
                case IForEachLoopOperation:
                    return null;
                case ILoopOperation loop:
                    return isCaught && EndsWithSuccess(call, loop) ? loop : null;
                case IAnonymousFunctionOperation lambda:
                    return IsRetried(lambda) ? lambda : null;
                case ILocalFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    // The call is made until it succeeds: after it the loop is left.
    private static bool EndsWithSuccess(IOperation call, ILoopOperation loop)
    {
        for (var (child, parent) = (call, call.Parent); parent is not null && child != loop; (child, parent) = (parent, parent.Parent))
        {
            if (parent is IReturnOperation || (parent is IBlockOperation block
                && block.Operations.SkipWhile(o => o != child).Any(o => o is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break })))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRetried(IAnonymousFunctionOperation lambda)
    {
        IOperation value = lambda;
        while (value.Parent is IConversionOperation or IDelegateCreationOperation)
        {
            value = value.Parent;
        }

        return value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Execute" or "ExecuteAsync" } } call }
            && (call.Receiver()?.Unconvert().Type?.Name is { } type
                && (type.EndsWith("Strategy", StringComparison.Ordinal) || type.EndsWith("Policy", StringComparison.Ordinal) || type.EndsWith("ResiliencePipeline", StringComparison.Ordinal)));
    }

    private static IOperation? TokenOf(IObjectCreationOperation request)
    {
        foreach (var member in request.Initializer?.Initializers ?? [])
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "ClientRequestToken" } } token)
            {
                return token.Value.Resolve();
            }
        }

        return null;
    }

    // A token that is new in each attempt.
    private static bool IsMadeEachTime(IOperation request, IOperation token, IOperation retry) =>
        retry.Syntax.Span.Contains(request.Syntax.Span) && retry.Syntax.Span.Contains(token.Syntax.Span)
        && token.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod: { Name: "NewGuid" or "CreateVersion7", ContainingType.Name: "Guid" } });
}
