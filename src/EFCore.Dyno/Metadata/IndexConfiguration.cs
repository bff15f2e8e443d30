// How a secondary index was configured on an entity type, as kept (as JSON) in an annotation.

using System.Text.Json;

namespace EFCore.Dyno.Metadata;

internal sealed record IndexConfiguration
{
    public required string Name { get; init; }

    public required bool IsGlobal { get; init; }

    /// <summary>A <see cref="KeyConfiguration"/> as text; null for a local index, which has the table's partition key.</summary>
    public string? PartitionKey { get; init; }

    public string? SortKey { get; init; }

    public ProjectionType Projection { get; init; } = ProjectionType.ALL;

    /// <summary>The properties that an INCLUDE projection copies.</summary>
    public IReadOnlyList<string> IncludedProperties { get; init; } = [];

    public static IndexConfiguration Parse(string json) => JsonSerializer.Deserialize<IndexConfiguration>(json)!;

    public override string ToString() => JsonSerializer.Serialize(this);
}
