// What is told of a context's model: plain values, which either the provider or the analyzers fill and the analyzers read.

namespace EFCore.Dyno.Design;

internal sealed record ContextDescription
{
    /// <summary>The name of the context's class as reflection has it: <c>Shop.Data.ShopContext</c>, with + before nested classes.</summary>
    public required string Type { get; init; }

    public bool IsRemote { get; init; }

    public IReadOnlyList<EntityDescription> Entities { get; init; } = [];

    /// <summary>The tables in which types may live that are not described; null for any.</summary>
    public IReadOnlyList<string?> Unresolved { get; init; } = [];
}

internal sealed record EntityDescription
{
    public required string Type { get; init; }

    public string? Base { get; init; }

    /// <summary>Null where it is not certain.</summary>
    public string? Table { get; init; }

    /// <summary>The EF key.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    public required KeyDescription PartitionKey { get; init; }

    public KeyDescription? SortKey { get; init; }

    public bool IsKeyConfigured { get; init; }

    public IReadOnlyList<PropertyDescription> Properties { get; init; } = [];

    public IReadOnlyList<NavigationDescription> Navigations { get; init; } = [];

    public IReadOnlyList<IndexDescription> Indexes { get; init; } = [];

    public string? TimeToLive { get; init; }

    public string? Discriminator { get; init; }

    public IReadOnlyList<string> DiscriminatorValues { get; init; } = [];

    public bool HasFilters { get; init; }
}

/// <summary>A key attribute: a property, or text that is put together.</summary>
internal sealed record KeyDescription
{
    /// <summary>The property that the key is; null for a template.</summary>
    public string? Property { get; init; }

    public string? Attribute { get; init; }

    public IReadOnlyList<KeyPieceDescription> Pieces { get; init; } = [];
}

/// <summary>Literal text, a property with its format, or shards.</summary>
internal sealed record KeyPieceDescription(string? Literal, string? Property = null, string? Format = null, int? Shards = null, IReadOnlyList<string>? By = null);

internal sealed record PropertyDescription
{
    public required string Name { get; init; }

    public required string Attribute { get; init; }

    /// <summary>DynamoDB's name of the type as which it is stored: S, N, B, BOOL, L, SS …</summary>
    public required string StoredAs { get; init; }

    /// <summary>Of a property that the class does not have: its type, without Nullable.</summary>
    public string? ShadowType { get; init; }

    public bool IsNullable { get; init; }

    public bool IsConverted { get; init; }

    public int? MaxLength { get; init; }

    public bool IsConcurrencyToken { get; init; }
}

internal sealed record NavigationDescription
{
    public required string Name { get; init; }

    public required string Target { get; init; }

    public bool IsCollection { get; init; }

    public bool IsOwned { get; init; }

    public bool IsComplex { get; init; }

    public required string Attribute { get; init; }
}

internal sealed record IndexDescription
{
    public required string Name { get; init; }

    public bool IsLocal { get; init; }

    public IReadOnlyList<KeyDescription> PartitionKeys { get; init; } = [];

    public IReadOnlyList<KeyDescription> SortKeys { get; init; } = [];

    /// <summary>ALL, KEYS_ONLY or INCLUDE.</summary>
    public string Projection { get; init; } = "ALL";

    public IReadOnlyList<string> Included { get; init; } = [];

    public IReadOnlyList<ComparisonDescription> Condition { get; init; } = [];
}

/// <param name="Property">The property that is compared.</param>
/// <param name="Operator">As in C#; "?" where the constant has no form here.</param>
/// <param name="Value">Text, a decimal number, a boolean or null.</param>
internal sealed record ComparisonDescription(string Property, string Operator, object? Value);
