// What all parts of one check share: the database at one moment, the faults found, and how far it is.
using System.Buffers.Binary;
using Dyno.Storage;

namespace Dyno.Engine.Check;

internal sealed class CheckRun : IDisposable
{
    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromMilliseconds(500);

    private readonly Store _store;
    private readonly StoreSnapshot _snapshot;
    private readonly IProgress<CheckProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Lock _lock = new();
    private readonly List<CheckFault> _faults = [];
    private readonly long _totalRows;
    private long _faultCount;
    private long _rows;
    private long _nextProgress = Environment.TickCount64;

    public CheckRun(Store store, IProgress<CheckProgress>? progress, CancellationToken cancellation)
    {
        _store = store;
        _progress = progress;
        _cancellation = cancellation;
        foreach (var family in store.ColumnFamilies)
        {
            _totalRows += long.TryParse(store.GetProperty(family, "rocksdb.estimate-num-keys"), out var keys) ? keys : 0;
        }

        _snapshot = store.Snapshot();
    }

    public long JournalRecords { get; set; }

    public IReadOnlyCollection<ColumnFamily> Families => _store.ColumnFamilies;

    public void Found(CheckedThing thing, string text, string? table = null, string? index = null, string? key = null)
    {
        lock (_lock)
        {
            _faultCount++;
            if (_faults.Count < DatabaseCheck.ListedFaults)
            {
                _faults.Add(new CheckFault(thing, table, index, key, text));
            }
        }
    }

    public byte[]? Get(string family, ReadOnlySpan<byte> key) => Find(family) is { } found ? _store.Get(found, key, _snapshot) : null;

    public bool Contains(string family, ReadOnlySpan<byte> key) => Find(family) is { } found && _store.Contains(found, key, _snapshot);

    // A walk over all rows of a family whose keys begin with an id; none where a database from before the family lacks it. Items and index entries that were
    // deleted as a range are those of a table or index that is gone, and no id is given twice.
    public StoreIterator? Of(string family, uint id, bool isInUse = true) => Range(
        family, MetaKeys.Number(id), id == uint.MaxValue ? default : MetaKeys.Number(id + 1),
        isInUse && family is EngineContext.ItemsName or EngineContext.IndexesName ? RangeDeletions.None : RangeDeletions.Possible);

    public StoreIterator? Range(string family, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, RangeDeletions deletions = RangeDeletions.Possible) =>
        Find(family) is { } found ? _store.Iterate(found, lower, upper, _snapshot, ScanHint.Many, deletions) : null;

    // Steps over all that a family's files hold, for the errors that a walk which minds deleted ranges does not tell. isFirst: nobody else counts these rows.
    public void Step(string family, bool isFirst)
    {
        using var rows = Range(family, default, default, RangeDeletions.None)!;
        for (var more = rows.SeekFirst(); more; more = rows.Next())
        {
            if (isFirst)
            {
                Row();
            }
            else
            {
                _cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    // Counts a row that was read.
    public void Row()
    {
        if ((Interlocked.Increment(ref _rows) & 0xFFF) != 0)
        {
            return;
        }

        _cancellation.ThrowIfCancellationRequested();
        var due = Volatile.Read(ref _nextProgress);
        if (_progress is not null && Environment.TickCount64 >= due
            && Interlocked.CompareExchange(ref _nextProgress, Environment.TickCount64 + (long)ProgressPeriod.TotalMilliseconds, due) == due)
        {
            _progress.Report(new CheckProgress(Volatile.Read(ref _rows), Math.Max(_totalRows, _rows)));
        }
    }

    // Each ends at a block that cannot be read, which is told, and the others go on.
    public void Together(IReadOnlyList<Action> parts)
    {
        var options = new ParallelOptions { CancellationToken = _cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.ForEach(parts, options, part =>
            {
                try
                {
                    part();
                }
                catch (StoreException exception)
                {
                    Found(CheckedThing.Files, exception.Message);
                }
            });
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(e => e is OperationCanceledException))
        {
            throw new OperationCanceledException(_cancellation);
        }
    }

    public CheckReport Report(List<TableCheck> tables) => new(
        tables.Count, tables.Sum(t => t.ItemCount), tables.Sum(t => t.EntryCount), JournalRecords, _faultCount,
        [.. _faults.OrderBy(f => f.Table, StringComparer.Ordinal).ThenBy(f => f.Thing).ThenBy(f => f.Index, StringComparer.Ordinal).ThenBy(f => f.Key, StringComparer.Ordinal)]);

    public void AddJournalRecords(long count)
    {
        lock (_lock)
        {
            JournalRecords += count;
        }
    }

    public void Dispose() => _snapshot.Dispose();

    public static uint IdOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadUInt32BigEndian(key);

    private ColumnFamily? Find(string name) => _store.ColumnFamilies.FirstOrDefault(f => f.Name == name);
}
