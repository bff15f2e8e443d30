// The native half of an iterator that can be used again: read options and the bytes of both bounds.
// RocksDB keeps pointers to the bounds, so they live in native memory that does not move.
using System.Runtime.InteropServices;
using Dyno.Storage.Native;

namespace Dyno.Storage;

internal sealed unsafe class IteratorBounds
{
    // RocksDB reads this many bytes at once for a long scan; on its own it starts at 8 KB and doubles.
    private const int ReadaheadBytes = 512 * 1024;

    // To pass over one takes a tenth of what a read of one key does.
    private const int MostSkipped = 32;

    private readonly nint _readOptions = RocksDb.ReadOptionsCreate();
    private byte* _bytes;
    private int _capacity;
    private ScanHint _hint;
    private RangeDeletions _deletions;
    private bool _totalOrder;

    internal nint Set(ColumnFamily family, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, nint snapshot, ScanHint hint, RangeDeletions deletions)
    {
        var length = lower.Length + upper.Length;
        if (length > _capacity)
        {
            NativeMemory.Free(_bytes);
            _capacity = Math.Max(length, 256);
            _bytes = (byte*)NativeMemory.Alloc((nuint)_capacity);
        }

        lower.CopyTo(new Span<byte>(_bytes, _capacity));
        upper.CopyTo(new Span<byte>(_bytes + lower.Length, _capacity - lower.Length));

        // A null pointer means no bound; an empty lower bound is none, an empty upper bound is none by our own convention.
        RocksDb.ReadOptionsSetLower(_readOptions, lower.IsEmpty ? null : _bytes, (nuint)lower.Length);
        RocksDb.ReadOptionsSetUpper(_readOptions, upper.IsEmpty ? null : _bytes + lower.Length, (nuint)upper.Length);
        RocksDb.ReadOptionsSetSnapshot(_readOptions, snapshot);
        if (family.PrefixBytes is > 0 and var prefix && IsWithin(prefix, lower, upper) == _totalOrder)
        {
            _totalOrder = !_totalOrder;
            RocksDb.ReadOptionsSetTotalOrder(_readOptions, _totalOrder ? (byte)1 : (byte)0);
        }

        if (hint != _hint)
        {
            RocksDb.ReadOptionsSetFillCache(_readOptions, hint == ScanHint.Many ? (byte)0 : (byte)1);
            RocksDb.ReadOptionsSetReadahead(_readOptions, hint == ScanHint.Many ? (nuint)ReadaheadBytes : 0);
            RocksDb.ReadOptionsSetMostSkipped(_readOptions, hint == ScanHint.Brief ? MostSkipped : 0ul);
            _hint = hint;
        }

        if (deletions != _deletions)
        {
            RocksDb.ReadOptionsSetIgnoreRangeDeletions(_readOptions, deletions == RangeDeletions.None ? (byte)1 : (byte)0);
            _deletions = deletions;
        }

        return _readOptions;
    }

    // Whether all keys between the bounds begin with the same bytes. Only then may RocksDB ask its filters for them: otherwise the walk would miss keys.
    private static bool IsWithin(int prefix, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper) =>
        lower.Length >= prefix && upper.Length >= prefix && lower[..prefix].SequenceEqual(upper[..prefix]);

    internal void Free()
    {
        RocksDb.ReadOptionsDestroy(_readOptions);
        NativeMemory.Free(_bytes);
        _bytes = null;
    }
}
