// The way out of DYNO3006: without the transaction, where all that it held together is one SaveChanges, which is a transaction by itself. Where it held more, and
// where anything between the save and the commit could have taken the save back, there is no fix that keeps what was meant.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal static class ATransactionToLeaveOut
{
    private static readonly HashSet<string> Writing = new(StringComparer.Ordinal) { "SaveChanges", "ExecuteUpdate", "ExecuteDelete" };

    /// <param name="begin">The call that throws.</param>
    /// <param name="db">The context.</param>
    public static Ways For(IInvocationOperation begin, IOperation db)
    {
        var ways = new Ways();
        var writes = begin.Function().Descendants().OfType<IInvocationOperation>().Where(o => Writing.Contains(WellKnown.WithoutAsync(o.TargetMethod.Name))).ToList();
        if (writes is not [{ TargetMethod.Name: "SaveChanges" or "SaveChangesAsync" } save] || !save.Receiver()?.Unconvert().Symbol().IsSame(db.Unconvert().Symbol()) == true
            || IsRepeated(save, begin) || Begun(begin) is not var (opening, transaction)
            || Endings(begin, transaction) is not { } endings
            || endings.Where(e => e.Call.TargetMethod.Name.StartsWith("Commit", StringComparison.Ordinal)).ToList() is not [{ Statement: var commit }] || !Follows(commit, save)
            || endings.Any(e => e.Statement != commit && e.Statement.FirstAncestorOrSelf<CatchClauseSyntax>() is null))
        {
            return ways;
        }

        return ways.Add(0, Messages.LeaveTransactionOut, [opening, .. endings.Select(e => Change.Without(e.Statement))]);
    }

    private static bool IsRepeated(IOperation save, IOperation begin)
    {
        for (var parent = save.Parent; parent is not null && !parent.Syntax.Span.Contains(begin.Syntax.Span); parent = parent.Parent)
        {
            if (parent is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return save.Function() != begin.Function();
    }

    // What takes the beginning away, and the variable that holds the transaction, if there is one.
    private static (Change Opening, ILocalSymbol? Transaction)? Begun(IInvocationOperation begin)
    {
        var value = begin.Awaited();
        var variable = (value.Parent as IVariableInitializerOperation)?.Parent as IVariableDeclaratorOperation;
        switch (value.Syntax.FirstAncestorOrSelf<StatementSyntax>())
        {
            case LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration when variable is not null && Change.HasRoom(declaration):
                return (Change.Without(declaration), variable.Symbol);
            case UsingStatementSyntax { Declaration.Variables.Count: 1, Statement: BlockSyntax block } head when variable is not null:
                return (new(Location.Create(head.SyntaxTree, TextSpan.FromBounds(head.SpanStart, block.SpanStart)), ""), variable.Symbol);
            case ExpressionStatementSyntax statement when statement.Expression == value.Syntax && Change.HasRoom(statement):
                return (Change.Without(statement), null);
            default:
                return null;
        }
    }

    // Every use of the transaction ends it in a statement of its own; null where it is used for anything else.
    private static List<(IInvocationOperation Call, StatementSyntax Statement)>? Endings(IInvocationOperation begin, ILocalSymbol? transaction)
    {
        var endings = new List<(IInvocationOperation Call, StatementSyntax Statement)>();
        foreach (var operation in begin.Root().Descendants())
        {
            var call = operation switch
            {
                ILocalReferenceOperation { IsDeclaration: false } use when use.Local.IsSame(transaction) => use.Parent as IInvocationOperation,
                IInvocationOperation { TargetMethod: { Name: "CommitTransaction" or "CommitTransactionAsync" or "RollbackTransaction" or "RollbackTransactionAsync", ContainingType.Name: "DatabaseFacade" } } own => own,
                _ => begin,
            };
            if (call == begin)
            {
                continue;
            }

            if (call is null || WellKnown.WithoutAsync(call.TargetMethod.Name) is not ("Commit" or "Rollback" or "Dispose" or "CommitTransaction" or "RollbackTransaction")
                || call.Awaited().Syntax.Parent is not ExpressionStatementSyntax statement || !Change.HasRoom(statement))
            {
                return null;
            }

            endings.Add((call, statement));
        }

        return endings;
    }

    private static bool Follows(StatementSyntax commit, IOperation save)
    {
        var statements = commit.Parent is BlockSyntax block ? (IReadOnlyList<StatementSyntax>)block.Statements
            : [.. commit.Parent!.Parent!.ChildNodes().OfType<GlobalStatementSyntax>().Select(g => g.Statement)];
        var saved = save.Syntax.FirstAncestorOrSelf<StatementSyntax>();
        return Enumerable.Range(1, statements.Count - 1).Any(i => statements[i] == commit && statements[i - 1] == saved);
    }
}
