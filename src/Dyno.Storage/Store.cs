// The store: ordered bytes on disk. Reads go straight to RocksDB; commits go through Commit/GroupCommit; opening is OpenStore's.
using Dyno.Storage.Commit;
using Dyno.Storage.Native;

namespace Dyno.Storage;

/// <summary>
/// An open database: column families of keys and values, both bytes, ordered by key as bytes. All members may be called by many threads at once.
/// </summary>
/// <remarks>
/// Errors of every member: <see cref="StoreCorruptedException"/> when what it needs is damaged on disk, <see cref="StoreIOException"/> when the operating
/// system fails, <see cref="ObjectDisposedException"/> after <see cref="Dispose"/>.
/// </remarks>
public sealed unsafe class Store : IDisposable
{
    // About as much as is read again in the time of opening the rest.
    private const long LargestLogLeft = 2 << 20;

    private readonly OpenStore _open;
    private readonly StoreOptions _options;
    private readonly GroupCommit _commits;
    private readonly WriteBatchPool _batches = new();
    private readonly IteratorBoundsPool _bounds = new();
    private readonly LogAhead? _ahead;
    private readonly nint _db;
    private readonly nint _readOptions;

    private Store(string path, StoreOptions options, OpenStore open)
    {
        Path = path;
        _options = options;
        _open = open;
        _db = open.Handle;
        _readOptions = open.ReadOptions;
        Gate = new UsageGate(CloseNative);
        var writesBlock = !options.InMemory && options.Durability == Durability.LosesNothing;
        _ahead = writesBlock ? LogAhead.For(path) : null;
        _commits = new GroupCommit(path, WriteNative, writesBlock, (long)RocksDb.LatestSequenceNumber(_db));
    }

    /// <summary>The full path of the database's directory.</summary>
    public string Path { get; }

    /// <summary>RocksDB's number of the newest change: it grows by one with every put, delete and range delete.</summary>
    public long LatestSequenceNumber
    {
        get
        {
            var stripe = Gate.Enter();
            try
            {
                return (long)RocksDb.LatestSequenceNumber(_db);
            }
            finally
            {
                Gate.Exit(stripe);
            }
        }
    }

    internal UsageGate Gate { get; }

    internal nint Handle => _db;

    internal nint ReadOptions => _readOptions;

    internal nint WriteOptions => _open.WriteOptions;

    internal long GroupsWritten => _commits.GroupsWritten;

    /// <summary>A column family by name.</summary>
    /// <param name="name">A name of <see cref="StoreOptions.ColumnFamilies"/>, one that exists on disk, or <c>default</c>.</param>
    /// <exception cref="ArgumentException">The store was opened without it.</exception>
    public ColumnFamily this[string name] =>
        _open.Families.TryGetValue(name, out var family) ? family : throw new ArgumentException(Messages.UnknownFamily(name), nameof(name));

    /// <summary>All column families that are open, <c>default</c> among them.</summary>
    public IReadOnlyCollection<ColumnFamily> ColumnFamilies => _open.Families.Values;

    /// <summary>Opens a database and creates it if its directory is absent or empty. Recovers what was acknowledged before a crash.</summary>
    /// <param name="path">The directory; only a name when <see cref="StoreOptions.InMemory"/>.</param>
    /// <param name="options">How to open it.</param>
    /// <returns>The store; dispose it to close the database.</returns>
    /// <exception cref="StoreLockedException">It is open elsewhere: in this process or another one.</exception>
    /// <exception cref="StoreCorruptedException">A file that is needed is damaged or missing.</exception>
    /// <exception cref="StoreIOException">The operating system failed, for instance because the disk is full.</exception>
    /// <exception cref="DllNotFoundException">The native library is absent; the message names the command that helps.</exception>
    public static Store Open(string path, StoreOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        var full = System.IO.Path.GetFullPath(path);
        return new Store(full, options, OpenStore.Open(full, options));
    }

    /// <summary>Finds a value without copying it.</summary>
    /// <param name="family">The column family.</param>
    /// <param name="key">The key.</param>
    /// <param name="snapshot">The moment to look at, or null for now.</param>
    /// <param name="value">The value in place; dispose it when the result is true.</param>
    /// <returns>Whether the key exists.</returns>
    public bool TryGet(ColumnFamily family, ReadOnlySpan<byte> key, StoreSnapshot? snapshot, out PinnedValue value)
    {
        var readOptions = snapshot is null ? _readOptions : snapshot.ReadOptions;
        var stripe = Gate.Enter();
        nint pinned;
        byte* error = null;
        fixed (byte* bytes = key)
        {
            pinned = RocksDb.Get(_db, readOptions, family.Handle, bytes, (nuint)key.Length, &error);
        }

        if (pinned == 0)
        {
            Gate.Exit(stripe);
            NativeError.ThrowIf(error, Path);
            value = default;
            return false;
        }

        value = new PinnedValue(Gate, stripe, pinned);
        return true;
    }

