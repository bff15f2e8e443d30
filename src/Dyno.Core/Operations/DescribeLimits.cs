// DescribeLimits: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html

namespace Dyno;

/// <summary>The most that may be provisioned, in units a second.</summary>
/// <param name="AccountMaxReadCapacityUnits">Read units of all tables together.</param>
/// <param name="AccountMaxWriteCapacityUnits">Write units of all tables together.</param>
/// <param name="TableMaxReadCapacityUnits">Read units of one table with its global indexes.</param>
/// <param name="TableMaxWriteCapacityUnits">Write units of one table with its global indexes.</param>
public sealed record DescribeLimitsResult(
    long AccountMaxReadCapacityUnits, long AccountMaxWriteCapacityUnits, long TableMaxReadCapacityUnits, long TableMaxWriteCapacityUnits);
