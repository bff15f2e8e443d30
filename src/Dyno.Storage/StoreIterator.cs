// A walk over a range of keys of one column family, in either direction.
using System.Runtime.CompilerServices;
using Dyno.Storage.Native;

namespace Dyno.Storage;

/// <summary>What a range is read for.</summary>
public enum ScanHint
{
    /// <summary>A few rows that may be read again: blocks stay in the cache.</summary>
    Few = 0,

    /// <summary>Very many rows, read once (an export, a full scan): reads ahead and leaves the cache to others.</summary>
    Many = 1,

    /// <summary>
    /// One of several ways to know a few rows: the walk ends early (<see cref="StoreIterator.EndedEarly"/>) where it would pass over more than some dozens of deleted rows.
    /// </summary>
    Brief = 2,
}

/// <summary>Whether <see cref="WriteBatch.DeleteRange"/> may have removed something in a range that is walked.</summary>
/// <remarks>
/// It matters because RocksDB before 8.7 passes over a file of a level in silence whose first block cannot be read or is damaged, when it minds deleted ranges
/// (facebook/rocksdb#11782): rows would be missing, and nobody told. It minds them by default, whether there are any or not.
/// </remarks>
public enum RangeDeletions
{
    /// <summary>What was removed is not seen; an error may pass unseen with it.</summary>
    Possible = 0,

    /// <summary>Nothing in the range was removed that way, or the caller does not mind seeing it. Every error is told.</summary>
    None = 1,
}

/// <summary>
/// A walk over the keys from a lower bound (inclusive) to an upper bound (exclusive), in byte order, over one moment's view of the store:
/// the snapshot's, or that of the moment when the iterator was made. Position it with a Seek method, then step. Not for use by several threads at once.
/// <code>for (var more = iterator.SeekFirst(); more; more = iterator.Next()) { … iterator.Key … }</code>
/// </summary>
/// <remarks>Every positioning method throws <see cref="StoreCorruptedException"/> or <see cref="StoreIOException"/> rather than ending early on an error; see <see cref="RangeDeletions"/> for an exception.</remarks>
public sealed unsafe class StoreIterator : IDisposable
{
    private readonly Store _store;
    private readonly int _stripe;
    private readonly IteratorBounds _bounds;
    private nint _iterator;

    internal StoreIterator(Store store, int stripe, IteratorBounds bounds, nint iterator)
    {
        _store = store;
        _stripe = stripe;
        _bounds = bounds;
        _iterator = iterator;
    }

    /// <summary>The current key; valid until the next step. Only after a method that returned true.</summary>
    public ReadOnlySpan<byte> Key
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            nuint length;
            var bytes = RocksDb.IteratorKey(Positioned(), &length);
            return new ReadOnlySpan<byte>(bytes, (int)length);
        }
    }

    /// <summary>The current value; valid until the next step. Only after a method that returned true.</summary>
    public ReadOnlySpan<byte> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            nuint length;
            var bytes = RocksDb.IteratorValue(Positioned(), &length);
            return new ReadOnlySpan<byte>(bytes, (int)length);
        }
    }

    /// <summary>Whether the last step of a walk with <see cref="ScanHint.Brief"/> gave up: there may be a key or not.</summary>
    public bool EndedEarly => !_valid && _gaveUp;

    /// <summary>Goes to the first key of the range.</summary>
    /// <returns>Whether there is one.</returns>
    public bool SeekFirst()
    {
        RocksDb.IteratorSeekToFirst(Open());
        return Check();
    }

    /// <summary>Goes to the last key of the range.</summary>
    /// <returns>Whether there is one.</returns>
    public bool SeekLast()
    {
        RocksDb.IteratorSeekToLast(Open());
        return Check();
    }

    /// <summary>Goes to the first key of the range that is not below <paramref name="key"/>.</summary>
    /// <param name="key">The key to look for.</param>
    /// <returns>Whether there is one.</returns>
    public bool Seek(ReadOnlySpan<byte> key)
    {
        fixed (byte* bytes = key)
        {
            RocksDb.IteratorSeek(Open(), bytes, (nuint)key.Length);
        }

        return Check();
    }

    /// <summary>Goes to the last key of the range that is not above <paramref name="key"/>.</summary>
    /// <param name="key">The key to look for.</param>
    /// <returns>Whether there is one.</returns>
    public bool SeekBackward(ReadOnlySpan<byte> key)
    {
        fixed (byte* bytes = key)
        {
            RocksDb.IteratorSeekForPrevious(Open(), bytes, (nuint)key.Length);
        }

        return Check();
    }

    /// <summary>Steps to the next key of the range. Only after a method that returned true.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        RocksDb.IteratorNext(Positioned());
        return Check();
    }

    /// <summary>Steps to the previous key of the range. Only after a method that returned true.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Previous()
    {
        RocksDb.IteratorPrevious(Positioned());
        return Check();
    }

    /// <summary>Ends the walk. More calls do nothing.</summary>
    public void Dispose()
    {
        var iterator = Interlocked.Exchange(ref _iterator, 0);
        if (iterator != 0)
        {
            _valid = false;
            RocksDb.IteratorDestroy(iterator);
            _store.Return(_bounds);
            _store.Gate.Exit(_stripe);
        }
    }

    private bool _valid;
    private bool _gaveUp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Check()
    {
        // RocksDB ends a walk on an error as it does at the end of the range; only its status tells them apart.
        _valid = RocksDb.IteratorValid(_iterator) != 0;
        if (!_valid)
        {
            End();
        }

        return _valid;
    }

    private void End()
    {
        byte* error = null;
        RocksDb.IteratorError(_iterator, &error);
        _gaveUp = error != null;
        if (_gaveUp && NativeError.Take(error) is var text && !NativeError.IsIncomplete(text))
        {
            throw NativeError.ToException(text, _store.Path);
        }
    }

    private nint Open() => _iterator != 0 ? _iterator : throw new ObjectDisposedException(nameof(StoreIterator));

    // RocksDB does not check: reading or stepping from nowhere would be reading freed memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint Positioned() => _valid ? _iterator : ThrowNotPositioned();

    private nint ThrowNotPositioned()
    {
        Open();
        throw new InvalidOperationException(Messages.IteratorNotPositioned());
    }
}
