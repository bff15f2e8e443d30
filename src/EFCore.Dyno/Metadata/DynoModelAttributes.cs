// Configuration by attributes on entity classes and their properties.

namespace Microsoft.EntityFrameworkCore;

/// <summary>Stores the class in this DynamoDB table.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DynoTableAttribute(string name) : Attribute
{
    /// <summary>The table's name.</summary>
    public string Name { get; } = name;
}

/// <summary>Stores the property in the DynamoDB attribute of this name.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DynoAttributeAttribute(string name) : Attribute
{
    /// <summary>The attribute's name.</summary>
    public string Name { get; } = name;
}

/// <summary>On a property: it is the partition key. On a class: the partition key is computed by a template such as <c>"CUSTOMER#{CustomerId}"</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class PartitionKeyAttribute(string? template = null) : Attribute
{
    /// <summary>The template, or on a property null for its own value.</summary>
    public string? Template { get; } = template;

    /// <summary>The attribute that a template writes; by default PK.</summary>
    public string? AttributeName { get; init; }
}

/// <summary>On a property: it is the sort key. On a class: the sort key is computed by a template such as <c>"ORDER#{OrderId}"</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class SortKeyAttribute(string? template = null) : Attribute
{
    /// <summary>The template, or on a property null for its own value.</summary>
    public string? Template { get; } = template;

    /// <summary>The attribute that a template writes; by default SK.</summary>
    public string? AttributeName { get; init; }
}

/// <summary>Adds a global secondary index; keys are property names or templates.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GlobalSecondaryIndexAttribute(string name, string partitionKey, string? sortKey = null) : Attribute
{
    /// <summary>The index's name.</summary>
    public string Name { get; } = name;

    /// <summary>A property's name or a template.</summary>
    public string PartitionKey { get; } = partitionKey;

    /// <summary>A property's name or a template, or null.</summary>
    public string? SortKey { get; } = sortKey;

    /// <summary>The properties that the index copies besides keys; null for all, empty for none.</summary>
    public string[]? Projects { get; init; }
}

/// <summary>Adds a local secondary index; the sort key is a property's name or a template.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class LocalSecondaryIndexAttribute(string name, string sortKey) : Attribute
{
    /// <summary>The index's name.</summary>
    public string Name { get; } = name;

    /// <summary>A property's name or a template.</summary>
    public string SortKey { get; } = sortKey;

    /// <summary>The properties that the index copies besides keys; null for all, empty for none.</summary>
    public string[]? Projects { get; init; }
}
