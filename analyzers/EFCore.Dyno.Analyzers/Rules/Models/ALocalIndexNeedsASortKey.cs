// DYNO2008: a local index is on a table with a sort key.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ALocalIndexNeedsASortKey : EntityRule
{
    public const string Id = "DYNO2008";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.LocalSortKeyTitle, Messages.LocalSortKey, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.LocalSortKeyDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var index in entity.SortKey is not null ? [] : entity.Indexes.Where(i => !i.IsGlobal && i.DeclaredBy == entity))
        {
            var (place, remedy) = AGlobalIndexInstead.For(index, entity);
            yield return Create(isCertain: true, index.Location ?? entity.Location, place, remedy, index.Name, Messages.Table(entity));
        }
    }
}
