// Whether and by which attribute the items of a table expire.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TimeToLiveDescription.html

namespace Dyno;

/// <summary>The state of a table's time to live.</summary>
public enum TimeToLiveStatus
{
    /// <summary>Being enabled: the items that are there are being looked through.</summary>
    ENABLING,

    /// <summary>Being disabled.</summary>
    DISABLING,

    /// <summary>Expired items are deleted.</summary>
    ENABLED,

    /// <summary>Nothing expires.</summary>
    DISABLED,
}

/// <summary>What UpdateTimeToLive asks for.</summary>
/// <param name="Enabled">Whether items expire.</param>
/// <param name="AttributeName">The attribute with the time of expiry, a number of seconds since 1970; 1 to 255 characters. To disable, the enabled one.</param>
public sealed record TimeToLiveSpecification(bool Enabled, string AttributeName);

/// <summary>What DescribeTimeToLive says.</summary>
/// <param name="TimeToLiveStatus">The state.</param>
/// <param name="AttributeName">The attribute with the time of expiry; null where nothing expires.</param>
public sealed record TimeToLiveDescription(TimeToLiveStatus TimeToLiveStatus, string? AttributeName = null);
