// Follows the changes of each item through a table's journal, from the newest back: what a record says that there was is what the one before it left, and the
// newest leads to the item as it is. Bounded: of each changed item 64 bytes are kept, of so many at a time; with more, the journal is read several times,
// each time for the items of one part of the hashes.
using Dyno.Engine.Streams;

namespace Dyno.Engine.Check;

internal sealed class JournalChain(CheckRun run, List<StreamState> streams, TableState? table)
{
    private const long RecordsAtOnce = 1_000_000;

    public void Run(long count)
    {
        var parts = (uint)Math.Max(1, (count + RecordsAtOnce - 1) / RecordsAtOnce);
        for (uint part = 0; part < parts; part++)
        {
            foreach (var stream in streams)
            {
                Follow(stream, part, parts);
            }
        }
    }

    private void Follow(StreamState stream, uint part, uint parts)
    {
        var newer = new Dictionary<UInt128, Needed>();
        Span<byte> lower = stackalloc byte[JournalRecord.KeyBytes];
        Span<byte> upper = stackalloc byte[JournalRecord.KeyBytes];
        JournalRecord.WriteKey(lower, stream.TableId, stream.Shards[0].From);
        JournalRecord.WriteKey(upper, stream.TableId, stream.Shards[^1].To + 1 ?? ulong.MaxValue);
        using var records = run.Range(EngineContext.JournalName, lower, upper);
        for (var more = records?.SeekLast() ?? false; more; more = records!.Previous())
        {
            if (JournalCheck.TryDecode(records!.Value) is not { } record)
            {
                continue;
            }

            var hash = RowSum.HashOf(record.Keys.Span, default);
            if ((uint)(hash % parts) != part)
            {
                continue;
            }

            var sequence = JournalRecord.SequenceOf(records.Key);
            if (newer.TryGetValue(hash, out var needed))
            {
                Compare(record, sequence, needed);
            }
            else if (stream.Disabled is null)
            {
                CompareWithItem(record, sequence);
            }

            newer[hash] = new Needed(sequence, record.Event != OperationType.INSERT, record.Old is { } old ? RowSum.HashOf(default, old.Span) : null);
        }
    }

    // What the record left is what the next one of its item found.
    private void Compare(in JournalRecord record, ulong sequence, in Needed needed)
    {
        if (record.Event != OperationType.REMOVE != needed.Existed)
        {
            Found($"the record {sequence} is a {record.Event}, and the next one of the item, {needed.Sequence}, {(needed.Existed ? "changes it" : "inserts it")}", record);
        }
        else if (record.New is { } left && needed.Image is { } found && RowSum.HashOf(default, left.Span) != found)
        {
            Found($"the new image of the record {sequence} is not the old image of the next one of the item, {needed.Sequence}", record);
        }
    }

    private void CompareWithItem(in JournalRecord record, ulong sequence)
    {
        if (table is null || ItemReading.ItemKey(table, record.Keys) is not { } key)
        {
            return;
        }

        var item = run.Get(EngineContext.ItemsName, key);
        if (item is not null != (record.Event != OperationType.REMOVE))
        {
            Found($"the newest record of the item, {sequence}, is a {record.Event}, and the item is {(item is null ? "not there" : "there")}", record);
        }
        else if (item is not null && record.New is { } left && !left.Span.SequenceEqual(item) && ItemReading.TryParseAt(table, key, item, out _))
        {
            Found($"the item is not the new image of its newest record, {sequence}", record);
        }
    }

    private void Found(string text, in JournalRecord record) => run.Found(CheckedThing.Journal, text, streams[0].TableName, null, record.Keys.ToJson());

    // What the record after needs of the one before it.
    private readonly record struct Needed(ulong Sequence, bool Existed, UInt128? Image);
}
