// All streams: those of tables that have one enabled, and for 24 hours those that were disabled or whose table was deleted.
//
// 1. Streams change in the turn of control operations (Catalog.Turn). 2. A shard's end is taken in the commit order and told to readers there: no reader takes
// a record beyond it for one of the shard. 3. Readers are told that a closed shard is read to its end only when the closing is durable (IsSettled): before
// that, records below its end may not be visible yet.
using System.Collections.Concurrent;
using Dyno.Engine.Commit;
using Dyno.Storage;

namespace Dyno.Engine.Streams;

internal sealed class StreamRegistry
{
    private readonly EngineContext _context;
    private readonly ConcurrentDictionary<string, StreamState> _streams = new(StringComparer.Ordinal);
    private ulong _settled;

    public StreamRegistry(EngineContext context)
    {
        _context = context;
        Load();
    }

    public bool IsEmpty => _streams.IsEmpty;

    public StreamState Get(string arn)
    {
        if (!arn.StartsWith("arn:", StringComparison.Ordinal) || !arn.Contains("/stream/", StringComparison.Ordinal))
        {
            throw new ValidationException(Messages.InvalidStreamArn);
        }

        return _streams.TryGetValue(arn, out var stream) ? stream : throw new ResourceNotFoundException(Messages.StreamNotFound(arn));
    }

    // In the order of their resource names.
    public List<StreamState> All()
    {
        var streams = new List<StreamState>(_streams.Values);
        streams.Sort(static (x, y) => string.CompareOrdinal(x.Arn, y.Arn));
        return streams;
    }

    public bool IsSettled(ShardState shard) => shard.To is { } to && to <= Volatile.Read(ref _settled);

    // UpdateTable's part of a stream: the table's new state.
    public TableState Update(string tableName, StreamSpecification specification)
    {
        if (specification.StreamEnabled)
        {
            return Enable(tableName, specification.StreamViewType ?? throw new ValidationException(Messages.EnabledStreamWithoutView));
        }

        return specification.StreamViewType is null ? Disable(tableName) : throw new ValidationException(Messages.ViewWithoutEnabledStream);
    }

    public TableState Enable(string tableName, StreamViewType view)
    {
        StreamState? opened = null;
        return _context.Catalog.Replace(
            tableName,
            table => table.Record.Stream is null
                ? table.Record with { Stream = view, StreamLabel = NewLabel(table.Name) }
                : throw new ValidationException(Messages.StreamEnabled(table.Name)),
            (table, batch) => opened = Open(table, batch),
            _ => Publish(opened));
    }

    public TableState Disable(string tableName) => _context.Catalog.Replace(
        tableName,
        table => table.Record.Stream is null ? throw new ValidationException(Messages.NoStream(table.Name)) : table.Record with { Stream = null },
        (table, batch) => Close(table, batch),
        Settle);

    // No other stream of a table of this name has it.
    public string NewLabel(string tableName)
    {
        var time = _context.Clock.GetUtcNow();
        while (true)
        {
            var label = StreamState.LabelOf(time);
            if (!_streams.ContainsKey(StreamState.ArnOf(tableName, label)))
            {
                return label;
            }

            time += TimeSpan.FromMilliseconds(1);
        }
    }

    // Before the table's first record: under the commit order, or before the table can be written to. Null where the table has no stream.
    public StreamState? Open(TableState table, WriteBatch batch)
    {
        if (table.Record is not { Stream: { } view, StreamLabel: { } label })
        {
            return null;
        }

        var now = _context.Clock.GetUtcNow();
        var stream = new StreamState
        {
            TableId = table.Id,
            TableName = table.Name,
            Label = label,
            View = view,
            Created = now,
            Key = table.SortKey is { } sort ? [table.PartitionKey.Name, sort.Name] : [table.PartitionKey.Name],
            Shards = [new ShardState(_context.Journal.Next, null, now)],
        };
        Put(stream, batch);
        return stream;
    }

