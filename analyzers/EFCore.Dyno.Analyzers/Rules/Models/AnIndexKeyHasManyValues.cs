// DYNO2013: the partition key of a global index has many values, so that the index takes the table's writes. Silent where it is sharded; a suggestion
// where the index has a condition, as it may be meant for a few items.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class AnIndexKeyHasManyValues : EntityRule
{
    public const string Id = "DYNO2013";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.IndexKeyFewTitle, Messages.IndexKeyFew, Categories.Design, DiagnosticSeverity.Warning, isEnabledByDefault: true, Messages.IndexKeyFewDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var index in entity.Indexes.Where(i => i.DeclaredBy == entity && i.IsGlobal))
        {
            if (Cardinality.Of(index.PartitionKeys) is { } cardinality)
            {
                // A key of several attributes has no place for a shard, and an attribute cannot say it.
                var place = index.PartitionKeys.Length == 1 ? Places.Behind(index.Location, "HasGlobalSecondaryIndex") : null;
                var ways = place is null ? new Ways() : new Ways().Add(0, Messages.ShardTheKey, new Change(place, APartitionKeyHasManyValues.Shards));
                yield return Create(
                    cardinality.IsCertain && index.Condition.IsEmpty,
                    index.Location ?? entity.Location,
                    APropertyForTheKey.AddTo(ways, entity, Places.Argument(index.Location, 1), index.PartitionKeys, index.SortKeys),
                    Messages.Key(index.PartitionKeys),
                    index.Name,
                    cardinality.Why);
            }
        }
    }
}
