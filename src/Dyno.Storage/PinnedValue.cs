// A value as RocksDB holds it: no copy, kept in place until disposed.
using System.Runtime.CompilerServices;
using Dyno.Storage.Native;

namespace Dyno.Storage;

/// <summary>A value in place, in the cache or memory table that holds it. Dispose it soon: it keeps that block alive.</summary>
public unsafe ref struct PinnedValue
{
    private readonly UsageGate? _gate;
    private readonly int _stripe;
    private readonly byte* _bytes;
    private readonly int _length;
    private nint _pinned;

    internal PinnedValue(UsageGate gate, int stripe, nint pinned)
    {
        nuint length;
        _gate = gate;
        _stripe = stripe;
        _pinned = pinned;
        _bytes = RocksDb.PinnedValue(pinned, &length);
        _length = checked((int)length);
    }

    /// <summary>The bytes, valid until <see cref="Dispose"/>.</summary>
    public readonly ReadOnlySpan<byte> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_bytes, _length);
    }

    /// <summary>Lets the value go. More calls do nothing.</summary>
    public void Dispose()
    {
        if (_pinned != 0)
        {
            RocksDb.PinnedDestroy(_pinned);
            _pinned = 0;
            _gate!.Exit(_stripe);
        }
    }
}
