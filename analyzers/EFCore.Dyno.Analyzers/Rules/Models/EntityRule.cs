// A rule that looks at each entity type of a model by itself, and what such rules share.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal abstract class EntityRule : ModelRule
{
    public sealed override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts) => model.Entities.SelectMany(e => Judge(e, facts));

    protected abstract IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts);

    /// <summary>A finding that is certain as the rule's own severity, and one that is only likely as a suggestion.</summary>
    protected Diagnostic Create(bool isCertain, Location? location, params object?[] arguments) => Diagnostic.Create(
        Descriptor, location ?? Location.None, isCertain ? Descriptor.DefaultSeverity : DiagnosticSeverity.Info, additionalLocations: null, properties: null, arguments);

    /// <summary>A finding with its way out, which is written at a place of its own or (null) over the finding's.</summary>
    protected Diagnostic Create(bool isCertain, Location? location, Location? place, ImmutableDictionary<string, string?> remedy, params object?[] arguments) => Diagnostic.Create(
        Descriptor,
        location ?? Location.None,
        isCertain ? Descriptor.DefaultSeverity : DiagnosticSeverity.Info,
        place is null ? null : [place],
        remedy,
        arguments);

    /// <summary>A finding with ways out, each of which may be written at several places.</summary>
    protected Diagnostic Create(bool isCertain, Location? location, Ways ways, params object?[] arguments) => Diagnostic.Create(
        Descriptor,
        location ?? Location.None,
        isCertain ? Descriptor.DefaultSeverity : DiagnosticSeverity.Info,
        ways.Places,
        ways.Properties,
        arguments);

    protected Diagnostic Create(Location? location, params object?[] arguments) => Create(isCertain: true, location, arguments);

    /// <summary>The keys of the table, where the type is the one that has them, and then those of the indexes that the type declares.</summary>
    protected static IEnumerable<(IReadOnlyList<KeyShape> PartitionKeys, IReadOnlyList<KeyShape> SortKeys, IndexModel? Index)> Keys(EntityModel entity)
    {
        if (entity.Base is null)
        {
            yield return ([entity.PartitionKey], entity.SortKey is { } sortKey ? [sortKey] : [], null);
        }

        foreach (var index in entity.Indexes.Where(i => i.DeclaredBy == entity))
        {
            yield return (index.IsGlobal ? index.PartitionKeys : [], index.SortKeys, index);
        }
    }
}
