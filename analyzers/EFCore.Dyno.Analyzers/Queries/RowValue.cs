// What an expression of a query's lambda stands for: an entity, a part of its item, a stored attribute, or an object made of such.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Queries;

internal abstract record RowValue;

/// <summary>The entity of a row.</summary>
/// <param name="Entity">Its type.</param>
/// <param name="Queried">The type that the query is over, from which this one may derive. Its keys and paths are of its own properties.</param>
internal sealed record EntityRow(EntityModel Entity, EntityModel Queried) : RowValue
{
    public PropertyModel? Find(string property) => Queried.Find(property) ?? Entity.Find(property);
}

/// <summary>A map inside the item: an owned or complex value.</summary>
internal sealed record PartRow(FieldPath Path) : RowValue;

/// <summary>A stored attribute.</summary>
internal sealed record FieldRow(FilterField Field) : RowValue;

/// <summary>An object made by a projection, with what its members were made of.</summary>
internal sealed record MadeRow(IReadOnlyDictionary<string, IOperation> Members) : RowValue;

/// <summary>Another entity that the row leads to.</summary>
internal sealed record RelatedRow : RowValue;

/// <summary>What is not followed: a group, a row of another source, a computed value.</summary>
internal sealed record OpaqueRow : RowValue
{
    public static OpaqueRow Instance { get; } = new();
}
