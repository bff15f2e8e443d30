// A relationship of two entity types that is known for certain: which are the dependents, what their foreign key is, and what becomes of them with their principal.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

/// <param name="Dependent">The type that has the foreign key.</param>
/// <param name="Principal">The type whose key that is.</param>
/// <param name="ToPrincipal">The dependent's navigation; null for none.</param>
/// <param name="ToDependents">The principal's navigation; null for none.</param>
/// <param name="ForeignKey">In the order of the principal's key. A shadow property that convention makes is none of the dependent's <see cref="EntityModel.Properties"/>.</param>
/// <param name="OnDelete">As configured, or by convention.</param>
/// <param name="Location">Where it is configured, or the navigation that makes it; null where that is not in source.</param>
internal sealed record RelationshipModel(
    EntityModel Dependent,
    EntityModel Principal,
    NavigationModel? ToPrincipal,
    NavigationModel? ToDependents,
    ImmutableArray<PropertyModel> ForeignKey,
    DeleteBehavior OnDelete,
    Location? Location);
