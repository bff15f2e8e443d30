// Reads one page: walks a range of storage keys, counts what it reads, filters, and stops at the limit or at 1 MB.
// DynamoDB counts the items before the filter (see PageSize), and the item that crosses 1 MB still belongs to the page.

using Dyno.Engine.Transactions;
using Dyno.Storage;

namespace Dyno.Engine;

internal ref struct PageReader(EngineContext context, TransactionView? transaction, ReadTarget target, ReadShape shape, PageBuffer? lent = null)
{
    private readonly PageBuffer _buffer = lent ?? PageBuffer.Rent();
    private long _pageBytes;
    private double _units;
    private double _fetchUnits;

    // The partition that is being read: what was read of it, and its hashes.
    private long _partitionBytes;
    private long _partitionEnd;
    private uint _hash;

    // Of the page, once it is read; asked for once.
    public readonly IReadOnlyList<Item> TakeItems() => lent is null ? PageBuffer.Detach(_buffer) : _buffer.Items;

    public int Count { get; private set; }

    public int ScannedCount { get; private set; }

    public Item? LastEvaluatedKey { get; private set; }

    // A page of one partition key.
    public void ReadPartition(scoped ReadOnlySpan<byte> lower, scoped ReadOnlySpan<byte> upper, bool forward, int? limit, bool consistentRead)
    {
        _hash = CapacityControl.HashOf(lower);
        _partitionEnd = long.MaxValue;
        context.Capacity.CheckRead(target.Capacity, _hash);
        Read(lower, upper, forward, limit, consistentRead);
        Charge(consistentRead);
    }

    // A page of all partition keys whose hashes lie below an end. Every partition that it comes to costs at least as much as reading nothing.
    public void ReadAll(scoped ReadOnlySpan<byte> lower, scoped ReadOnlySpan<byte> upper, long endHash, int? limit, bool consistentRead)
    {
        _hash = CapacityControl.HashOf(lower);
        _partitionEnd = target.Capacity.Partitions.Of(_hash).End;
        context.Capacity.CheckRead(target.Capacity, _hash);
        Read(lower, upper, forward: true, limit, consistentRead);
        if (LastEvaluatedKey is null)
        {
            PassTo(endHash - 1, consistentRead);
        }

        Charge(consistentRead);
    }

    // An inverted range (a start key at the very end) holds nothing.
    private void Read(scoped ReadOnlySpan<byte> lower, scoped ReadOnlySpan<byte> upper, bool forward, int? limit, bool consistentRead)
    {
        if (lower.SequenceCompareTo(upper) >= 0)
        {
            return;
        }

        ReadOnlySpan<byte> sortKeyName = target.Table.SortKey is { } sortKey ? sortKey.Utf8Name : default;

        // An iterator sees one moment; what is fetched beside it must come from the same one.
        using var view = transaction is null ? context.Views.Of(target, consistentRead) : transaction.Read();
        using var own = shape.FetchesFromTable && view.Snapshot is null ? context.Store.Snapshot() : null;
        var fetched = own is null ? view : new ReadView(own);
        transaction?.CheckReadable(target.Index);
        var family = target.Index is null ? context.Items : context.Indexes;
        var written = target.Index is null ? view.Written?.Items : view.Written?.Entries;
        using var iterator = context.Store.Iterate(family, lower, upper, fetched.Snapshot, deletions: RangeDeletions.None);
        var walk = new RangeWalk(iterator, lower, upper, forward, written);
        for (var more = walk.First(); more; more = walk.Next())
        {
            var bytes = walk.Value;
            ScannedCount++;
            if (CapacityControl.HashOf(walk.Key) is var hash && hash >= _partitionEnd)
            {
                PassTo(hash, consistentRead);
            }

            _pageBytes += PageSize.Of(bytes, sortKeyName, out var size);
            _partitionBytes += size;
            var full = ScannedCount == limit || _pageBytes >= Limits.PageSizeBytes;
            if (shape.IsReadInPlace && !full)
            {
                TakePart(bytes);
                continue;
            }

            var item = shape.FetchesFromTable ? Fetch(walk.Key, fetched, consistentRead) : _buffer.Add(bytes);
            if (full)
            {
                LastEvaluatedKey = target.KeyOf(item);
            }

            Take(item);
            if (full)
            {
                transaction?.AddRange(target, lower, upper, forward, walk.Key);
                return;
            }
        }

        transaction?.AddRange(target, lower, upper, forward, default);
    }

    // tableName: as the request has it.
    public readonly ConsumedCapacity? Capacity(string tableName, ReturnConsumedCapacity wanted)
    {
        if (wanted == ReturnConsumedCapacity.NONE)
        {
            return null;
        }

        var meter = new CapacityMeter(target.Table, tableName);
        meter.Add(target.Index, _units);
        meter.AddTable(_fetchUnits);
        return meter.ToResult(wanted);
    }

    // Leaves partitions behind, with what was read of them, until the one with the hash.
    private void PassTo(long hash, bool consistentRead)
    {
        while (hash >= _partitionEnd)
        {
            Charge(consistentRead);
            _hash = (uint)_partitionEnd;
            _partitionEnd = target.Capacity.Partitions.Of(_hash).End;
        }
    }

    private void Charge(bool consistentRead)
    {
        var units = CapacityUnits.Read(_partitionBytes, consistentRead);
        _units += units;
        _partitionBytes = 0;
        context.Capacity.ChargeRead(target.Capacity, _hash, units);
    }

    // Of an item in the store's memory: what is not wanted of it is never copied.
    private void TakePart(scoped ReadOnlySpan<byte> item)
    {
        Count++;
        if (!shape.CountOnly)
        {
            _buffer.Items.Add(shape.Projection!.Apply(item));
        }
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
            _buffer.Items.Add(projection.Apply(item));
            _buffer.RemoveLast();
        }
        else
        {
            _buffer.Items.Add(item);
        }
    }

    private Item Fetch(scoped ReadOnlySpan<byte> indexKey, in ReadView view, bool consistentRead)
    {
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            KeyLayout.WriteItemKey(ref key, target.Table.Id, KeyLayout.ReadTableKey(target.Index!, indexKey));
            if (transaction is not null)
            {
                return Accept((view.Find(context, target.Table, key.Written, projection: null).Item ?? throw WithoutItem()).Span, consistentRead);
            }

            if (!context.Store.TryGet(context.Items, key.Written, view.Snapshot, out var value))
            {
                throw WithoutItem();
            }

            using (value)
            {
                return Accept(value.Span, consistentRead);
            }
        }
        finally
        {
            key.Dispose();
        }
    }

    private Item Accept(scoped ReadOnlySpan<byte> bytes, bool consistentRead)
    {
        var item = _buffer.Add(bytes);
        var units = CapacityUnits.Read(item.Size, consistentRead);
        _fetchUnits += units;
        context.Capacity.ChargeRead(target.Table.Capacity, _hash, units);
        return item;
    }

    private readonly InternalServerErrorException WithoutItem() => new(Messages.IndexWithoutItem(target.Table.Name, target.Index!.Name));
}
