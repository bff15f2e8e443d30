// DYNO2020: the key of an item is one to one with the EF key: made of all of it, and of nothing else, in text that can be told apart. The provider's KeyRules ask the same.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class AKeyIsOneWithTheEntityKey : EntityRule
{
    public const string Id = "DYNO2020";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.EntityKeyTitle, Messages.Whole, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.EntityKeyDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var (partitionKeys, sortKeys, index) in Keys(entity))
        {
            foreach (var key in partitionKeys.Concat(sortKeys))
            {
                if (Adjacent(key) is var (first, second))
                {
                    yield return Create(LocationOf(entity, index, partitionKeys.Contains(key)), Messages.AdjacentHoles(key, first.Name, second.Name));
                }
            }
        }

        // A hierarchy has its root's key.
        if (entity.Base is not null || entity.EfKey.IsEmpty)
        {
            yield break;
        }

        var keys = entity.SortKey is null ? new[] { entity.PartitionKey } : [entity.PartitionKey, entity.SortKey];
        foreach (var key in keys)
        {
            var location = LocationOf(entity, null, key == entity.PartitionKey);
            foreach (var property in key.Properties.Where(p => !entity.EfKey.Contains(p)))
            {
                yield return Create(location, Messages.NotInEntityKey(property.Name, entity.Type.Name, key.Properties.Select(p => p.Name)));
            }

            foreach (var property in key.Segments.SelectMany(s => s.Shards?.By ?? []).Select(s => s.Property).Where(p => !entity.EfKey.Contains(p)))
            {
                yield return Create(location, Messages.ShardedByOther(property.Name, entity.Type.Name));
            }
        }

        foreach (var property in entity.EfKey.Where(p => !keys.Any(k => k.Properties.Contains(p))))
        {
            yield return Create(LocationOf(entity, null, isPartition: true), Messages.NotInItemKey(property.Name, entity.Type.Name));
        }
    }

    private static Location? LocationOf(EntityModel entity, IndexModel? index, bool isPartition) =>
        (index is not null ? index.Location : isPartition ? entity.PartitionKeyLocation ?? entity.SortKeyLocation : entity.SortKeyLocation ?? entity.PartitionKeyLocation)
        ?? entity.Location;

    private static (PropertyModel First, PropertyModel Second)? Adjacent(KeyShape key)
    {
        for (var i = 1; i < key.Segments.Count; i++)
        {
            if (key.Segments[i - 1] is { Property: { } first, Format: null } && key.Segments[i].Property is { } second)
            {
                return (first, second);
            }
        }

        return null;
    }
}