    /// <summary>A copy of a value.</summary>
    /// <param name="family">The column family.</param>
    /// <param name="key">The key.</param>
    /// <param name="snapshot">The moment to look at, or null for now.</param>
    /// <returns>The value, or null if the key does not exist.</returns>
    public byte[]? Get(ColumnFamily family, ReadOnlySpan<byte> key, StoreSnapshot? snapshot = null)
    {
        if (!TryGet(family, key, snapshot, out var value))
        {
            return null;
        }

        using (value)
        {
            return value.Span.ToArray();
        }
    }

    /// <summary>Whether a key exists.</summary>
    /// <param name="family">The column family.</param>
    /// <param name="key">The key.</param>
    /// <param name="snapshot">The moment to look at, or null for now.</param>
    /// <returns>Whether the key exists.</returns>
    public bool Contains(ColumnFamily family, ReadOnlySpan<byte> key, StoreSnapshot? snapshot = null)
    {
        var found = TryGet(family, key, snapshot, out var value);
        value.Dispose();
        return found;
    }

    /// <summary>Copies of many values of one column family, read at one moment.</summary>
    /// <param name="family">The column family.</param>
    /// <param name="keys">The keys, in any order.</param>
    /// <param name="snapshot">The moment to look at, or null for now.</param>
    /// <param name="results">As long as <paramref name="keys"/>: receives each value, or null where the key does not exist.</param>
    public void MultiGet(ColumnFamily family, ReadOnlySpan<byte[]> keys, StoreSnapshot? snapshot, Span<byte[]?> results)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(results.Length, keys.Length);
        if (keys.IsEmpty)
        {
            return;
        }

