// Keeps the native database open while anything uses it, without one contended counter: a stripe per processor.
// Invariants: 1. whoever passed Enter may touch the database until it calls Exit with the stripe it got;
// 2. after Close nobody passes Enter; 3. the close action runs exactly once, when Close was called and all have left,
// on the thread that calls Close or the one that leaves last.
using System.Runtime.CompilerServices;

namespace Dyno.Storage;

internal sealed class UsageGate(Action close)
{
    private const int Padding = 16;
    private static readonly int StripeCount = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 64));
    private readonly long[] _stripes = new long[(StripeCount + 1) * Padding];
    private volatile bool _closing;
    private int _closed;

    internal bool IsClosing => _closing;

    // Throws ObjectDisposedException once Close was called.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Enter()
    {
        var stripe = ((Thread.GetCurrentProcessorId() & (StripeCount - 1)) + 1) * Padding;
        Interlocked.Increment(ref _stripes[stripe]);
        if (_closing)
        {
            Refuse(stripe);
        }

        return stripe;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit(int stripe)
    {
        Interlocked.Decrement(ref _stripes[stripe]);
        if (_closing)
        {
            CloseIfUnused();
        }
    }

    internal void Close()
    {
        _closing = true;
        Interlocked.MemoryBarrier();

        // Operations in flight are short; what is open for longer (an iterator, a snapshot) closes the database when it is disposed.
        var wait = new SpinWait();
        for (var i = 0; i < 100 && !CloseIfUnused(); i++)
        {
            wait.SpinOnce();
        }
    }

    private bool CloseIfUnused()
    {
        for (var stripe = Padding; stripe < _stripes.Length; stripe += Padding)
        {
            if (Volatile.Read(ref _stripes[stripe]) != 0)
            {
                return false;
            }
        }

        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            close();
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refuse(int stripe)
    {
        Exit(stripe);
        throw new ObjectDisposedException(nameof(Store));
    }
}
