// DYNO2001: an entity type has a partition key: configured for its root, or what its sort key leaves of the EF key. EF Core or the provider refuses other models.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class AnEntityHasAPartitionKey : ModelRule
{
    public const string Id = "DYNO2001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.NoKeyTitle, Messages.Whole, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.NoKeyDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts)
    {
        foreach (var entity in model.Configurations)
        {
            // A class that nobody named may not be an entity type at all.
            var location = entity.PartitionKey?.Location ?? entity.SortKey?.Location ?? entity.KeyLocation ?? entity.Location
                ?? entity.DbSets.SelectMany(s => s.Locations).FirstOrDefault(l => l.IsInSource);
            if (location is not null && !entity.IsUncertain && !entity.HasNoKey && !entity.HasQuery && Judge(entity, model) is { } mistake)
            {
                yield return Diagnostic.Create(Rule, location, mistake);
            }
        }
    }

    private static string? Judge(EntityConfiguration entity, ContextModel model)
    {
        var name = entity.Type.Name;
        if (RootOf(entity, model) is { } root && root != entity)
        {
            // What an attribute says of the root is said once.
            return (entity.PartitionKey ?? entity.SortKey) is { Location: { } said } && said != root.PartitionKey?.Location && said != root.SortKey?.Location
                ? Messages.KeyOfDerived(name, root.Type.Name)
                : null;
        }

        if (entity.PartitionKey is not null)
        {
            return null;
        }

        var used = entity.SortKey?.PropertyNames.ToList() ?? [];
        if (entity.Key is { } key)
        {
            var rest = key.Except(used).Count();
            return rest == 0 || (entity.SortKey is not null && rest > 1) ? Messages.NothingLeft(name, key) : null;
        }

        // By convention Id, or the class's name and Id; what looks like one may be.
        var hasId = TypeMembers.Of(entity.Type).Select(p => p.Name).Concat(entity.Properties.Keys).Except(used)
            .Any(n => n.Equals("Id", StringComparison.OrdinalIgnoreCase) || n.Equals(name + "Id", StringComparison.OrdinalIgnoreCase));
        return hasId || entity.Type.BaseType is { TypeKind: TypeKind.Error } ? null
            : entity.SortKey is null ? Messages.NoKey(name)
            : Messages.NothingLeft(name, used);
    }

    private static EntityConfiguration? RootOf(EntityConfiguration entity, ContextModel model)
    {
        EntityConfiguration? root = null;
        for (INamedTypeSymbol? type = entity.Type; type is not null; type = type.BaseType)
        {
            root = model.Configurations.FirstOrDefault(c => SymbolEqualityComparer.Default.Equals(c.Type, type)) ?? root;
        }

        return root;
    }
}
