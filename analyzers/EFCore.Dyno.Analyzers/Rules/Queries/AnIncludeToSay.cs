// The way out of DYNO1016 for navigations: Include in the query that reads the elements, in place of a Load for each.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal static class AnIncludeToSay
{
    /// <param name="load">Loads a navigation of the element: <c>db.Entry(order).Collection(o => o.Lines).Load()</c>.</param>
    /// <param name="facts">What is known of the compilation.</param>
    public static Ways For(IInvocationOperation load, Facts facts)
    {
        var ways = new Ways();
        if (load.Instance?.Unconvert() is not IInvocationOperation
            {
                TargetMethod.Name: "Collection" or "Reference" or "Navigation",
                Instance: IInvocationOperation { TargetMethod.Name: "Entry" } entry,
                Syntax: InvocationExpressionSyntax { ArgumentList.Arguments: [var navigation] },
            }
            || entry.Arguments is not [{ Value: var given }] || given.Unconvert() is not ILocalReferenceOperation element
            || element.Declaration() is not IForEachLoopOperation { Syntax: ForEachStatementSyntax { Statement: BlockSyntax body } } each
            || load.Awaited().Syntax.Parent is not ExpressionStatementSyntax statement || statement.Parent != body
            || QueryOf(each) is not { } query || QuerySource.Find(query, facts) is not { IsPartial: false } source
            || !source.Entity.IsSame(element.Type?.OriginalDefinition) || !source.Operators.All(o => ALookupToAsk.Plain.Contains(o.TargetMethod.Name))
            || query.Syntax.SyntaxTree != load.Syntax.SyntaxTree || !Texts.CanCall(load, query.Type, "Include"))
        {
            return ways;
        }

        var written = Texts.Whole(query);
        var isOpen = written is QueryExpressionSyntax;
        var end = Change.Insert(written, written.Span.End, $"{(isOpen ? ")" : "")}.Include({navigation})");
        var begin = Change.Insert(written, written.SpanStart, "(");
        return ways.Add(0, Messages.SayInclude, isOpen ? [begin, end, Change.Without(statement)] : [end, Change.Without(statement)]);
    }

    // The query of which the rows are gone through, without the call that reads them.
    private static IOperation? QueryOf(IForEachLoopOperation each)
    {
        var rows = each.Collection.Resolve().Unawait();
        if (rows is IInvocationOperation { TargetMethod.Name: "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync" or "AsAsyncEnumerable" or "AsEnumerable" } read)
        {
            rows = read.Receiver()?.Unconvert();
        }

        // What is declared as a set would no longer compile as a query.
        rows = rows is ILocalReferenceOperation local ? local.Resolve() : rows;
        return rows is IPropertyReferenceOperation or IInvocationOperation && !IsDeclaredAsSet(Texts.Whole(rows)) ? rows : null;
    }

    private static bool IsDeclaredAsSet(SyntaxNode set) =>
        set.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false } } };
}
