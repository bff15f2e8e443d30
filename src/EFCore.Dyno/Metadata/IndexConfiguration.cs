// How a secondary index was configured on an entity type, as kept (as JSON) in an annotation.

using System.Text.Json;

namespace EFCore.Dyno.Metadata;

internal sealed record IndexConfiguration
{
    public required string Name { get; init; }

    public required bool IsGlobal { get; init; }

    /// <summary>
    /// A <see cref="KeyConfiguration"/> as text; null for a local index, which has the table's partition key. Composed properties are
    /// an attribute each here: DynamoDB's indexes have keys of several.
    /// </summary>
    public string? PartitionKey { get; init; }

    public string? SortKey { get; init; }

    public ProjectionType Projection { get; init; } = ProjectionType.ALL;

    /// <summary>The properties that an INCLUDE projection copies.</summary>
    public IReadOnlyList<string> IncludedProperties { get; init; } = [];

    /// <summary>A global index's own units on a provisioned table; null for the table's.</summary>
    public ProvisionedThroughput? Provisioned { get; init; }

    public OnDemandThroughput? OnDemand { get; init; }

    public WarmThroughput? Warm { get; init; }

    /// <summary>How a global index's partition key is sharded; null for not.</summary>
    public ShardConfiguration? Shards { get; init; }

    /// <summary>What an entity must be like to be in the index: all of these hold; none for every entity.</summary>
    public IReadOnlyList<ComparisonConfiguration> Condition { get; init; } = [];

    /// <summary>A global index whose partition key is the first property and whose sort key are the others.</summary>
    /// <param name="name">Null for "By" and the names.</param>
    /// <param name="properties">At least one.</param>
    public static IndexConfiguration OfProperties(string? name, IReadOnlyList<string> properties) => new()
    {
        Name = name ?? "By" + string.Concat(properties),
        IsGlobal = true,
        PartitionKey = KeyConfiguration.OfProperty(properties[0]).ToString(),
        SortKey = properties.Count switch
        {
            1 => null,
            2 => KeyConfiguration.OfProperty(properties[1]).ToString(),
            _ => KeyConfiguration.OfComposed([.. properties.Skip(1)]).ToString(),
        },
    };

    public static IndexConfiguration Parse(string json) => JsonSerializer.Deserialize<IndexConfiguration>(json)!;

    public override string ToString() => JsonSerializer.Serialize(this);
}
