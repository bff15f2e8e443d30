// What DescribeTable says of the throughput of a table or global index.

namespace Dyno;

/// <summary>
/// The throughput of a table or global index, and when it was changed.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ProvisionedThroughputDescription.html
/// </summary>
/// <param name="ReadCapacityUnits">Read units a second; 0 where it is on demand.</param>
/// <param name="WriteCapacityUnits">Write units a second; 0 where it is on demand.</param>
public sealed record ProvisionedThroughputDescription(long ReadCapacityUnits, long WriteCapacityUnits)
{
    /// <summary>When it was last increased; null where it never was.</summary>
    public DateTimeOffset? LastIncreaseDateTime { get; init; }

    /// <summary>When it was last decreased; null where it never was.</summary>
    public DateTimeOffset? LastDecreaseDateTime { get; init; }

    /// <summary>How often it was decreased on this day of UTC.</summary>
    public int NumberOfDecreasesToday { get; init; }
}
