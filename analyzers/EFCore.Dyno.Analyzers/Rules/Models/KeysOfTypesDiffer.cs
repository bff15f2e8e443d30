// DYNO2006: types that share a table have the same key attributes, and keys that cannot meet. The provider asks the same of the same pieces (TemplatePieces).

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class KeysOfTypesDiffer : ModelRule
{
    public const string Id = "DYNO2006";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.KeysCollideTitle, Messages.Whole, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.KeysCollideDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts)
    {
        foreach (var table in model.Tables)
        {
            var roots = table.Where(e => e.Base is null).ToList();
            for (var i = 0; i < roots.Count; i++)
            {
                // Each type is told of once.
                if (roots.Take(i).Select(other => Judge(table.Key, other, roots[i])).FirstOrDefault(m => m is not null) is { } mistake)
                {
                    yield return Diagnostic.Create(Rule, roots[i].SortKeyLocation ?? roots[i].PartitionKeyLocation ?? roots[i].Location ?? Location.None, mistake);
                }
            }
        }
    }

    private static string? Judge(string table, EntityModel one, EntityModel two) =>
        !IsSame(one.PartitionKey, two.PartitionKey) || !IsSame(one.SortKey, two.SortKey) ? Messages.KeysDisagree(table, one, two)
        : AreDistinct(one.PartitionKey, two.PartitionKey) || (one.SortKey is not null && AreDistinct(one.SortKey, two.SortKey!)) ? null
        : IsContinued(one.SortKey, two.SortKey) || IsContinued(one.PartitionKey, two.PartitionKey) ? null
        : Messages.KeysCollide(table, one, two);

    private static bool IsSame(KeyShape? one, KeyShape? two) => one?.AttributeName == two?.AttributeName && one?.AttributeType == two?.AttributeType;

    private static bool AreDistinct(KeyShape one, KeyShape two) => TemplatePieces.AreDistinct(Pieces(one), Pieces(two));

    private static bool IsContinued(KeyShape? one, KeyShape? two) =>
        TemplatePieces.FollowedBy(Pieces(one), Pieces(two)) is not null || TemplatePieces.FollowedBy(Pieces(two), Pieces(one)) is not null;

    private static IReadOnlyList<TemplatePiece>? Pieces(KeyShape? key) =>
        key is { IsTemplate: true } ? [.. key.Segments.Select(s => new TemplatePiece(s.Literal, s.Property is not null))] : null;
}
