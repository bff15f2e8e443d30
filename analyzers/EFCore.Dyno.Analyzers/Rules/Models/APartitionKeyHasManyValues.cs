// DYNO2003: a partition key has many values, so that traffic spreads. Silent where few values are few items: without a sort key, or with one that itself
// has few values, a table holds settings or a list of codes; and where the key is sharded. A name alone, and a table of settings, is a suggestion.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class APartitionKeyHasManyValues : EntityRule
{
    public const string Id = "DYNO2003";

    internal const string Shards = ".WithShards(10)";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.PartitionKeyFewTitle, Messages.PartitionKeyFew, Categories.Design, DiagnosticSeverity.Warning, isEnabledByDefault: true, Messages.PartitionKeyFewDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        if (entity.Base is not null || entity.SortKey is not { } sortKey || Cardinality.Of([sortKey]) is { IsDates: false })
        {
            yield break;
        }

        var cardinality = Cardinality.Of([entity.PartitionKey]) ?? TenantOfOne.In(entity);
        if (cardinality is not null)
        {
            // Behind the call that makes the key, or where the type is configured.
            var place = Places.Behind(entity.PartitionKeyLocation, "HasPartitionKey");
            var isCertain = cardinality.IsCertain && !PropertyWords.IsSettings(entity.Type.Name);
            object?[] said = [Messages.Key([entity.PartitionKey]), Messages.Table(entity), cardinality.Why];
            yield return place is null
                ? Create(
                    isCertain,
                    entity.PartitionKeyLocation ?? entity.Location,
                    null,
                    Remedy.None.Configure(Messages.ShardTheKey, entity.Context.Type, entity.Type, Shards.Substring(1)),
                    said)
                : Create(isCertain, entity.PartitionKeyLocation, WaysOut(entity, place), said);
        }
    }

    // What the EF key is made of by itself follows the item's key; one that was chosen does not have the property.
    private static Ways WaysOut(EntityModel entity, Location shards)
    {
        var ways = new Ways().Add(0, Messages.ShardTheKey, new Change(shards, Shards));
        return entity.Configuration is { Key: null, PartitionKey.Location: { } place, SortKey: not null } && entity.SortKey is { } sortKey
            ? APropertyForTheKey.AddTo(ways, entity, place, [entity.PartitionKey], [sortKey])
            : ways;
    }
}
