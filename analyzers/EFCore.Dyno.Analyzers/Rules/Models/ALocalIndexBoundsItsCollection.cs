// DYNO2010: a local index is a decision for the table's life: its item collections are bounded, and it is made with the table.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ALocalIndexBoundsItsCollection : EntityRule
{
    public const string Id = "DYNO2010";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.LocalBoundsTitle, Messages.LocalBounds, Categories.Design, DiagnosticSeverity.Info, isEnabledByDefault: true, Messages.LocalBoundsDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var index in entity.SortKey is null ? [] : entity.Indexes.Where(i => !i.IsGlobal && i.DeclaredBy == entity))
        {
            var (place, remedy) = AGlobalIndexInstead.For(index, entity);
            yield return Create(isCertain: true, index.Location ?? entity.Location, place, remedy, index.Name, Messages.Key([entity.PartitionKey]));
        }
    }
}
