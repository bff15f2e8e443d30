// DYNO3002: a loop collects changes, and SaveChanges writes them once after it. What saves batches, retries or isolates failures saves within the loop by intention.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal sealed class ALoopSavesOnce : OperationRule
{
    public const string Id = "DYNO3002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.SavesInLoopTitle, Messages.SavesInLoop, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.SavesInLoopDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        if (SaveMadeBy(call, facts) is { } save && SavesEachElement(call, save, facts))
        {
            var (place, remedy) = RemedyOf(call, save);
            context.ReportDiagnostic(Diagnostic.Create(Rule, DatabaseCall.NameOf(call), place is null ? [] : [place], remedy, save.Call.TargetMethod.Name));
        }
    }

    // A save that ends the body of a loop goes behind it.
    private static (Location? Place, ImmutableDictionary<string, string?> Remedy) RemedyOf(IInvocationOperation call, DatabaseCall save)
    {
        if (save.Call != call || call.Awaited().Syntax.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax { Statements.Count: > 1 } body } statement
            || body.Statements.Last() != statement || body.Parent is not (ForStatementSyntax or ForEachStatementSyntax) || body.Parent.Parent is not BlockSyntax)
        {
            return (null, Remedy.None);
        }

        var loop = body.Parent;
        var text = loop.SyntaxTree.GetText();
        var before = body.Statements[body.Statements.Count - 2].Span.End;
        var line = text.Lines.GetLineFromPosition(loop.SpanStart);
        var close = text.ToString(TextSpan.FromBounds(statement.Span.End, loop.Span.End));
        var separator = close.Contains('\n') ? "\n" + text.ToString(TextSpan.FromBounds(line.Start, loop.SpanStart)) : " ";
        return string.IsNullOrWhiteSpace(separator)
            ? (Location.Create(loop.SyntaxTree, TextSpan.FromBounds(before, loop.Span.End)), Remedy.None.Write(Messages.SaveAfterLoop, close + separator + statement))
            : (null, Remedy.None);
    }

    // SaveChanges itself, or a method in sight that always calls it.
    private static DatabaseCall? SaveMadeBy(IInvocationOperation call, Facts facts)
    {
        if (WellKnown.WithoutAsync(call.TargetMethod.Name) == "SaveChanges")
        {
            return DatabaseCall.Of(call, facts) is { Kind: DatabaseCallKind.Save } save ? save : null;
        }

        if (!call.TargetMethod.IsWrittenIn(facts.Compilation) || Repetition.Of(call) is null)
        {
            return null;
        }

        return Methods.OwnOperations(Methods.BodyOf(call)).OfType<IInvocationOperation>()
            .Where(o => o.TargetMethod.Name is "SaveChanges" or "SaveChangesAsync" && !IsConditional(o))
            .Select(o => DatabaseCall.Of(o, facts))
            .FirstOrDefault(c => c is { Kind: DatabaseCallKind.Save, Context: not ILocalReferenceOperation });
    }

    private static bool SavesEachElement(IInvocationOperation call, DatabaseCall save, Facts facts)
    {
        var context = save.Call == call ? save.Context : RepeatedCalls.ContextOf(save, call);
        return Repetition.Of(call) is { Kind: not RepetitionKind.Endless } loop
            && !loop.Declares(context.Symbol()) && !loop.Elements.Contains(context.Symbol(), SymbolEqualityComparer.Default)
            && !IsInTransaction(loop) && !IsGuarded(call, loop) && !LeavesAfter(call, loop) && !IsOfBatches(loop, call, facts);
    }

    // A transaction that was begun before the loop: what is saved in it is written when it is committed.
    private static bool IsInTransaction(Repetition loop) => loop.Operation.Function().Descendants().Any(o =>
        o is IInvocationOperation { TargetMethod.Name: "BeginTransaction" or "BeginTransactionAsync" } begun && begun.Syntax.SpanStart < loop.Operation.Syntax.SpanStart);

    // try { … save … } catch: one that fails shall not stop the others. if (n % 100 == 0), if (pending >= size): a batch.
    private static bool IsGuarded(IOperation call, Repetition loop)
    {
        for (var (child, parent) = (call, call.Parent); parent is not null && child != loop.Body; (child, parent) = (parent, parent.Parent))
        {
            if (parent is ITryOperation { Catches.IsEmpty: false } attempt && child == attempt.Body
                || parent is IConditionalOperation condition && child != condition.Condition && IsOfNumbers(condition.Condition)
                || parent is IUsingOperation or ICatchClauseOperation or IAnonymousFunctionOperation && parent.Parent is not null && parent != loop.Body.Parent)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfNumbers(IOperation condition) =>
        condition.DescendantsAndSelf().Any(o =>
            o is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder }
            || (o is IBinaryOperation { LeftOperand.Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } comparison
                && comparison.Type?.SpecialType == SpecialType.System_Boolean));

    // Once it is saved the loop ends: a retry, or a search for the first.
    private static bool LeavesAfter(IOperation call, Repetition loop)
    {
        for (var (child, parent) = (call, call.Parent); parent is not null && child != loop.Operation; (child, parent) = (parent, parent.Parent))
        {
            if (loop.Operation is ILoopOperation && parent is IBlockOperation block
                && block.Operations.SkipWhile(o => o != child).Any(o => o is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break }))
            {
                return true;
            }
        }

        return false;
    }

    // The element is a batch (Chunk), or the body makes one: it goes through elements of its own, adds a range, begins a transaction, or forgets what is saved.
    private static bool IsOfBatches(Repetition loop, IOperation call, Facts facts)
    {
        if (loop.Elements.Any(RepeatedCalls.IsBatch) || loop.Collection?.Resolve() is IInvocationOperation { TargetMethod.Name: "Chunk" or "GroupBy" })
        {
            return true;
        }

        foreach (var operation in loop.Body.Descendants())
        {
            switch (operation)
            {
                case ILoopOperation inner when !inner.Syntax.Span.Contains(call.Syntax.Span):
                case IInvocationOperation { TargetMethod.Name: "AddRange" or "AddRangeAsync" or "UpdateRange" or "RemoveRange" or "AttachRange" } range when range.Arguments.Length == 1 && IsOnContext(range, facts):
                case IInvocationOperation { TargetMethod.Name: "BeginTransaction" or "BeginTransactionAsync" or "ToPageAsync" or "Delay" }:
                case IInvocationOperation { TargetMethod: { Name: "Clear", ContainingType.Name: "ChangeTracker" } }:
                    return true;
            }
        }

        return false;
    }

    private static bool IsOnContext(IInvocationOperation call, Facts facts) =>
        facts.Known.IsContext(call.TargetMethod.ContainingType) || facts.Known.IsDbSet(call.TargetMethod.ContainingType);

    private static bool IsConditional(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ILoopOperation or ITryOperation { Catches.IsEmpty: false })
            {
                return true;
            }
        }

        return false;
    }
}
