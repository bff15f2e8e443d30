// What all requests and several results have in common.

namespace Dyno;

/// <summary>How much the answer says of consumed capacity.</summary>
public enum ReturnConsumedCapacity
{
    /// <summary>Nothing.</summary>
    NONE,

    /// <summary>The total of each table.</summary>
    TOTAL,

    /// <summary>The total, the table's own and each index's.</summary>
    INDEXES,
}

/// <summary>What a write returns of the item.</summary>
public enum ReturnValue
{
    /// <summary>Nothing.</summary>
    NONE,

    /// <summary>The item as it was.</summary>
    ALL_OLD,

    /// <summary>The changed attributes as they were.</summary>
    UPDATED_OLD,

    /// <summary>The item as it is.</summary>
    ALL_NEW,

    /// <summary>The changed attributes as they are.</summary>
    UPDATED_NEW,
}

/// <summary>What a write whose condition failed returns of the item.</summary>
public enum ReturnValuesOnConditionCheckFailure
{
    /// <summary>Nothing.</summary>
    NONE,

    /// <summary>The item as it stands.</summary>
    ALL_OLD,
}

/// <summary>What a Query or Scan returns.</summary>
public enum Select
{
    /// <summary>Every attribute of the item.</summary>
    ALL_ATTRIBUTES,

    /// <summary>Every attribute that the index has.</summary>
    ALL_PROJECTED_ATTRIBUTES,

    /// <summary>The attributes of the projection expression.</summary>
    SPECIFIC_ATTRIBUTES,

    /// <summary>Only how many.</summary>
    COUNT,
}
