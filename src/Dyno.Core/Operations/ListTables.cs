// ListTables: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html

namespace Dyno;

/// <summary>Lists table names in order, a page at a time.</summary>
public sealed record ListTablesRequest
{
    /// <summary>Begin after this name; null for the beginning.</summary>
    public string? ExclusiveStartTableName { get; init; }

    /// <summary>The most names to return, 1 to 100; null for 100.</summary>
    public int? Limit { get; init; }
}

/// <summary>A page of table names.</summary>
public sealed record ListTablesResult
{
    /// <summary>The names, in order.</summary>
    public required IReadOnlyList<string> TableNames { get; init; }

    /// <summary>Where this page ended; null where there is no more.</summary>
    public string? LastEvaluatedTableName { get; init; }
}
