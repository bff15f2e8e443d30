// The two ends of a relationship, and what was said of it, before its foreign key is known: from what is configured, and from navigations that are not.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

/// <param name="Dependent">The type that has the foreign key.</param>
/// <param name="Principal">The type whose key that is.</param>
/// <param name="ToPrincipal">The dependent's navigation; null for none.</param>
/// <param name="ToDependents">The principal's navigation; null for none.</param>
/// <param name="Said">What is configured; null where convention alone makes it.</param>
/// <param name="IsOneOfSeveral">There are others between the two types, so that their names do not tell whose a foreign key is.</param>
internal sealed record RelationshipEnds(
    EntityModel Dependent, EntityModel Principal, NavigationModel? ToPrincipal, NavigationModel? ToDependents, RelationshipConfiguration? Said, bool IsOneOfSeveral = false)
{
    private const string InversePropertyAttribute = "System.ComponentModel.DataAnnotations.Schema.InversePropertyAttribute";

    /// <summary>Those of a context, as far as they are certain.</summary>
    public static IReadOnlyList<RelationshipEnds> Of(ContextModel context, IReadOnlyCollection<RelationshipConfiguration> configured)
    {
        // Between these hierarchies what is not configured is not judged: the rest of their navigations pair in ways of their own.
        var pairs = new HashSet<(EntityModel, EntityModel)>();
        var said = new List<RelationshipEnds>();
        foreach (var relationship in configured)
        {
            if (context.Find(relationship.Type) is not { } type || context.Find(relationship.Other) is not { } other)
            {
                continue;
            }

            pairs.Add((type.Root, other.Root));
            pairs.Add((other.Root, type.Root));
            if (Of(relationship, type, other) is { } ends)
            {
                said.Add(ends);
            }
        }

        // What is configured twice may be one relationship or two.
        var once = said.GroupBy(e => (e.Dependent.Root, e.Principal.Root)).Where(g => g.Count() == 1 || AreDistinct([.. g])).SelectMany(g => g);
        return [.. once.Where(e => e.Said!.IsUncertain is false), .. ByConvention(context, pairs)];
    }

    private static bool AreDistinct(List<RelationshipEnds> all) =>
        all.All(e => e.ToPrincipal is not null && e.Said!.ForeignKey is not null)
        && all.Select(e => e.ToPrincipal).Distinct().Count() == all.Count
        && all.Select(e => e.ToDependents).OfType<NavigationModel>() is var back && back.Distinct().Count() == back.Count();

    private static RelationshipEnds? Of(RelationshipConfiguration said, EntityModel type, EntityModel other)
    {
        var navigation = said.Navigation is null ? null : type.FindNavigation(said.Navigation);
        var inverse = said.Inverse is null ? null : other.FindNavigation(said.Inverse);
        if ((navigation is null && said.Navigation is not null) || (inverse is null && said.Inverse is not null) || said.IsInverseCollection is not { } isMany
            || (said.IsCollection && isMany))
        {
            return null;
        }

        // Of one to one, what HasForeignKey says.
        var isDependent = isMany || (!said.IsCollection && said.Dependent is { } dependent && SymbolEqualityComparer.Default.Equals(dependent, type.Type));
        var isPrincipal = said.IsCollection || (!isMany && said.Dependent is { } named && SymbolEqualityComparer.Default.Equals(named, other.Type));
        return isDependent == isPrincipal ? null
            : isDependent ? new(type, other, navigation, inverse, said)
            : new(other, type, inverse, navigation, said);
    }

    private static IEnumerable<RelationshipEnds> ByConvention(ContextModel context, HashSet<(EntityModel, EntityModel)> configured)
    {
        var navigations =
            from entity in context.Entities
            from navigation in entity.Navigations
            where !navigation.IsEmbedded && entity.Base?.FindNavigation(navigation.Name) is null
            let target = context.Find(navigation.Target)
            where target is not null && !configured.Contains((entity.Root, target.Root))
            select (Entity: entity, Target: target, Navigation: navigation);

        // Both directions together.
        var all = navigations.ToList();
        foreach (var pair in all.GroupBy(n => (n.Entity.Root, n.Target.Root)).ToList())
        {
            var (one, other) = pair.Key;
            var back = one == other ? [] : all.Where(n => n.Entity.Root == other && n.Target.Root == one).ToList();
            if (pair.Concat(back).Any(n => n.Navigation.Symbol?.Attribute(InversePropertyAttribute) is not null))
            {
                continue;
            }

            var references = pair.Where(n => !n.Navigation.IsCollection).ToList();
            var collections = (one == other ? pair : back.AsEnumerable()).Where(n => n.Navigation.IsCollection).ToList();
            var others = (one == other ? [] : pair.Where(n => n.Navigation.IsCollection).Concat(back.Where(n => !n.Navigation.IsCollection))).ToList();
            if (others.Count > 0)
            {
                // The other way around it is looked at as well; many to many and one to one are not.
                continue;
            }

            if (references is [var reference] && collections is [var collection])
            {
                if (reference.Entity == collection.Target && reference.Target == collection.Entity)
                {
                    yield return new(reference.Entity, reference.Target, reference.Navigation, collection.Navigation, null);
                }
            }
            else if (collections.Count == 0)
            {
                foreach (var single in references)
                {
                    yield return new(single.Entity, single.Target, single.Navigation, null, null, references.Count > 1);
                }
            }
        }

        // A collection that nothing leads back from.
        foreach (var pair in all.GroupBy(n => (n.Entity.Root, n.Target.Root)))
        {
            var (one, other) = pair.Key;
            if (pair.ToList() is [{ Navigation.IsCollection: true } only] && (one == other || !all.Any(n => n.Entity.Root == other && n.Target.Root == one))
                && only.Navigation.Symbol?.Attribute(InversePropertyAttribute) is null)
            {
                yield return new(only.Target, only.Entity, null, only.Navigation, null);
            }
        }
    }
}
