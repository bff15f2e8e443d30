// DYNO2019: an attribute name that somebody chose for the store is no reserved word. A property's own name is C#'s choice, and the provider quotes it: nothing is said of it.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class NamesAreNotReserved : EntityRule
{
    public const string Id = "DYNO2019";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.ReservedTitle, Messages.Reserved, Categories.Design, DiagnosticSeverity.Info, isEnabledByDefault: true, Messages.ReservedDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var property in entity.Properties)
        {
            if (property.AttributeName != property.Name && ReservedWords.Contains(property.AttributeName))
            {
                yield return Create(property.Location ?? entity.Location, property.AttributeName, property.Name);
            }
        }

        foreach (var (partitionKeys, sortKeys, index) in Keys(entity))
        {
            foreach (var key in partitionKeys.Concat(sortKeys).Where(k => k.IsTemplate && ReservedWords.Contains(k.AttributeName)))
            {
                var location = index is not null ? index.Location : partitionKeys.Contains(key) ? entity.PartitionKeyLocation : entity.SortKeyLocation;
                yield return Create(location ?? entity.Location, key.AttributeName, partitionKeys.Contains(key) ? "PK" : "SK");
            }
        }
    }
}
