// Writes the texts of the second of a rule's ways out (Ways): a fix of its own, so that Fix All takes it everywhere or nowhere.

using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EFCore.Dyno.CodeFixes;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteTheOtherWay)), Shared]
internal sealed class WriteTheOtherWay : DynoFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => AllIds;

    protected override Task<Offer?> OfferAsync(Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancellationToken) =>
        Task.FromResult(OfWay(1, document, diagnostic));
}
