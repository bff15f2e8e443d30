// The way out of DYNO1017: the loop ends where the page has no cursor. What counts the rows before they are worked off ends the loop too early if it asks for the
// cursor instead, so that such a test goes behind the work, and nothing is offered where an empty page would break the work, or where the work may skip the test.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal static class AnEndToAsk
{
    // There is no first row, and no largest, in a page without rows.
    private static readonly HashSet<string> OfRows = new(StringComparer.Ordinal)
    {
        "First", "Last", "Single", "ElementAt", "Max", "Min", "MaxBy", "MinBy", "Average", "Aggregate",
    };

    /// <param name="loop">Goes through pages.</param>
    /// <param name="test">The part of a condition that counts rows.</param>
    /// <param name="items">The rows that it counts, as the page's property.</param>
    /// <param name="cursor">The name of the page's cursor.</param>
    public static Ways For(ILoopOperation loop, IOperation test, IPropertyReferenceOperation? items, string cursor)
    {
        var ways = new Ways();
        if (items?.Instance is not ILocalReferenceOperation page || !IsSeen(page, test) || BodyOf(loop) is not { Statements.Count: > 0 } body)
        {
            return ways;
        }

        var (title, next) = (Messages.EndByCursor(cursor), $"{page.Syntax}.{cursor}");
        if (loop is IWhileLoopOperation { Condition: { } condition } && condition.Syntax.Span.Contains(test.Syntax.Span))
        {
            return !IsPartOf(test.Syntax, condition.Syntax, isAnd: true) ? ways
                : loop is IWhileLoopOperation { ConditionIsTop: false } ? ways.Add(0, title, Change.Of(test.Syntax, $"{next} is not null"))
                : test.Syntax == condition.Syntax && ReadsLast(body, page) && CanMove(loop, null, page)
                    ? ways.Add(0, title, Change.Of(test.Syntax, "true"), Change.Before(body.Statements.Last(), Leave(body.Statements.Last(), next, "break;")))
                    : ways;
        }

        if (test.Syntax.FirstAncestorOrSelf<IfStatementSyntax>() is not { Else: null } choice || choice.Parent != body || !IsPartOf(test.Syntax, choice.Condition, isAnd: false))
        {
            return ways;
        }

        // Behind the test nothing is done with the rows but to go on.
        if (body.Statements.Skip(body.Statements.IndexOf(choice) + 1).All(s => KeepsCursor(s, cursor)))
        {
            return ways.Add(0, title, Change.Of(test.Syntax, $"{next} is null"));
        }

        var last = body.Statements.Last();
        return choice.Condition != test.Syntax || !CanMove(loop, choice, page) || Leaving(choice) is not { } leaving || ReadsLast(body, page)
            ? ways
            : ways.Add(0, title, Change.Without(choice), Change.After(last, Leave(last, next, leaving)));
    }

    private static BlockSyntax? BodyOf(ILoopOperation loop) => loop.Body.Syntax as BlockSyntax;

    private static string Leave(StatementSyntax beside, string cursor, string leaving) => Change.Block(beside, $"if ({cursor} is null)", leaving);

    // break; or return …; alone.
    private static string? Leaving(IfStatementSyntax choice)
    {
        var statement = choice.Statement is BlockSyntax { Statements: [var only] } ? only : choice.Statement;
        return statement is BreakStatementSyntax or ReturnStatementSyntax && !Change.HasComment(choice) ? statement.ToString() : null;
    }

    // The whole condition, or one that decides with it: of a condition to go on by &&, of one to end by ||.
    private static bool IsPartOf(SyntaxNode test, SyntaxNode condition, bool isAnd)
    {
        for (var node = test; node != condition; node = node.Parent!)
        {
            if (node.Parent is not (ParenthesizedExpressionSyntax or BinaryExpressionSyntax { OperatorToken.ValueText: "&&" or "||" })
                || (node.Parent is BinaryExpressionSyntax { OperatorToken.ValueText: var word } && word != (isAnd ? "&&" : "||")))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSeen(ILocalReferenceOperation page, IOperation test) =>
        test.SemanticModel!.LookupSymbols(test.Syntax.SpanStart, name: page.Local.Name).Any(s => s.IsSame(page.Local));

    // cursor = page.NextCursor;
    private static bool KeepsCursor(StatementSyntax statement, string cursor) =>
        statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } } && name == cursor;

    // page = await query.ToPageAsync(100, page.NextCursor);
    private static bool ReadsLast(BlockSyntax body, ILocalReferenceOperation page) =>
        body.Statements.Last() is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } } } && name == page.Local.Name;

    // The work has no way around the end of the body, and no need of a row.
    private static bool CanMove(ILoopOperation loop, SyntaxNode? choice, ILocalReferenceOperation page) =>
        !loop.Body.Descendants().Any(o => o is IBranchOperation { BranchKind: BranchKind.Continue }
            || (choice?.Span.Contains(o.Syntax.Span) != true && NeedsARow(o, page)));

    private static bool NeedsARow(IOperation operation, ILocalReferenceOperation page) => operation switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } rows } => rows.Mentions(page.Local) || rows.Unconvert() is ILocalReferenceOperation,
        IInvocationOperation call => OfRows.Contains(call.TargetMethod.Name),
        IImplicitIndexerReferenceOperation => true,
        _ => false,
    };
}
