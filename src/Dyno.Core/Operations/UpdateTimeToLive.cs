// UpdateTimeToLive: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html

namespace Dyno;

/// <summary>Enables or disables the expiry of a table's items.</summary>
public sealed record UpdateTimeToLiveRequest
{
    /// <summary>The table.</summary>
    public required string TableName { get; init; }

    /// <summary>What to change it to.</summary>
    public required TimeToLiveSpecification TimeToLiveSpecification { get; init; }
}
