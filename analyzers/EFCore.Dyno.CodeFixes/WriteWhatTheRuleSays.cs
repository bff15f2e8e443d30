// Writes the text that the rule gives with its diagnostic (Remedy.Text) in place of what it points at, or the texts of the first of its ways out (Ways).

using System.Collections.Immutable;
using System.Composition;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.CodeFixes;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteWhatTheRuleSays)), Shared]
internal sealed class WriteWhatTheRuleSays : DynoFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => AllIds;

    protected override Task<Offer?> OfferAsync(Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancellationToken)
    {
        var place = diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location;
        return diagnostic.Properties.TryGetValue(Remedy.Text, out var text) && place.SourceTree == diagnostic.Location.SourceTree
            ? Task.FromResult<Offer?>(Offer.Of(diagnostic.Properties[Remedy.TextTitle]!, document, new TextChange(place.SourceSpan, text!)))
            : Task.FromResult(OfWay(0, document, diagnostic));
    }
}
