// The relationships of a context: what is configured, completed by EF Core's conventions. What is not certain is left out: many to many, one to one without a
// HasForeignKey that names the dependents, navigations that could pair in several ways, and whatever has to do with a type that is not known.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal static class Relationships
{
    private const string DeleteBehaviorAttribute = "Microsoft.EntityFrameworkCore.DeleteBehaviorAttribute";
    private const string MaybeNullAttribute = "System.Diagnostics.CodeAnalysis.MaybeNullAttribute";

    public static IReadOnlyList<RelationshipModel> Of(ContextModel context, IReadOnlyCollection<RelationshipConfiguration> configured)
    {
        var found = new List<RelationshipModel>();
        foreach (var ends in RelationshipEnds.Of(context, configured))
        {
            if (ForeignKeys.Of(ends) is { } foreignKey && OnDelete(ends, foreignKey) is { } onDelete)
            {
                found.Add(new(ends.Dependent, ends.Principal, ends.ToPrincipal, ends.ToDependents, [.. foreignKey], onDelete, LocationOf(ends)));
            }
        }

        // A foreign key of two relationships is one that conventions moved to another property.
        return [.. found.GroupBy(r => (r.Dependent.Root, string.Join(" ", r.ForeignKey.Select(p => p.Name)))).Where(g => g.Count() == 1).SelectMany(g => g)];
    }

    private static DeleteBehavior? OnDelete(RelationshipEnds ends, IReadOnlyList<PropertyModel> foreignKey)
    {
        if (ends.Said?.OnDelete is { } said)
        {
            return said;
        }

        var attributes = new[] { ends.ToPrincipal, ends.ToDependents }.Select(n => n?.Symbol?.Attribute(DeleteBehaviorAttribute)).OfType<AttributeData>().ToList();
        return attributes.Count > 1 ? null
            : attributes is [var attribute] ? attribute.ConstructorArguments is [{ Value: int behavior }] ? (DeleteBehavior)behavior : null
            : IsRequired(ends, foreignKey) is not { } isRequired ? null
            : isRequired ? DeleteBehavior.Cascade
            : DeleteBehavior.ClientSetNull;
    }

    /// <summary>Whether a dependent has a principal; null where two say different things.</summary>
    private static bool? IsRequired(RelationshipEnds ends, IReadOnlyList<PropertyModel> foreignKey)
    {
        var isByKey = foreignKey.All(p => !p.IsNullable);
        if (ends.Said?.IsRequired is { } said)
        {
            return said || !isByKey ? said : null;
        }

        if (isByKey)
        {
            return true;
        }

        // A navigation that is never null makes a foreign key required that convention itself makes, and one of the class by rules of its own.
        var navigation = ends.ToPrincipal?.Symbol;
        return navigation is null || (navigation.Attribute(WellKnown.RequiredAttribute) is null && navigation.NullableAnnotation != NullableAnnotation.NotAnnotated) ? false
            : navigation.Attribute(MaybeNullAttribute) is not null || foreignKey.Any(p => ends.Dependent.Find(p.Name) is not null) ? null
            : true;
    }

    private static Location? LocationOf(RelationshipEnds ends) => ends.Said?.Location
        ?? SourceOf(ends.ToPrincipal, ends.Dependent) ?? SourceOf(ends.ToDependents, ends.Principal) ?? ends.Dependent.Location;

    private static Location? SourceOf(NavigationModel? navigation, EntityModel entity) =>
        navigation?.Symbol is { } symbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, entity.Context.Type.ContainingAssembly)
            ? symbol.Locations.FirstOrDefault(l => l.IsInSource)
            : null;
}
