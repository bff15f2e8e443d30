// A walk over a range of storage keys, in either direction: the store's, with what an open transaction wrote over them. Without a transaction it is the
// store's iterator and nothing else.
//
// Both sides go in key order. The nearer key is the current one; where both have it, the transaction's counts, and where that says it is gone, neither does.
using System.Collections.Immutable;
using Dyno.Engine.Transactions;
using Dyno.Storage;

namespace Dyno.Engine;

internal ref struct RangeWalk
{
    private readonly StoreIterator _store;
    private readonly bool _forward;
    private readonly ImmutableSortedSet<OverlayEntry>? _written;

    // Where the walk stands in what was written, and the place after its last one there, in the direction of the walk.
    private int _at;
    private readonly int _end;
    private bool _hasStore;
    private OverlayEntry? _current;

    public RangeWalk(StoreIterator store, scoped ReadOnlySpan<byte> lower, scoped ReadOnlySpan<byte> upper, bool forward, ImmutableSortedSet<OverlayEntry>? written)
    {
        _store = store;
        _forward = forward;
        if (written is not { Count: > 0 })
        {
            return;
        }

        var (first, end) = (PlaceOf(written, lower), PlaceOf(written, upper));
        if (first < end)
        {
            _written = written;
            (_at, _end) = forward ? (first, end) : (end - 1, first - 1);
        }
    }

    // Valid until the next step.
    public readonly ReadOnlySpan<byte> Key => _current is null ? _store.Key : _current.Key;

    public readonly ReadOnlySpan<byte> Value => _current is null ? _store.Value : _current.Value.Span;

    public bool First()
    {
        _hasStore = _forward ? _store.SeekFirst() : _store.SeekLast();
        return _written is null ? _hasStore : Settle(_written);
    }

    public bool Next()
    {
        if (_written is null)
        {
            return _forward ? _store.Next() : _store.Previous();
        }

        if (_current is null)
        {
            StepStore();
        }
        else
        {
            StepWritten();
        }

        return Settle(_written);
    }

    private bool Settle(ImmutableSortedSet<OverlayEntry> written)
    {
        while (_at != _end)
        {
            var entry = written[_at];
            var order = _hasStore ? entry.Key.AsSpan().SequenceCompareTo(_store.Key) : 0;
            if (_hasStore && (_forward ? order > 0 : order < 0))
            {
                break;
            }

            if (_hasStore && order == 0)
            {
                StepStore();
            }

            if (!entry.IsGone)
            {
                _current = entry;
                return true;
            }

            StepWritten();
        }

        _current = null;
        return _hasStore;
    }

    private void StepStore() => _hasStore = _forward ? _store.Next() : _store.Previous();

    private void StepWritten() => _at += _forward ? 1 : -1;

    // Of the first that is not below the key.
    private static int PlaceOf(ImmutableSortedSet<OverlayEntry> written, scoped ReadOnlySpan<byte> key)
    {
        var place = written.IndexOf(new OverlayEntry(key.ToArray()));
        return place < 0 ? ~place : place;
    }
}