        var stripe = Gate.Enter();
        try
        {
            MultiGetOperation.Run(_db, snapshot?.ReadOptions ?? _readOptions, family.Handle, keys, results, Path);
        }
        finally
        {
            Gate.Exit(stripe);
        }
    }

    /// <summary>A walk over a range of keys.</summary>
    /// <param name="family">The column family.</param>
    /// <param name="lower">The first key of the range; empty for no lower bound.</param>
    /// <param name="upper">The first key after the range; empty for no upper bound.</param>
    /// <param name="snapshot">The moment to look at, or null for now: a walk without a snapshot still sees one moment.</param>
    /// <param name="hint">How much of the range will be read.</param>
    /// <param name="deletions">Whether <see cref="WriteBatch.DeleteRange"/> may have removed rows of the range. <see cref="RangeDeletions.None"/> wherever it has not:
    /// the walk tells of every error then.</param>
    /// <returns>The walk, standing nowhere; dispose it.</returns>
    public StoreIterator Iterate(
        ColumnFamily family, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, StoreSnapshot? snapshot = null, ScanHint hint = ScanHint.Few,
        RangeDeletions deletions = RangeDeletions.Possible)
    {
        var snapshotHandle = snapshot?.Handle ?? 0;
        var stripe = Gate.Enter();
        var bounds = _bounds.Rent();
        var readOptions = bounds.Set(family, lower, upper, snapshotHandle, hint, deletions);
        return new StoreIterator(this, stripe, bounds, RocksDb.IteratorCreate(_db, readOptions, family.Handle));
    }

    /// <summary>The store as it is now, for as long as the snapshot lives.</summary>
    /// <returns>The snapshot; dispose it.</returns>
    public StoreSnapshot Snapshot() => new(this, Gate.Enter());

    /// <summary>The store as it is now, and which commits that is: those whose <see cref="WriteBatch.SequenceNumber"/> is not greater.</summary>
    /// <param name="sequenceNumber">RocksDB's number of the newest change that the snapshot shows.</param>
    /// <returns>The snapshot; dispose it.</returns>
    public StoreSnapshot Snapshot(out long sequenceNumber)
    {
        // A snapshot does not tell its number: it is known where nothing was written while it was taken.
        while (true)
        {
            sequenceNumber = LatestSequenceNumber;
            var snapshot = Snapshot();
            if (LatestSequenceNumber == sequenceNumber)
            {
                return snapshot;
            }

            snapshot.Dispose();
        }
    }

    /// <summary>An empty batch from the pool.</summary>
    /// <returns>The batch; dispose it to give it back.</returns>
    public WriteBatch RentBatch() => _batches.Rent();

    /// <summary>
    /// Fixes a batch's place among all commits (<see cref="WriteBatch.CommitNumber"/>) without writing or waiting: it may be called in a lock.
    /// Must be followed by <see cref="Complete"/> or <see cref="CompleteAsync"/>. The batch is applied after all that were enqueued before it.
    /// </summary>
    /// <param name="batch">The batch; not to be changed until it is complete.</param>
    /// <exception cref="StoreIOException">An earlier write failed: the store takes no more writes until it is opened again.</exception>
    public void Enqueue(WriteBatch batch) => _commits.Enqueue(batch);

    /// <summary>Blocks until an enqueued batch is applied and as durable as <see cref="StoreOptions.Durability"/> says. Needs no thread of the thread pool.</summary>
    /// <param name="batch">A batch given to <see cref="Enqueue"/>; free for use again when this returns or throws.</param>
    /// <exception cref="StoreIOException">The write failed and was not acknowledged.</exception>
    public void Complete(WriteBatch batch) => _commits.Complete(batch);

    /// <summary>Waits until an enqueued batch is applied and as durable as <see cref="StoreOptions.Durability"/> says.</summary>
    /// <param name="batch">A batch given to <see cref="Enqueue"/>; free for use again when the task has been awaited.</param>
    /// <returns>A task to be awaited once. It continues on the thread pool, or is complete already if the durability needs no sync.</returns>
    /// <exception cref="StoreIOException">The write failed and was not acknowledged.</exception>
    public ValueTask CompleteAsync(WriteBatch batch) => _commits.CompleteAsync(batch);

    /// <summary><see cref="Enqueue"/> and <see cref="Complete"/>: applies a batch and blocks until it is durable. One sync serves all callers that wait.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="StoreIOException">The write failed and was not acknowledged, or an earlier one failed.</exception>
    public void Commit(WriteBatch batch)
    {
        Enqueue(batch);
        Complete(batch);
    }

    /// <summary><see cref="Enqueue"/> and <see cref="CompleteAsync"/>: applies a batch; the task ends when it is durable. One sync serves all callers that wait.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>A task to be awaited once.</returns>
    /// <exception cref="StoreIOException">The write failed and was not acknowledged, or an earlier one failed.</exception>
    public ValueTask CommitAsync(WriteBatch batch)
    {
        Enqueue(batch);
        return CompleteAsync(batch);
    }

    /// <summary>
    /// Refuses as <see cref="Enqueue"/> does: for an answer that writes nothing but says what is stored. A write that failed may be found when the store is
    /// opened again, so that nothing can be promised before.
    /// </summary>
    /// <exception cref="StoreIOException">An earlier write failed: the store takes no more writes until it is opened again.</exception>
    public void ThrowIfStopped() => _commits.ThrowIfStopped();

    /// <summary>Writes a consistent copy of the whole database to a new directory; files are shared by hard links where the file system can.</summary>
    /// <param name="path">A directory that does not exist; its parent does.</param>
    /// <exception cref="InvalidOperationException">The store is in memory.</exception>
    /// <exception cref="IOException">The directory exists.</exception>
    public void Checkpoint(string path)
    {
        if (_options.InMemory)
        {
            throw new InvalidOperationException(Messages.InMemoryCheckpoint());
        }

        var full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full) || File.Exists(full))
        {
            throw new IOException(Messages.CheckpointExists(full));
        }

        var stripe = Gate.Enter();
        try
        {
            WithLogsThatEnd(() => WriteCheckpoint(full));
        }
        finally
        {
            Gate.Exit(stripe);
        }
    }

    /// <summary>Writes what is in memory to sorted files, in every column family, and waits for it. Commits wait too.</summary>
    /// <exception cref="StoreIOException">The operating system failed, or an earlier write did: the store writes no more until it is opened again.</exception>
    public void Flush()
    {
        var stripe = Gate.Enter();
        try
        {
            // A commit that fails meanwhile could be in some of the families only, when the log is read again.
            _commits.RunAlone(FlushFamilies);
        }
        finally
        {
            Gate.Exit(stripe);
        }
    }

    /// <summary>Rewrites a whole column family without deleted and overwritten values, and waits for it.</summary>
    /// <param name="family">The column family.</param>
    public void CompactRange(ColumnFamily family)
    {
        var stripe = Gate.Enter();
        try
        {
            RocksDb.CompactRange(_db, family.Handle, null, 0, null, 0);
        }
        finally
        {
            Gate.Exit(stripe);
        }
    }

    /// <summary>A property of RocksDB, such as <c>rocksdb.estimate-num-keys</c> or <c>rocksdb.stats</c>.</summary>
    /// <param name="family">The column family it is asked of.</param>
    /// <param name="name">The property's name.</param>
    /// <returns>Its value as text, or null if RocksDB does not know it.</returns>
    public string? GetProperty(ColumnFamily family, string name)
    {
        var stripe = Gate.Enter();
        try
        {
            fixed (byte* bytes = OpenStore.Text(name))
            {
                var value = RocksDb.Property(_db, family.Handle, bytes);
                return value == null ? null : NativeError.Take(value);
            }
        }
        finally
        {
            Gate.Exit(stripe);
        }
    }

    /// <summary>About how many bytes a range takes on disk; what is only in memory yet is not counted.</summary>
    /// <param name="family">The column family.</param>
    /// <param name="from">The first key of the range.</param>
    /// <param name="to">The first key after the range.</param>
    /// <returns>Bytes, an estimate.</returns>
    public long ApproximateSizeBytes(ColumnFamily family, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var stripe = Gate.Enter();
        try
        {
            fixed (byte* fromBytes = from, toBytes = to)
            {
                var (fromPointer, toPointer) = ((nint)fromBytes, (nint)toBytes);
                nuint fromLength = (nuint)from.Length, toLength = (nuint)to.Length;
                ulong size;
                byte* error = null;
                RocksDb.ApproximateSizes(_db, family.Handle, 1, (byte**)&fromPointer, &fromLength, (byte**)&toPointer, &toLength, &size, &error);
                NativeError.ThrowIf(error, Path);
                return (long)size;
            }
        }
        finally
        {
            Gate.Exit(stripe);
        }
    }

    /// <summary>
    /// Finishes the commits that were enqueued and closes the database. Iterators and snapshots that are still open keep it open until they are disposed.
    /// What is in memory is written to sorted files where the next opening would read long logs instead. More calls do nothing.
    /// </summary>
    public void Dispose()
    {
        if (!Gate.IsClosing)
        {
            _commits.Stop();
            LeaveShortLog();
            Gate.Close();
        }
    }

    internal void Return(IteratorBounds bounds) => _bounds.Return(bounds);

    // The group commit's only way to the disk.
    private string? WriteNative(ReadOnlySpan<byte> representation)
    {
        _ahead?.Prepare(representation.Length);
        byte* error = null;
        fixed (byte* bytes = representation)
        {
            var batch = RocksDb.BatchCreateFrom(bytes, (nuint)representation.Length);
            RocksDb.Write(_db, _open.WriteOptions, batch, &error);
            RocksDb.BatchDestroy(batch);
        }

        return error == null ? null : NativeError.Take(error);
    }

    // RocksDB flushes, which begins another log, and copies that one as it is while commits go on.
    private void WriteCheckpoint(string path)
    {
        byte* error = null;
        var checkpoint = RocksDb.CheckpointCreate(_db, &error);
        NativeError.ThrowIf(error, Path);
        fixed (byte* bytes = OpenStore.Text(path))
        {
            RocksDb.CheckpointWrite(checkpoint, bytes, 0, &error);
        }

        RocksDb.CheckpointDestroy(checkpoint);
        NativeError.ThrowIf(error, Path);
    }

    private void WithLogsThatEnd(Action action)
    {
        if (_ahead is null)
        {
            action();
            return;
        }

        _commits.RunAlone(_ahead.Pause);
        try
        {
            action();
        }
        finally
        {
            _ahead.Resume();
        }
    }

    // All of it is in the logs: where it fails (a full disk, a failed write before, a directory that is gone, who closes twice), the next opening takes longer.
    private void LeaveShortLog()
    {
        try
        {
            if (_open.LogBytes > LargestLogLeft)
            {
                Flush();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
        }
    }

    // All at once: RocksDB has no call for that in C, but does so before it compacts a family, and the default one is empty. Where one alone is flushed while
    // a flush of all is waiting, a library with assertions, as Debian's is, ends the process. Then each is asked, as a compaction does not tell that it failed.
    private void FlushFamilies()
    {
        RocksDb.CompactRange(_db, this[IdleFamily.Name].Handle, null, 0, null, 0);
        var options = RocksDb.FlushOptionsCreate();
        try
        {
            foreach (var family in _open.Families.Values)
            {
                byte* error = null;
                RocksDb.Flush(_db, options, family.Handle, &error);
                NativeError.ThrowIf(error, Path);
            }
        }
        finally
        {
            RocksDb.FlushOptionsDestroy(options);
        }
    }

    private void CloseNative()
    {
        _bounds.Free();
        _open.Close();
    }
}
