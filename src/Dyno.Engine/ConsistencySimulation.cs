// How far reads that need not be consistent lag behind, for tests of applications.

namespace Dyno.Engine;

/// <summary>
/// Makes reads that DynamoDB answers eventually really lag, by the engine's clock, so that an application can be tested against staleness. Such a read
/// sees everything that was acknowledged before a moment in the past and nothing that was written after it: the moment lies back by the lag, or by up to an
/// eighth of it more. For each database the moment only moves forward. Consistent reads and transactions always see the truth.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html</remarks>
public sealed record ConsistencySimulation
{
    /// <summary>
    /// How far every read that is not consistent lags: GetItem, BatchGetItem, Query and Scan of tables and local indexes. Default: not at all.
    /// </summary>
    public TimeSpan EventualReadLag { get; init; }

    /// <summary>
    /// How far Query and Scan of global indexes lag; where <see cref="EventualReadLag"/> is longer, that is taken. Default: not at all.
    /// </summary>
    public TimeSpan GlobalIndexLag { get; init; }
}
