// Which attributes an index copies.

namespace Dyno;

/// <summary>How much of an item an index copies.</summary>
public enum ProjectionType
{
    /// <summary>Every attribute.</summary>
    ALL,

    /// <summary>The keys of table and index only.</summary>
    KEYS_ONLY,

    /// <summary>The keys and the named attributes.</summary>
    INCLUDE,
}

/// <summary>Which attributes an index copies.</summary>
public sealed record Projection
{
    /// <summary>How much.</summary>
    public ProjectionType ProjectionType { get; init; } = ProjectionType.ALL;

    /// <summary>With <see cref="ProjectionType.INCLUDE"/>, the attributes beside the keys.</summary>
    public IReadOnlyList<string> NonKeyAttributes { get; init; } = [];

    /// <summary>Every attribute.</summary>
    public static Projection All { get; } = new();

    /// <summary>The keys only.</summary>
    public static Projection KeysOnly { get; } = new() { ProjectionType = ProjectionType.KEYS_ONLY };

    /// <summary>The keys and these attributes.</summary>
    public static Projection Include(params IReadOnlyList<string> attributes) =>
        new() { ProjectionType = ProjectionType.INCLUDE, NonKeyAttributes = attributes };
}
