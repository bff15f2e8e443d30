// DYNO3001: Amazon DynamoDB takes 100 items in a transaction, so that a SaveChanges of more is refused there.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal sealed class ATransactionHasAHundredActions : OperationRule
{
    public const string Id = "DYNO3001";

    private const int MaxActions = 100;

    private static readonly HashSet<string> Single = new(StringComparer.Ordinal) { "Add", "AddAsync", "Update", "Remove", "Upsert" };

    private static readonly HashSet<string> Ranges = new(StringComparer.Ordinal) { "AddRange", "AddRangeAsync", "UpdateRange", "RemoveRange" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.LargeTransactionTitle, Messages.LargeTransaction, Categories.Correctness, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.LargeTransactionDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        if (context.Operation is not IInvocationOperation { TargetMethod.Name: "SaveChanges" or "SaveChangesAsync" } call
            || DatabaseCall.Of(call, facts) is not { Kind: DatabaseCallKind.Save, Context: { } db } || !facts.Contexts.IsRemote(db.Type)
            || SaysItNeedNotBeOne(call, db.Type!))
        {
            return;
        }

        long count = 0;
        var writes = new List<IInvocationOperation>();
        foreach (var operation in call.Function().Descendants())
        {
            if (operation.Syntax.SpanStart >= call.Syntax.SpanStart || operation is not IInvocationOperation write)
            {
                continue;
            }

            // What is saved before, or forgotten, is no part of this save.
            if (write.TargetMethod.Name is "SaveChanges" or "SaveChangesAsync" or "Clear")
            {
                return;
            }

            if ((facts.Known.IsContext(write.TargetMethod.ContainingType) || facts.Known.IsDbSet(write.TargetMethod.ContainingType)) && IsOf(write, db))
            {
                var more = Count(write, call);
                count += more;
                if (more > 0)
                {
                    writes.Add(write);
                }
            }
        }

        if (count > MaxActions)
        {
            var ways = ABatchToSave.For(call, db, writes, facts);
            context.ReportDiagnostic(Diagnostic.Create(Rule, DatabaseCall.NameOf(call), ways.Places, ways.Properties, call.TargetMethod.Name, count));
        }
    }

    private static bool IsOf(IInvocationOperation write, IOperation db)
    {
        var receiver = write.Receiver()?.Unconvert();
        if (receiver is IPropertyReferenceOperation { Instance: { } instance } set && set.Type?.Name == "DbSet")
        {
            receiver = instance.Unconvert();
        }
        else if (receiver is IInvocationOperation { TargetMethod.Name: WellKnown.Set, Instance: { } owner })
        {
            receiver = owner.Unconvert();
        }

        return receiver.Symbol().IsSame(db.Symbol());
    }

    // How many entities a call certainly adds before the save: itself, as often as the loops around it run.
    private static long Count(IInvocationOperation write, IOperation save)
    {
        var count = Single.Contains(write.TargetMethod.Name) ? 1
            : Ranges.Contains(write.TargetMethod.Name) && write.Arguments.FirstOrDefault() is { } rows ? CountOf(rows.Value) : 0;
        for (var (child, parent) = ((IOperation)write, write.Parent); parent is not null && count > 0; (child, parent) = (parent, parent.Parent))
        {
            if (parent.Syntax.Span.Contains(save.Syntax.Span))
            {
                return count;
            }

            switch (parent)
            {
                case IForLoopOperation loop:
                    count *= CountOf(loop);
                    break;
                case IForEachLoopOperation loop:
                    count *= CountOf(loop.Collection);
                    break;
                case IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ITryOperation or ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return 0;
            }
        }

        return count;
    }

    // for (var i = 0; i < 500; i++)
    private static long CountOf(IForLoopOperation loop)
    {
        if (loop.Condition?.Unconvert() is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } condition
            || condition.LeftOperand.Unconvert() is not ILocalReferenceOperation counter
            || condition.RightOperand.ConstantValue is not { HasValue: true, Value: int end }
            || counter.DeclaredAs()?.ConstantValue is not { HasValue: true, Value: int start }
            || loop.AtLoopBottom is not [IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Kind: OperationKind.Increment } }]
            || loop.Body.Descendants().Any(o => o is IBranchOperation or IReturnOperation))
        {
            return 0;
        }

        return (long)end - start + (condition.OperatorKind == BinaryOperatorKind.LessThanOrEqual ? 1 : 0);
    }

    private static long CountOf(IOperation rows) => rows.Resolve() switch
    {
        IArrayCreationOperation { Initializer: { } list } => list.ElementValues.Length,
        ICollectionExpressionOperation list when !list.Elements.Any(e => e is ISpreadOperation) => list.Elements.Length,
        IInvocationOperation { TargetMethod: { Name: "Range" or "Repeat", ContainingType.Name: "Enumerable" } } call =>
            call.At(1)?.ConstantValue is { HasValue: true, Value: int count } ? count : 0,
        IInvocationOperation { TargetMethod: { Name: "Select" or "ToList" or "ToArray" or "Cast" or "Reverse", ContainingType.Name: "Enumerable" } } call =>
            call.Receiver() is { } source ? CountOf(source) : 0,
        _ => 0,
    };

    // AutoTransactionBehavior.Never: what is too much for one transaction is saved in several.
    private static bool SaysItNeedNotBeOne(IOperation call, ITypeSymbol context) =>
        call.Root().Descendants().Any(o => o is IPropertyReferenceOperation { Property.Name: "AutoTransactionBehavior" })
        || context.DeclaringSyntaxReferences.Any(r => r.GetSyntax().ToString().Contains("AutoTransactionBehavior"));
}
