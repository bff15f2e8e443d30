// How a store is opened: its column families and the few settings that an application may want to change.
namespace Dyno.Storage;

/// <summary>How to open a <see cref="Store"/>.</summary>
public sealed record StoreOptions
{
    /// <summary>The column families to open; missing ones are created. Names are ASCII. The family <c>default</c> always exists.</summary>
    public IReadOnlyList<ColumnFamilyOptions> ColumnFamilies { get; init; } = [];

    /// <summary>Keep everything in memory and lose it on <see cref="Store.Dispose"/>; the path is then only a name and nothing is locked.</summary>
    public bool InMemory { get; init; }

    /// <summary>
    /// Open a database that exists without changing a byte of it, which a look at a damaged one needs. Commits that are only in the log are read into memory.
    /// It is locked as ever where it has a lock file. Writes fail with <see cref="StoreIOException"/>. Without meaning when <see cref="InMemory"/>. Default: false.
    /// </summary>
    public bool ReadOnly { get; init; }

    /// <summary>What an acknowledged commit can lose. Without meaning when <see cref="InMemory"/>.</summary>
    public Durability Durability { get; init; } = Durability.LosesNothing;

    /// <summary>
    /// What <see cref="BlockCacheBytes"/> is by default: an eighth of the memory that this process may use, which a container's limit lowers; 32 MiB at least and
    /// 4 GiB at most. It is taken as blocks are read, and not before.
    /// </summary>
    public static long DefaultBlockCacheBytes { get; } = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 32L << 20, 4L << 30);

    /// <summary>Bytes of uncompressed blocks kept in memory, shared by all column families. Default <see cref="DefaultBlockCacheBytes"/>.</summary>
    public long BlockCacheBytes { get; init; } = DefaultBlockCacheBytes;

    /// <summary>Bytes of recent writes that one column family keeps in memory before they are written to a sorted file. Default 64 MiB.</summary>
    public long WriteBufferBytes { get; init; } = 64L << 20;

    /// <summary>Threads for flushes (one) and compactions. Default: half of the processors, at least 2 and at most 8.</summary>
    public int BackgroundJobs { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 2, 8);

    // For experiments: RocksDB's own option text ("name=value;…"), applied after ours.
    internal string? ExtraDatabaseOptions { get; init; }

    internal string? ExtraFamilyOptions { get; init; }

    internal TableTuning Table { get; init; } = new();
}

/// <summary>One column family: a separate ordered space of keys that shares log, snapshots and atomic batches with the others.</summary>
/// <param name="Name">The name, ASCII.</param>
public sealed record ColumnFamilyOptions(string Name)
{
    /// <summary>Whether keys are looked up one by one (a filter then spares reads of absent keys). False for families that are only scanned, such as a journal.</summary>
    public bool PointLookups { get; init; } = true;

    /// <summary>
    /// How many of a key's first bytes belong together, or 0: a walk whose two bounds both begin with the same such bytes passes over all files that have no
    /// key with them. Keys may be shorter. It may be changed when the database is opened again. Default 0.
    /// </summary>
    public int PrefixBytes { get; init; }

    /// <summary>Names a family with default settings.</summary>
    /// <param name="name">The name, ASCII.</param>
    public static implicit operator ColumnFamilyOptions(string name) => new(name);
}

// The block format, chosen by measuring a million rows of 200 bytes: without the filter reads after as many overwrites are half as fast and
// absent keys ten times slower; the hash index and ribbon filters made no difference beyond the noise. Of blocks, by 100,000 rows of 1 KB: each block that
// a walk comes to is looked up in the cache, so 20 rows take a fifth less time in blocks of 8 KB than in those of 4 KB, and a quarter less in 16 KB; but rows
// that are not in the cache take a tenth more time one by one in 16 KB, and more cache. A restart every 4 keys pays for the longer search in larger blocks.
internal sealed record TableTuning
{
    internal int BlockBytes { get; init; } = 8192;

    internal int RestartInterval { get; init; } = 4;

    internal double FilterBitsPerKey { get; init; } = 10;

    internal bool Ribbon { get; init; }

    internal bool HashIndex { get; init; }
}
