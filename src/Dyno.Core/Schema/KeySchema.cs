// The key of a table or index: which attributes, in which part.

namespace Dyno;

/// <summary>The part of a key that an attribute belongs to.</summary>
public enum KeyType
{
    /// <summary>The partition key.</summary>
    HASH,

    /// <summary>The sort key.</summary>
    RANGE,
}

/// <summary>One attribute of a key.</summary>
/// <param name="AttributeName">The attribute.</param>
/// <param name="KeyType">Its part of the key.</param>
public sealed record KeySchemaElement(string AttributeName, KeyType KeyType);

/// <summary>The declared type of a key attribute.</summary>
/// <param name="AttributeName">The attribute.</param>
/// <param name="AttributeType">S, N or B.</param>
public sealed record AttributeDefinition(string AttributeName, AttributeType AttributeType);
