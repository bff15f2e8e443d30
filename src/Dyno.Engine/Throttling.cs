// Which limits on throughput an embedded database keeps.

namespace Dyno.Engine;

/// <summary>Which limits on throughput a <see cref="DynoEngine"/> keeps. Units are counted in every case.</summary>
public enum Throttling
{
    /// <summary>
    /// What is set on the tables: provisioned throughput, with 300 seconds of burst credit, and the maximum throughput of tables on demand. A table
    /// on demand without a maximum is never throttled.
    /// </summary>
    Configured,

    /// <summary>
    /// Also what DynamoDB keeps by itself: 3,000 read and 1,000 write units a second for each partition, and 40,000 of each for a table on demand.
    /// </summary>
    AsDynamoDB,

    /// <summary>Nothing is throttled.</summary>
    None,
}
