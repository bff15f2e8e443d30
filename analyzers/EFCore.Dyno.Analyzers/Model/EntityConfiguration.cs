// What the fluent configuration says of one entity type, as it is read. Uncertain: something was said that is not understood.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class EntityConfiguration(INamedTypeSymbol type)
{
    public INamedTypeSymbol Type { get; } = type;

    public bool IsUncertain { get; set; }

    public string? DbSetName { get; set; }

    public string? TableName { get; set; }

    public IReadOnlyList<string>? Key { get; set; }

    public KeyShape? PartitionKey { get; set; }

    public KeyShape? SortKey { get; set; }

    public List<IndexModel> GlobalIndexes { get; } = [];

    public List<string> LocalIndexes { get; } = [];

    public HashSet<string> FixedByFilters { get; } = new(StringComparer.Ordinal);
}
