// Native halves of iterators that wait to be used again: one for each processor, where threads seldom meet, and a few more for who walks several ranges
// at once. What does not find a place is freed.
using System.Collections.Concurrent;
using System.Numerics;

namespace Dyno.Storage;

internal sealed class IteratorBoundsPool
{
    private const int MostSpare = 64;

    // References of eight bytes: as far apart as cache lines.
    private const int Padding = 16;

    private static readonly int Slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 64));
    private readonly IteratorBounds?[] _slots = new IteratorBounds?[(Slots + 1) * Padding];
    private readonly ConcurrentBag<IteratorBounds> _spare = [];
    private int _spareCount;

    private ref IteratorBounds? Mine => ref _slots[((Thread.GetCurrentProcessorId() & (Slots - 1)) + 1) * Padding];

    internal IteratorBounds Rent() => Interlocked.Exchange(ref Mine, null) ?? TakeSpare() ?? new IteratorBounds();

    internal void Return(IteratorBounds bounds)
    {
        if (Interlocked.CompareExchange(ref Mine, bounds, null) is null)
        {
            return;
        }

        // The bag can count itself, but stops everybody for it.
        if (Interlocked.Increment(ref _spareCount) <= MostSpare)
        {
            _spare.Add(bounds);
            return;
        }

        Interlocked.Decrement(ref _spareCount);
        bounds.Free();
    }

    // When nobody uses the store any more.
    internal void Free()
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            Interlocked.Exchange(ref slot, null)?.Free();
        }

        while (TakeSpare() is { } bounds)
        {
            bounds.Free();
        }
    }

    private IteratorBounds? TakeSpare()
    {
        if (Volatile.Read(ref _spareCount) == 0 || !_spare.TryTake(out var bounds))
        {
            return null;
        }

        Interlocked.Decrement(ref _spareCount);
        return bounds;
    }
}
