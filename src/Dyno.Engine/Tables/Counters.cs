// How many items or entries there are and how large they are, exactly. Changed under the commit order, read by anybody.
namespace Dyno.Engine;

internal sealed class Counters
{
    private long _count;
    private long _sizeBytes;

    public long Count => Volatile.Read(ref _count);

    public long SizeBytes => Volatile.Read(ref _sizeBytes);

    public void Set(long count, long sizeBytes)
    {
        Volatile.Write(ref _count, count);
        Volatile.Write(ref _sizeBytes, sizeBytes);
    }

    public void Add(long count, long sizeBytes) => Set(_count + count, _sizeBytes + sizeBytes);

    public override string ToString() => $"{Count} of {SizeBytes} bytes";
}
