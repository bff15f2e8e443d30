// A view of the store as it was at one moment.
using Dyno.Storage.Native;

namespace Dyno.Storage;

/// <summary>
/// The store as it was at one moment, across all column families. Reads through it see every commit acknowledged before it was taken and none
/// after. Dispose it: old versions are kept on disk as long as it lives. May be used by many threads at once.
/// </summary>
public sealed class StoreSnapshot : IDisposable
{
    private readonly Store _store;
    private readonly int _stripe;
    private nint _snapshot;
    private nint _readOptions;

    internal StoreSnapshot(Store store, int stripe)
    {
        _store = store;
        _stripe = stripe;
        _snapshot = RocksDb.SnapshotCreate(store.Handle);
        _readOptions = RocksDb.ReadOptionsCreate();
        RocksDb.ReadOptionsSetSnapshot(_readOptions, _snapshot);
    }

    internal nint Handle => _snapshot != 0 ? _snapshot : throw new ObjectDisposedException(nameof(StoreSnapshot));

    internal nint ReadOptions => _readOptions != 0 ? _readOptions : throw new ObjectDisposedException(nameof(StoreSnapshot));

    /// <summary>Lets the old versions go. Reads that use the snapshot must have ended. More calls do nothing.</summary>
    public void Dispose()
    {
        var snapshot = Interlocked.Exchange(ref _snapshot, 0);
        if (snapshot != 0)
        {
            RocksDb.ReadOptionsDestroy(Interlocked.Exchange(ref _readOptions, 0));
            RocksDb.SnapshotRelease(_store.Handle, snapshot);
            _store.Gate.Exit(_stripe);
        }
    }
}
