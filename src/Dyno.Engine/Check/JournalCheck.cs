// Verifies the journal of one table: records decode, stand in a shard of a stream, have the images that the stream promises, in the order of their times, and a
// transaction's records follow each other without gap. Whether the images lead from one to the next and to the item as it is: JournalChain.
using Dyno.Engine.Streams;

namespace Dyno.Engine.Check;

internal sealed class JournalCheck(CheckRun run, List<StreamState> streams, CatalogCheck catalog)
{
    private readonly uint _tableId = streams[0].TableId;
    private readonly string _name = streams[0].TableName;

    // About what is older than 24 hours is forgotten, of one table earlier than of another.
    private readonly DateTimeOffset _forgotten = DateTimeOffset.UtcNow - Limits.StreamRetention + TimeSpan.FromHours(1);
    private long _count;
    private bool _isDamaged;

    public void Walk()
    {
        long lastMilliseconds = 0;
        ulong? expected = null;
        using var records = run.Of(EngineContext.JournalName, _tableId);
        for (var more = records?.SeekFirst() ?? false; more; more = records!.Next())
        {
            run.Row();
            _count++;
            if (records!.Key.Length != JournalRecord.KeyBytes)
            {
                Found($"a record has the key {KeyText.Hex(records.Key)}, which is none");
                _isDamaged = true;
                continue;
            }

            var sequence = JournalRecord.SequenceOf(records.Key);
            CheckContinued(ref expected, sequence);
            if (TryDecode(records.Value) is not { } record)
            {
                Found($"the record {sequence} cannot be decoded");
                _isDamaged = true;
                continue;
            }

            var milliseconds = record.Time.ToUnixTimeMilliseconds();
            if (milliseconds < lastMilliseconds)
            {
                Found($"the record {sequence} is older than the one before it");
            }

            lastMilliseconds = milliseconds;
            expected = record.HasMoreOfCommit && record.Time > _forgotten ? sequence + 1 : null;
            if (sequence >= catalog.SequenceEnd)
            {
                Found($"the record {sequence} has a number that is said to be unused: they are from {catalog.SequenceEnd} on");
            }

            CheckPlace(sequence, record);
        }

        ulong none = 0;
        CheckContinued(ref expected, none);
        run.AddJournalRecords(_count);
    }

    // After all walks: the records that could be read lead to the items as they are.
    public void Follow()
    {
        if (!_isDamaged)
        {
            new JournalChain(run, streams, catalog.Tables.Find(t => t.Id == _tableId)).Run(_count);
        }
    }

    public static JournalRecord? TryDecode(ReadOnlySpan<byte> value)
    {
        try
        {
            return JournalRecord.Decode(value.ToArray());
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    // The rest of a transaction may be of another table.
    private void CheckContinued(ref ulong? expected, ulong sequence)
    {
        if (expected is { } number && number != sequence && !IsElsewhere(number))
        {
            Found($"the record {number} is missing: the one before it says that it belongs to the same commit");
        }

        expected = null;
    }

    private bool IsElsewhere(ulong number)
    {
        var key = new byte[JournalRecord.KeyBytes];
        foreach (var id in catalog.Streams.Select(s => s.TableId).Distinct())
        {
            JournalRecord.WriteKey(key, id, number);
            if (run.Contains(EngineContext.JournalName, key))
            {
                return true;
            }
        }

        return !catalog.IsWhole;
    }

    private void CheckPlace(ulong sequence, in JournalRecord record)
    {
        if (StreamOf(sequence) is not { } stream)
        {
            Found($"the record {sequence} is in no shard of a stream");
            return;
        }

        var images = StreamViews.ImagesOf(stream.View);
        var hasOld = (images & JournalImages.Old) != 0 && record.Event != OperationType.INSERT;
        var hasNew = (images & JournalImages.New) != 0 && record.Event != OperationType.REMOVE;
        if (record.Old is not null != hasOld || record.New is not null != hasNew)
        {
            Found($"the record {sequence} of a {record.Event} has not the images of {stream.View}", record.Keys);
        }

        if (!HasKeys(stream, record.Keys) || !Agrees(record.Keys, record.Old) || !Agrees(record.Keys, record.New))
        {
            Found($"the images of the record {sequence} are not of its key", record.Keys);
        }
    }

    private StreamState? StreamOf(ulong sequence) => streams.Find(
        s => s.Shards.Count > 0 && sequence >= s.Shards[0].From && sequence > s.Trimmed && (s.Shards[^1].To is not { } to || sequence <= to));

    private static bool HasKeys(StreamState stream, in Item keys)
    {
        var count = 0;
        for (var reader = keys.GetReader(); reader.Read(); count++)
        {
        }

        foreach (var name in stream.Key)
        {
            count -= keys.Contains(name) ? 1 : 0;
        }

        return count == 0;
    }

    private static bool Agrees(in Item keys, Item? image)
    {
        if (image is not { } item)
        {
            return true;
        }

        for (var reader = keys.GetReader(); reader.Read();)
        {
            if (!item.TryGet(reader.Name, out var value) || !value.Raw.SequenceEqual(reader.Value.Raw))
            {
                return false;
            }
        }

        return true;
    }

    private void Found(string text, Item? keys = null) => run.Found(CheckedThing.Journal, text, _name, null, keys?.ToJson());
}
