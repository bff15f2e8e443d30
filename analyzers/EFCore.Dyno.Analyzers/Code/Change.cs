// Changes of source text that a rule offers, made so that lines stay lines: what is inserted stands where its neighbours stand, and what is taken away leaves no
// empty line behind. Comments are left where they are.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Code;

/// <param name="Place">What is replaced.</param>
/// <param name="Text">What stands there then.</param>
internal readonly record struct Change(Location Place, string Text)
{
    public static Change Of(SyntaxNode node, string text) => new(node.GetLocation(), text);

    /// <summary>A text between what is there, in the file of a node.</summary>
    public static Change Insert(SyntaxNode node, int position, string text) => new(Location.Create(node.SyntaxTree, new TextSpan(position, 0)), text);

    /// <summary>Whether there is more in a node than its code, which would be lost where only that is written again.</summary>
    public static bool HasComment(SyntaxNode node) => node.DescendantTrivia().Any(t => !string.IsNullOrWhiteSpace(t.ToString()) && node.Span.Contains(t.Span));

    /// <summary>Whether another statement can stand beside this one.</summary>
    public static bool HasRoom(SyntaxNode? statement) => statement is StatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax };

    /// <summary>A statement before another.</summary>
    public static Change Before(StatementSyntax statement, string text) => Insert(statement, statement.SpanStart, text + Separator(statement));

    /// <summary>A statement behind another and the comment of its line.</summary>
    public static Change After(StatementSyntax statement, string text)
    {
        if (!BeginsLine(statement))
        {
            return Insert(statement, statement.Span.End, " " + text);
        }

        var end = statement.GetLastToken().TrailingTrivia.FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia));
        return Insert(statement, end.RawKind == 0 ? statement.Span.End : end.SpanStart, Separator(statement) + text);
    }

    /// <summary>Takes a statement away, with its line where it has one for itself.</summary>
    public static Change Without(StatementSyntax statement)
    {
        var text = statement.SyntaxTree.GetText();
        var (start, end) = (statement.SpanStart, statement.Span.End);
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        var line = text.Lines.GetLineFromPosition(end);
        if (end == line.End && BeginsLine(statement))
        {
            start = text.Lines.GetLineFromPosition(start).Start;
            end = line.EndIncludingLineBreak;
        }

        return new(Location.Create(statement.SyntaxTree, TextSpan.FromBounds(start, end)), "");
    }

    /// <summary>Takes a call of a chain away: <c>.ConsistentRead()</c>. Null where what is left is of another type than what takes it.</summary>
    public static Change? WithoutCall(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } written
        && (written.Parent is MemberAccessExpressionSyntax or FromClauseSyntax || call.Receiver()?.Unconvert().Type?.Name != "DbSet")
        && member.OperatorToken.GetPreviousToken() is var before
            ? new(
                Location.Create(written.SyntaxTree, TextSpan.FromBounds(before.TrailingTrivia.All(IsSpace) && member.OperatorToken.LeadingTrivia.All(IsSpace) ? before.Span.End : member.OperatorToken.SpanStart, written.Span.End)),
                "")
            : null;

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>One more assignment in an object initializer; empty where there is none.</summary>
    public static Change[] Initialize(BaseObjectCreationExpressionSyntax creation, string assignment)
    {
        if (creation.Initializer is not { } initializer)
        {
            return [];
        }

        if (initializer.Expressions.Count == 0)
        {
            return [Insert(initializer, initializer.OpenBraceToken.Span.End, " " + assignment)];
        }

        var last = initializer.Expressions.Last();
        var hasComma = initializer.Expressions.SeparatorCount == initializer.Expressions.Count;
        var token = hasComma ? initializer.Expressions.GetSeparators().Last() : last.GetLastToken();
        var end = BeginsLine(last) ? token.TrailingTrivia.FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) : default;
        var added = (BeginsLine(last) ? Separator(last) : " ") + assignment + (hasComma ? "," : "");
        return (hasComma, end.RawKind != 0) switch
        {
            (false, false) => [Insert(last, token.Span.End, "," + added)],
            (false, true) when end.SpanStart == token.Span.End => [Insert(last, token.Span.End, "," + added)],
            (false, true) => [Insert(last, token.Span.End, ","), Insert(last, end.SpanStart, added)],
            (true, _) => [Insert(last, end.RawKind != 0 ? end.SpanStart : token.Span.End, added)],
        };
    }

    /// <summary>What parts neighbours: a line break and the indentation, or a space where all is in one line.</summary>
    public static string Separator(SyntaxNode node)
    {
        if (!BeginsLine(node))
        {
            return " ";
        }

        var text = node.SyntaxTree.GetText();
        var first = text.Lines[0];
        var newLine = first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
        return newLine + text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(node.SpanStart).Start, node.SpanStart));
    }

    /// <summary>A block with this header where a statement stands: on lines of its own, or on the statement's.</summary>
    public static string Block(SyntaxNode beside, string header, params IEnumerable<string> statements)
    {
        var separator = Separator(beside);
        var inner = separator == " " ? separator : separator + "    ";
        return header + separator + "{" + string.Concat(statements.Select(s => inner + s)) + separator + "}";
    }

    /// <summary>A name that nothing in the method has yet.</summary>
    public static string FreeName(SyntaxNode place, string name)
    {
        var scope = place.Ancestors().FirstOrDefault(a => a is BaseTypeDeclarationSyntax) ?? place.SyntaxTree.GetRoot();
        var taken = new HashSet<string>(scope.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText), StringComparer.Ordinal);
        var free = name;
        for (var i = 2; taken.Contains(free); i++)
        {
            free = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return free;
    }

    public static bool BeginsLine(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        for (var i = node.SpanStart - 1; i >= 0 && text[i] is not ('\n' or '\r'); i--)
        {
            if (text[i] is not (' ' or '\t'))
            {
                return false;
            }
        }

        return true;
    }
}
