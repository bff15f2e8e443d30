// How an embedded database is opened: what an application may want to choose.
using Dyno.Storage;

namespace Dyno.Engine;

/// <summary>How to open a <see cref="DynoEngine"/>.</summary>
public sealed record DynoEngineOptions
{
    /// <summary>What an acknowledged write can lose, named after the loss. Default: nothing. Without meaning when <see cref="InMemory"/>.</summary>
    public Durability Durability { get; init; } = Durability.LosesNothing;

    /// <summary>Keep everything in memory and lose it when the engine is disposed; the path is then only a name. Default: false.</summary>
    public bool InMemory { get; init; }

    /// <summary>What time it is: for everything that goes by time. Default: the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// How long a table says CREATING, UPDATING or DELETING, as tables of DynamoDB do for seconds; measured on <see cref="Clock"/>. A table that is being created
    /// is not found by item operations; one in any such state cannot be changed. With any time above zero the answers of CreateTable and UpdateTable show the
    /// table in that state. Default: zero, what is asked for is done and said at once.
    /// </summary>
    public TimeSpan TableTransition { get; init; }

    /// <summary>Which limits on throughput are kept. Default: those that are set on the tables.</summary>
    public Throttling Throttling { get; init; }

    /// <summary>Makes reads that are not consistent lag, for tests of applications. Default: null, all reads are up to date.</summary>
    public ConsistencySimulation? ConsistencySimulation { get; init; }

    /// <summary>
    /// How long a table's time to live stays as it is after a change. Default: zero; DynamoDB refuses a second change for up to an hour, because the first
    /// takes it that long, and here it does not.
    /// </summary>
    public TimeSpan TimeToLiveChangeInterval { get; init; }

    // For tests, which cannot write 10 GB.
    internal long ItemCollectionBytes { get; init; } = Limits.ItemCollectionBytes;

    // How much is kept of what others wrote since a transaction began. About ten seconds of writing as fast as one machine does.
    internal long RecentCommitsBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Bytes of blocks kept in memory, taken as they are read. Default: an eighth of the memory that this process may use, which a container's limit lowers;
    /// 32 MiB at least and 4 GiB at most.
    /// </summary>
    public long BlockCacheBytes { get; init; } = StoreOptions.DefaultBlockCacheBytes;

    /// <summary>Bytes of recent writes kept in memory before they are written to sorted files. Default 64 MiB.</summary>
    public long WriteBufferBytes { get; init; } = 64L << 20;
}
