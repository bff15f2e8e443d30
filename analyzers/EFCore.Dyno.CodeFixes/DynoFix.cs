// What every fix is: an action whose equivalence key is the fix's own name, so that Fix All takes the same way everywhere.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.CodeFixes;

internal abstract class DynoFix : CodeFixProvider
{
    /// <summary>The equivalence key: the class's name.</summary>
    public string Key => GetType().Name;

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            // The node that the fix is about: where the rule points to another place than it marks, that one.
            var place = diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location;
            if (place.SourceTree != diagnostic.Location.SourceTree || !root.FullSpan.Contains(place.SourceSpan))
            {
                place = diagnostic.Location;
            }

            var node = root.FindNode(place.SourceSpan, getInnermostNodeForTie: true);
            if (await OfferAsync(context.Document, diagnostic, node, context.CancellationToken).ConfigureAwait(false) is { } offer)
            {
                context.RegisterCodeFix(CodeAction.Create(offer.Title, offer.Change, Key), diagnostic);
            }
        }
    }

    /// <returns>The fix's title and work, or null where there is nothing to offer.</returns>
    protected abstract Task<Offer?> OfferAsync(Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancellationToken);

    protected sealed class Offer(string title, Func<CancellationToken, Task<Solution>> change)
    {
        public string Title { get; } = title;

        public Func<CancellationToken, Task<Solution>> Change { get; } = change;

        /// <summary>A fix that writes over some places of one document.</summary>
        public static Offer Of(string title, Document document, params TextChange[] changes) =>
            new(title, async token =>
            {
                var text = await document.GetTextAsync(token).ConfigureAwait(false);
                return document.WithText(text.WithChanges(changes.OrderBy(c => c.Span.Start).ThenBy(c => c.Span.Length))).Project.Solution;
            });
    }

    /// <summary>One of the ways out that a rule gives with its diagnostic; all that it changes stands in the diagnostic's own file.</summary>
    protected static Offer? OfWay(int way, Document document, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(Ways.Title(way), out var title))
        {
            return null;
        }

        var changes = new List<TextChange>();
        for (var i = 0; i < diagnostic.AdditionalLocations.Count; i++)
        {
            if (!diagnostic.Properties.TryGetValue(Ways.Text(way, i), out var text))
            {
                continue;
            }

            if (diagnostic.AdditionalLocations[i].SourceTree != diagnostic.Location.SourceTree)
            {
                return null;
            }

            changes.Add(new(diagnostic.AdditionalLocations[i].SourceSpan, text!));
        }

        return Offer.Of(title!, document, [.. changes]);
    }

    /// <summary>The ids of all rules: for fixes that ask the diagnostic whether it has what they need.</summary>
    protected static ImmutableArray<string> AllIds { get; } = [.. AllRules.Descriptors.Select(d => d.Id)];
}
