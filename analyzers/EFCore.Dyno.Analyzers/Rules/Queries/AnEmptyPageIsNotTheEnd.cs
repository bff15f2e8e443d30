// DYNO1017: a loop over pages ends where there is no next cursor, and not where a page has no (or few) rows.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AnEmptyPageIsNotTheEnd : OperationRule
{
    public const string Id = "DYNO1017";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.EmptyPageTitle, Messages.EmptyPage, Categories.Correctness, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.EmptyPageDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Loop];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        if (context.Operation is not (IWhileLoopOperation or IForLoopOperation))
        {
            return;
        }

        var loop = (ILoopOperation)context.Operation;
        if (Methods.OwnOperations(loop).OfType<IInvocationOperation>().FirstOrDefault(IsPageRead) is not { } read
            || EndTest(loop) is not { } test || AsksForCursor(loop, read))
        {
            return;
        }

        var cursor = read.TargetMethod.Name == "ToPageAsync" ? "NextCursor" : read.TargetMethod.Name == "ExecuteStatementAsync" ? "NextToken" : "LastEvaluatedKey";
        var ways = AnEndToAsk.For(loop, test, test.DescendantsAndSelf().Select(ItemsOf).FirstOrDefault(i => i is not null), cursor);
        context.ReportDiagnostic(Diagnostic.Create(Rule, test.Syntax.GetLocation(), ways.Places, ways.Properties, cursor));
    }

    private static bool IsPageRead(IInvocationOperation call) =>
        call.TargetMethod is { Name: "ToPageAsync", ContainingType.Name: "DynoQueryableExtensions" }
        || (call.TargetMethod is { Name: "QueryAsync" or "ScanAsync" or "ExecuteStatementAsync", ContainingType: { Name: "IDynoClient", ContainingNamespace.Name: "Dyno" } });

    // The part of a condition that ends the loop by the number of rows.
    private static IOperation? EndTest(ILoopOperation loop)
    {
        if ((loop as IWhileLoopOperation)?.Condition is { } condition && CountTest(condition) is { } own)
        {
            return own;
        }

        foreach (var operation in Methods.OwnOperations(loop.Body))
        {
            if (operation is IConditionalOperation { WhenFalse: null } choice && CountTest(choice.Condition) is { } test
                && choice.WhenTrue.DescendantsAndSelf().Any(o =>
                    o is IReturnOperation || (o is IBranchOperation { BranchKind: BranchKind.Break } leave && leave.Target.IsSame(loop.ExitLabel))))
            {
                return test;
            }
        }

        return null;
    }

    private static IOperation? CountTest(IOperation condition) => condition.Unconvert() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => CountTest(both.LeftOperand) ?? CountTest(both.RightOperand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } inverse => CountTest(inverse.Operand) is null ? null : inverse,
        IBinaryOperation comparison when IsCount(comparison.LeftOperand) || IsCount(comparison.RightOperand) => comparison,
        IIsPatternOperation match when IsCount(match.Value) => match,
        IInvocationOperation { TargetMethod.Name: "Any" } any when any.Arguments.Length == 1 && IsItems(any.Receiver()) => any,
        _ => null,
    };

    private static bool IsCount(IOperation operation) => operation.Unconvert() switch
    {
        IPropertyReferenceOperation { Property.Name: "Count", Instance: { } instance } count => IsItems(instance) || IsPage(count.Property.ContainingType),
        IInvocationOperation { TargetMethod.Name: "Count" } count => count.Arguments.Length == 1 && IsItems(count.Receiver()),
        _ => false,
    };

    private static bool IsItems(IOperation? operation) => operation is not null && ItemsOf(operation) is not null;

    private static IPropertyReferenceOperation? ItemsOf(IOperation operation) =>
        operation.Unconvert().Resolve() is IPropertyReferenceOperation { Property.Name: "Items" } items && IsPage(items.Property.ContainingType) ? items : null;

    private static bool IsPage(INamedTypeSymbol type) =>
        type is { Name: "Page", Arity: 1, ContainingNamespace.Name: "EntityFrameworkCore" }
            or { Name: "QueryResult" or "ScanResult" or "ExecuteStatementResult", ContainingNamespace: { Name: "Dyno", ContainingNamespace.IsGlobalNamespace: true } };

    // The cursor is looked at for anything but being kept and given to the next read.
    private static bool AsksForCursor(ILoopOperation loop, IInvocationOperation read)
    {
        var cursors = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var isKept = false;
        foreach (var operation in loop.Descendants())
        {
            if (operation is not IPropertyReferenceOperation { Property.Name: "NextCursor" or "LastEvaluatedKey" or "NextToken" } cursor)
            {
                continue;
            }

            switch (Around(cursor))
            {
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation kept } assignment when assignment.Target != cursor:
                    cursors.Add(kept.Local);
                    isKept = true;
                    break;
                case ISimpleAssignmentOperation assignment when assignment.Target == cursor:
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    cursors.Add(declarator.Symbol);
                    isKept = true;
                    break;
                case IArgumentOperation { Parent: { } parent } when parent == read:
                case ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation }:
                    isKept = true;
                    break;
                default:
                    return true;
            }
        }

        foreach (var operation in loop.Descendants())
        {
            if (operation is ILocalReferenceOperation local && cursors.Contains(local.Local)
                && !(Around(local) is IArgumentOperation or ISimpleAssignmentOperation))
            {
                return true;
            }
        }

        return !isKept;
    }

    private static IOperation? Around(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }
}
