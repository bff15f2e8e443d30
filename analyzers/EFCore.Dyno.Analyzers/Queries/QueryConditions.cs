// The parts of a query that rules speak of one by one, each with where it stands.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Queries;

/// <summary>A condition that must hold.</summary>
/// <param name="Operation">Where it is written.</param>
/// <param name="Filter">In the store's language, or null where the provider tests it.</param>
/// <param name="Step">The operator that says it; null for a query filter or the type's discriminator.</param>
/// <param name="Place">Its place among the predicates of the request.</param>
internal sealed record QueryCondition(IOperation? Operation, FilterNode? Filter, QueryStep? Step, int Place);

/// <summary>What rows are ordered by: a property, or null for what is computed.</summary>
internal sealed record QueryOrdering(PropertyModel? Property, bool Descending, QueryStep Step, IReadOnlyList<string> Attributes);

/// <summary>Work that the provider does after the store's.</summary>
internal sealed record ClientStep(string Text, QueryStep Step);
