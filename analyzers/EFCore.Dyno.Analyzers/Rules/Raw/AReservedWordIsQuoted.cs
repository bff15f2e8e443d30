// DYNO4001: a reserved word that is a name stands in quotes in PartiQL, and behind a placeholder in an expression; otherwise the request is refused.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Rules.Raw;

internal sealed class AReservedWordIsQuoted : OperationRule
{
    public const string Id = "DYNO4001";

    private static readonly HashSet<string> Expressions = new(StringComparer.Ordinal)
    {
        "ConditionExpression", "KeyConditionExpression", "ProjectionExpression", "UpdateExpression",
    };

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.ReservedWordTitle, Messages.ReservedWord, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        Messages.ReservedWordDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation, OperationKind.SimpleAssignment];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        if (Statements.TextOf(context.Operation) is { } statement)
        {
            JudgeStatement(context, statement);
        }
        else if (context.Operation is IInvocationOperation
        {
            TargetMethod: { Name: "Parse", ContainingType: { ContainingNamespace: { Name: "Expressions", ContainingNamespace.Name: "Dyno" } } type },
        } parse && Expressions.Contains(type.Name) && parse.At(0) is { } written)
        {
            JudgeExpression(context, written.Unconvert());
        }
    }

    private static void JudgeStatement(OperationAnalysisContext context, IOperation statement)
    {
        statement = statement.Resolve();
        var parts = statement is IInterpolatedStringOperation interpolated ? interpolated.Parts : default;
        var text = statement.Text() ?? (parts.IsDefault ? null : string.Concat(parts.Select(p => p is IInterpolatedStringTextOperation { Text: { } t } ? t.Text() : "?")));
        foreach (var word in text is null ? [] : StatementWords.InStatement(text))
        {
            var span = Find(parts.IsDefault ? statement.Syntax : PartAt(parts, word.Start, out _)?.Syntax, parts.IsDefault ? text! : PartText(parts, word.Start), parts.IsDefault ? word.Start : OffsetAt(parts, word.Start), word.Text);
            var quote = span is null ? null : QuoteIn(statement.Syntax);
            var remedy = quote is null ? Remedy.None : Remedy.None.Write(Messages.QuoteTheWord, quote + word.Text + quote);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, span ?? statement.Syntax.GetLocation(), remedy, word.Text, "PartiQL", $"\"{word.Text}\""));
        }
    }

    private static void JudgeExpression(OperationAnalysisContext context, IOperation expression)
    {
        expression = expression.Resolve();
        if (expression.Text() is not { } text)
        {
            return;
        }

        foreach (var word in StatementWords.InExpression(text))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, Find(expression.Syntax, text, word.Start, word.Text) ?? expression.Syntax.GetLocation(), word.Text, "an expression", "a placeholder such as #name"));
        }
    }

    private static IOperation? PartAt(ImmutableArray<IInterpolatedStringContentOperation> parts, int position, out int offset)
    {
        offset = position;
        foreach (var part in parts)
        {
            var length = part is IInterpolatedStringTextOperation { Text: { } text } ? (text.Text() ?? "").Length : 1;
            if (offset < length)
            {
                return part;
            }

            offset -= length;
        }

        return null;
    }

    private static string PartText(ImmutableArray<IInterpolatedStringContentOperation> parts, int position) =>
        (PartAt(parts, position, out _) as IInterpolatedStringTextOperation)?.Text.Text() ?? "";

    private static int OffsetAt(ImmutableArray<IInterpolatedStringContentOperation> parts, int position)
    {
        PartAt(parts, position, out var offset);
        return offset;
    }

    // Where the word stands in the source, if the text is written there as it is.
    private static Location? Find(SyntaxNode? syntax, string text, int start, string word)
    {
        if (syntax is not (LiteralExpressionSyntax or InterpolatedStringTextSyntax))
        {
            return null;
        }

        var begin = syntax.ToString().IndexOf(text, StringComparison.Ordinal);
        return begin < 0 ? null : Location.Create(syntax.SyntaxTree, new TextSpan(syntax.SpanStart + begin + start, word.Length));
    }

    // How a double quote is written in this literal.
    private static string QuoteIn(SyntaxNode literal)
    {
        var text = literal.ToString().TrimStart('$');
        return text.StartsWith("\"\"\"", StringComparison.Ordinal) ? "\""
            : text.StartsWith("@", StringComparison.Ordinal) || literal.ToString().StartsWith("@$", StringComparison.Ordinal) ? "\"\""
            : "\\\"";
    }
}
