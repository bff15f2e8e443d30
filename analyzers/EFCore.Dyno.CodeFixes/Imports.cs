// Adds the using directive of an extension method's namespace where the method cannot be called yet.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.CodeFixes;

internal static class Imports
{
    /// <returns>What to insert, or null where the method is in scope.</returns>
    public static async Task<TextChange?> AddAsync(
        Document document, string space, string method, ExpressionSyntax receiver, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit
            || model?.GetTypeInfo(receiver, cancellationToken).Type is not { } type
            || !model.LookupSymbols(receiver.SpanStart, type, method, includeReducedExtensionMethods: true).IsEmpty)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var newLine = NewLineOf(text);
        var before = unit.Usings.FirstOrDefault(u => u.Alias is null && string.CompareOrdinal(Order(u.Name?.ToString()), Order(space)) > 0);
        var position = before?.SpanStart
            ?? unit.Usings.LastOrDefault()?.FullSpan.End
            ?? unit.Members.FirstOrDefault()?.SpanStart
            ?? 0;
        return new TextChange(new TextSpan(position, 0), $"using {space};{newLine}{(unit.Usings.Count == 0 ? newLine : "")}");
    }

    /// <summary>The line ends that a file has.</summary>
    public static string NewLineOf(SourceText text)
    {
        var line = text.Lines[0];
        return line.EndIncludingLineBreak > line.End ? text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) : "\n";
    }

    // System stands first.
    private static string Order(string? space) => space is null ? "" : space == "System" || space.StartsWith("System.", StringComparison.Ordinal) ? " " + space : space;
}
