// Writes what happens to items of tables that have a journal, in the commit order.
//
// 1. A record is in the same batch as its change: neither exists without the other. 2. Sequence numbers grow in the order of the commits and are never used
// twice: they are taken from blocks, and a block's end is on disk with or before its first number. 3. The store shows records in their order: who has
// read up to a number finds nothing new below it. 4. Times never go back.
using System.Buffers.Binary;
using Dyno.Engine.Commit;
using Dyno.Storage;

namespace Dyno.Engine.Streams;

internal sealed class Journal
{
    // Numbers that a crash leaves unused at most.
    private const ulong BlockSize = 1 << 16;

    private readonly EngineContext _context;
    private ulong _next = 1;
    private ulong _blockEnd;
    private long _lastMilliseconds;

    public Journal(EngineContext context)
    {
        _context = context;
        if (context.Store.Get(context.Meta, MetaKeys.SequenceBlock) is { } end)
        {
            _next = BinaryPrimitives.ReadUInt64BigEndian(end);
        }

        _blockEnd = _next;
    }

    // The next number that a commit will get.
    public ulong Next => Volatile.Read(ref _next);

    // Before the commit order, under the key's lock: makes the record of a change that writes.
    public static void Collect(WriteSet set, ItemChange change)
    {
        var happened = !change.Existed ? OperationType.INSERT : change.Exists ? OperationType.MODIFY : OperationType.REMOVE;
        var keys = new ReadTarget(change.Table, null).KeyOf(change.Exists ? change.After : change.Before);
        set.Add(new PendingRecord(change.Table.Id, JournalRecord.Encode(happened, set.Writer, keys, change.Before, change.After, change.Table.Journal)));
    }

    // Under the commit order: gives the records their places. The batch must be enqueued next.
    public void Append(List<PendingRecord> records, WriteBatch batch)
    {
        _lastMilliseconds = Math.Max(_lastMilliseconds, _context.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        Span<byte> key = stackalloc byte[JournalRecord.KeyBytes];
        for (var i = 0; i < records.Count; i++)
        {
            JournalRecord.WriteKey(key, records[i].TableId, Take(batch));
            JournalRecord.Stamp(records[i].Value, _lastMilliseconds, hasMoreOfCommit: i < records.Count - 1);
            batch.Put(_context.Journals, key, records[i].Value);
        }
    }

    // Under the commit order: a number of one's own.
    public ulong Take(WriteBatch batch)
    {
        if (_next == _blockEnd)
        {
            Span<byte> end = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(end, _blockEnd + BlockSize);
            batch.Put(_context.Meta, MetaKeys.SequenceBlock, end);
            _blockEnd += BlockSize;
        }

        var number = _next;
        Volatile.Write(ref _next, number + 1);
        return number;
    }

    // Under the commit order: what was appended last was not committed, and with it perhaps the end of a block: the next number writes it again.
    public void Undo() => _blockEnd = _next;

    // At opening: the clock may have been put back since a table's last record.
    public void Follow(uint tableId)
    {
        // A record that was trimmed is older than what is wanted.
        using var records = _context.Store.Iterate(_context.Journals, MetaKeys.Number(tableId), MetaKeys.Number(tableId + 1), deletions: RangeDeletions.None);
        if (records.SeekLast())
        {
            _lastMilliseconds = Math.Max(_lastMilliseconds, JournalRecord.MillisecondsOf(records.Value));
        }
    }

    public void DeleteRange(WriteBatch batch, uint tableId, ulong from, ulong to)
    {
        Span<byte> first = stackalloc byte[JournalRecord.KeyBytes];
        Span<byte> end = stackalloc byte[JournalRecord.KeyBytes];
        JournalRecord.WriteKey(first, tableId, from);
        JournalRecord.WriteKey(end, tableId, to);
        batch.DeleteRange(_context.Journals, first, end);
    }

    // The first record of a table from a number on that is younger than a time; or `to` where there is none before it. Times never go back: it halves.
    public ulong FirstAfter(uint tableId, ulong from, ulong to, long milliseconds)
    {
        Span<byte> first = stackalloc byte[JournalRecord.KeyBytes];
        Span<byte> end = stackalloc byte[JournalRecord.KeyBytes];
        JournalRecord.WriteKey(first, tableId, from);
        JournalRecord.WriteKey(end, tableId, to);
        using var records = _context.Store.Iterate(_context.Journals, first, end, deletions: RangeDeletions.None);
        var low = from;
        var high = to;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            JournalRecord.WriteKey(first, tableId, middle);
            if (!records.Seek(first) || JournalRecord.MillisecondsOf(records.Value) > milliseconds)
            {
                high = middle;
            }
            else
            {
                low = JournalRecord.SequenceOf(records.Key) + 1;
            }
        }

        return low;
    }

    internal readonly record struct PendingRecord(uint TableId, byte[] Value);
}
