// A key attribute as the planner's rules see it, from what is known of the model: the counterpart of the provider's own, with the same members.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

/// <summary>One piece: literal text, a property with its format, or a shard.</summary>
internal sealed record KeyShapeSegment(string? Literal, PropertyModel? Property, string? Format = null, ShardSegment? Shards = null);

/// <param name="AttributeName">The attribute that holds the key.</param>
/// <param name="AttributeType">What type the attribute has.</param>
/// <param name="Segments">In order; one of a property without text around it for a key that is a property alone.</param>
/// <param name="IsTemplate">The attribute's text is put together, also where it is of one property.</param>
internal sealed record KeyShape(string AttributeName, AttributeType AttributeType, IReadOnlyList<KeyShapeSegment> Segments, bool IsTemplate)
{
    /// <summary>The property that the key is, or null for a template.</summary>
    public PropertyModel? Property => IsTemplate ? null : Segments[0].Property;

    public IEnumerable<PropertyModel> Properties => Segments.Where(s => s.Property is not null).Select(s => s.Property!);

    /// <summary>What every key begins with; empty for none.</summary>
    public string LiteralPrefix => Segments.Count > 0 ? Segments[0].Literal ?? "" : "";

    public static KeyShape Of(PropertyModel property) => new(property.AttributeName, property.AttributeType, [new(null, property)], IsTemplate: false);

    public bool Equals(KeyShape? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => Property is { } property
        ? property.Name
        : $"\"{string.Concat(Segments.Select(s => s.Literal ?? s.Shards?.ToString() ?? $"{{{s.Property!.Name}}}"))}\"";
}
