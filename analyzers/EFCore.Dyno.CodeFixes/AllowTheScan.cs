// Says AllowScan() where the query begins, for a scan that is meant.

using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.CodeFixes;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AllowTheScan)), Shared]
internal sealed class AllowTheScan : DynoFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["DYNO1001", "DYNO1002"];

    protected override async Task<Offer?> OfferAsync(Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || node is not ExpressionSyntax set || IsDeclaredAsSet(set))
        {
            return null;
        }

        // A DbSet can be enumerated asynchronously, an IQueryable must be told to.
        var text = set.Parent is ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } ? ".AllowScan().AsAsyncEnumerable()" : ".AllowScan()";
        var changes = new List<TextChange> { new(new TextSpan(set.Span.End, 0), text) };
        if (await Imports.AddAsync(document, "Microsoft.EntityFrameworkCore", "AllowScan", set, cancellationToken).ConfigureAwait(false) is { } import)
        {
            changes.Add(import);
        }

        return Offer.Of(Messages.AllowScan, document, [.. changes]);
    }

    // DbSet<Coupon> set = db.Coupons; would no longer compile.
    private static bool IsDeclaredAsSet(ExpressionSyntax set) =>
        set.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { IsVar: false } type } } }
        && type.ToString().Contains("DbSet");
}
