// Batches that wait to be used again; a batch keeps its buffer.
using System.Collections.Concurrent;

namespace Dyno.Storage;

internal sealed class WriteBatchPool
{
    private const int Limit = 256;
    private readonly ConcurrentQueue<WriteBatch> _batches = new();
    private WriteBatch? _fast;

    internal WriteBatch Rent()
    {
        var batch = Interlocked.Exchange(ref _fast, null);
        return batch is not null || _batches.TryDequeue(out batch) ? batch : new WriteBatch(this);
    }

    internal void Return(WriteBatch batch)
    {
        if (Interlocked.CompareExchange(ref _fast, batch, null) is not null && _batches.Count < Limit)
        {
            _batches.Enqueue(batch);
        }
    }
}
