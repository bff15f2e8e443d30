// DYNO2002: a property that is a key by itself is stored as text, a number or binary. Templates are text, whatever is in them.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class AKeyIsTextNumberOrBytes : EntityRule
{
    public const string Id = "DYNO2002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.KeyTypeTitle, Messages.KeyType, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.KeyTypeDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var (partitionKeys, sortKeys, index) in Keys(entity))
        {
            foreach (var key in partitionKeys.Concat(sortKeys))
            {
                if (key.Property is not { } property || key.AttributeType is AttributeType.S or AttributeType.N or AttributeType.B)
                {
                    continue;
                }

                var isPartition = partitionKeys.Contains(key);
                var location = index?.Location ?? (isPartition ? entity.PartitionKeyLocation : entity.SortKeyLocation) ?? entity.Location;
                yield return Create(location, property.Name, Messages.KeyPart(isPartition, index?.Name, entity), key.AttributeType.ToString());
            }
        }
    }
}