    public void Publish(StreamState? stream)
    {
        if (stream is not null)
        {
            _streams[stream.Arn] = stream;
            _context.Keeper.StartIfNeeded();
        }
    }

    // Under the commit order: the table's stream takes no more records.
    public void Close(TableState table, WriteBatch batch)
    {
        if (table.Record.StreamLabel is { } label && _streams.TryGetValue(StreamState.ArnOf(table.Name, label), out var stream) && stream.Disabled is null)
        {
            var now = _context.Clock.GetUtcNow();
            Change(stream with { Disabled = now, Shards = CloseLast(stream, _context.Journal.Take(batch), now) }, batch);
        }
    }

    // The closing of the table's stream is durable.
    public void Settle(TableState table)
    {
        if (table.Record.StreamLabel is { } label && _streams.TryGetValue(StreamState.ArnOf(table.Name, label), out var stream)
            && stream.Shards is [.., { To: { } to }])
        {
            Settle(to);
        }
    }

    // In the turn of control operations: the open shard is closed and continued by another.
    public void Rotate(StreamState stream)
    {
        var now = _context.Clock.GetUtcNow();
        ulong end = 0;
        using var batch = _context.Store.RentBatch();
        _context.Order.EnqueueInOrder(batch, b =>
        {
            end = _context.Journal.Take(b);
            var shards = CloseLast(stream, end, now);
            shards.Add(new ShardState(end + 1, shards[^1].Id, now));
            Change(stream with { Shards = shards }, b);
        });
        StoreErrors.Complete(_context.Store, batch);
        Settle(end);
    }

    // In the turn of control operations: forgets what is older than 24 hours, and the whole stream once nothing in it can be younger.
    public void Trim(StreamState stream, DateTimeOffset horizon)
    {
        using var batch = _context.Store.RentBatch();
        var first = Math.Max(stream.Shards[0].From, stream.Trimmed + 1);
        if (stream.Disabled <= horizon)
        {
            _context.Journal.DeleteRange(batch, stream.TableId, first, stream.Shards[^1].To!.Value + 1);
            batch.Delete(_context.Meta, stream.StorageKey);
            StoreErrors.Commit(_context.Store, batch);
            _streams.TryRemove(stream.Arn, out _);
            return;
        }

        var keep = _context.Journal.FirstAfter(stream.TableId, first, _context.Journal.Next, horizon.ToUnixTimeMilliseconds());
        var shards = stream.Shards.Where(s => s.Closed is not { } closed || closed > horizon).ToList();
        if (keep == first && shards.Count == stream.Shards.Count)
        {
            return;
        }

        _context.Journal.DeleteRange(batch, stream.TableId, first, keep);
        Change(stream with { Trimmed = Math.Max(stream.Trimmed, keep - 1), Shards = shards }, batch);
        StoreErrors.Commit(_context.Store, batch);
    }

    private static List<ShardState> CloseLast(StreamState stream, ulong to, DateTimeOffset now) =>
        [.. stream.Shards.SkipLast(1), stream.Shards[^1] with { To = to, Closed = now }];

    private void Change(StreamState stream, WriteBatch batch)
    {
        Put(stream, batch);
        _streams[stream.Arn] = stream;
    }

    private void Put(StreamState stream, WriteBatch batch) => batch.Put(_context.Meta, stream.StorageKey, stream.ToItem().Span);

    private void Settle(ulong to)
    {
        if (to > Volatile.Read(ref _settled))
        {
            Volatile.Write(ref _settled, to);
        }
    }

    private void Load()
    {
        using var records = _context.Store.Iterate(_context.Meta, MetaKeys.Streams, "s0"u8, deletions: RangeDeletions.None);
        for (var more = records.SeekFirst(); more; more = records.Next())
        {
            var stream = StreamState.FromItem(Item.Parse(records.Value.ToArray()));
            _streams[stream.Arn] = stream;
            _context.Journal.Follow(stream.TableId);
        }

        _settled = _context.Journal.Next;
    }
}
