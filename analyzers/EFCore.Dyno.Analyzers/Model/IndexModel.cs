// A secondary index of an entity type, as its configuration says.

using System.Collections.Immutable;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal enum ProjectionKind
{
    All,
    KeysOnly,
    Include,
}

internal sealed class IndexModel(
    string name, bool isGlobal, ImmutableArray<KeyShape> partitionKeys, ImmutableArray<KeyShape> sortKeys, EntityModel declaredBy)
{
    public string Name { get; } = name;

    public bool IsGlobal { get; } = isGlobal;

    /// <summary>The table's for a local index; several where the key has several attributes.</summary>
    public ImmutableArray<KeyShape> PartitionKeys { get; } = partitionKeys;

    public ImmutableArray<KeyShape> SortKeys { get; } = sortKeys;

    public ProjectionKind Projection { get; set; }

    /// <summary>The names of the members that an Include projection copies beside the keys.</summary>
    public ImmutableArray<string> Included { get; set; } = [];

    /// <summary>What an entity must be like to be in the index; empty for all.</summary>
    public ImmutableArray<IndexComparison> Condition { get; set; } = [];

    public EntityModel DeclaredBy { get; } = declaredBy;

    /// <summary>The call or attribute that declares it; null for one of another assembly.</summary>
    public Location? Location { get; set; }

    public override string ToString() => Name;
}
