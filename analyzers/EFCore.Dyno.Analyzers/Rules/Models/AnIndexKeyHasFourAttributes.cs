// DYNO2016: each part of a global index's key has at most four attributes, and of a local one's one.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class AnIndexKeyHasFourAttributes : EntityRule
{
    public const string Id = "DYNO2016";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.KeyAttributesTitle, Messages.Whole, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.KeyAttributesDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var index in entity.Indexes.Where(i => i.DeclaredBy == entity))
        {
            var location = index.Location ?? entity.Location;
            if (index.IsGlobal && index.PartitionKeys.Length > Limits.IndexKeyAttributes)
            {
                yield return Create(isCertain: true, location, ATemplateOfMembers.For(index, 1), Messages.KeyAttributes(index.Name, "partition", index.PartitionKeys.Length));
            }

            if (index.IsGlobal && index.SortKeys.Length > Limits.IndexKeyAttributes)
            {
                yield return Create(isCertain: true, location, ATemplateOfMembers.For(index, 2), Messages.KeyAttributes(index.Name, "sort", index.SortKeys.Length));
            }

            if (!index.IsGlobal && index.SortKeys.Length > 1)
            {
                yield return Create(isCertain: true, location, ATemplateOfMembers.For(index, 1), Messages.LocalKeyAttributes(index.Name));
            }
        }
    }
}
