// The size of one item collection while writes are at work on it. Changed under the commit order, read by anybody.
using System.Buffers.Binary;

namespace Dyno.Engine;

internal sealed class ItemCollection(byte[] key)
{
    private readonly Lock _lock = new();
    private bool _isRead;
    private long _sizeBytes;

    // In the family `meta`.
    public byte[] Key { get; } = key;

    // How many writes are at work on it; guarded by ItemCollections.
    public int Users { get; set; }

    public long SizeBytes => Volatile.Read(ref _sizeBytes);

    public void Read(EngineContext context)
    {
        lock (_lock)
        {
            if (!_isRead)
            {
                _sizeBytes = context.Store.Get(context.Meta, Key) is { } value ? BinaryPrimitives.ReadInt64BigEndian(value) : 0;
                _isRead = true;
            }
        }
    }

    public void Add(long bytes) => Volatile.Write(ref _sizeBytes, _sizeBytes + bytes);

    public override string ToString() => $"{SizeBytes} bytes";
}
