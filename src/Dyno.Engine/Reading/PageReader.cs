// Reads one page: walks a range of storage keys, counts what it reads, filters, and stops at the limit or at 1 MB.
// DynamoDB counts the size of the items before the filter, and the item that crosses 1 MB still belongs to the page.

using Dyno.Storage;

namespace Dyno.Engine;

internal ref struct PageReader(EngineContext context, ReadTarget target, ReadShape shape)
{
    private readonly PageBuffer _buffer = new();
    private long _readBytes;
    private double _fetchUnits;

    public List<Item> Items { get; } = [];

    public int Count { get; private set; }

    public int ScannedCount { get; private set; }

    public Item? LastEvaluatedKey { get; private set; }

    public void Read(scoped ReadOnlySpan<byte> lower, scoped ReadOnlySpan<byte> upper, bool forward, int? limit, bool consistentRead)
    {
        // An inverted range (a start key at the very end) holds nothing.
        if (lower.SequenceCompareTo(upper) >= 0)
        {
            return;
        }

        // An iterator sees one moment; what is fetched beside it must come from the same one.
        using var snapshot = shape.FetchesFromTable ? context.Store.Snapshot() : null;
        var family = target.Index is null ? context.Items : context.Indexes;
        using var iterator = context.Store.Iterate(family, lower, upper, snapshot);
        for (var more = forward ? iterator.SeekFirst() : iterator.SeekLast(); more; more = forward ? iterator.Next() : iterator.Previous())
        {
            var item = _buffer.Add(iterator.Value);
            var last = item;
            ScannedCount++;
            _readBytes += item.Size;
            if (shape.FetchesFromTable)
            {
                _buffer.RemoveLast();
                item = Fetch(iterator.Key, snapshot, consistentRead);
                last = item;
            }

            var full = ScannedCount == limit || _readBytes >= Limits.PageSizeBytes;
            if (full)
            {
                LastEvaluatedKey = target.KeyOf(last);
            }

            Take(item);
            if (full)
            {
                return;
            }
        }
    }

    public readonly ConsumedCapacity? Capacity(ReturnConsumedCapacity wanted, bool consistentRead)
    {
        if (wanted == ReturnConsumedCapacity.NONE)
        {
            return null;
        }

        var meter = new CapacityMeter(target.Table);
        meter.Add(target.Index, CapacityUnits.Read(_readBytes, consistentRead));
        meter.AddTable(_fetchUnits);
        return meter.ToResult(wanted);
    }

    private void Take(Item item)
    {
        if (shape.Filter is { } filter && !filter.Matches(item))
        {
            _buffer.RemoveLast();
            return;
        }

        Count++;
        if (shape.CountOnly)
        {
            _buffer.RemoveLast();
        }
        else if (shape.Projection is { } projection)
        {
            Items.Add(projection.Apply(item));
            _buffer.RemoveLast();
        }
        else
        {
            Items.Add(item);
        }
    }

    private Item Fetch(scoped ReadOnlySpan<byte> indexKey, StoreSnapshot? snapshot, bool consistentRead)
    {
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            KeyLayout.WriteItemKey(ref key, target.Table.Id, KeyLayout.ReadTableKey(target.Index!, indexKey));
            if (!context.Store.TryGet(context.Items, key.Written, snapshot, out var value))
            {
                throw new InternalServerErrorException(Messages.IndexWithoutItem(target.Table.Name, target.Index!.Name));
            }

            using (value)
            {
                var item = _buffer.Add(value.Span);
                _fetchUnits += CapacityUnits.Read(item.Size, consistentRead);
                return item;
            }
        }
        finally
        {
            key.Dispose();
        }
    }
}
