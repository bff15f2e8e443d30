// Reads a page of a shard: a range of the table's journal, shown as the stream's view type promises.
using Dyno.Storage;

namespace Dyno.Engine.Streams;

internal static class ShardReader
{
    private const string EventVersion = "1.1";
    private const string EventSource = "aws:dynamodb";

    private static readonly StreamIdentity TimeToLive = new("Service", "dynamodb.amazonaws.com");

    // Position: the first number to read; afterwards the first that was not. end: the first number after the range. Whether the range was read to its end.
    public static bool Read(EngineContext context, StreamState stream, ref ulong position, ulong end, int limit, List<StreamRecord> records)
    {
        Span<byte> lower = stackalloc byte[JournalRecord.KeyBytes];
        Span<byte> upper = stackalloc byte[JournalRecord.KeyBytes];
        JournalRecord.WriteKey(lower, stream.TableId, position);
        JournalRecord.WriteKey(upper, stream.TableId, Math.Max(position, end));
        var region = TableArn.RegionOf(stream.Arn);
        var images = StreamViews.ImagesOf(stream.View);
        long sizeBytes = 0;

        // What was trimmed stands before the first record of the stream.
        using var iterator = context.Store.Iterate(context.Journals, lower, upper, deletions: RangeDeletions.None);
        for (var more = iterator.SeekFirst(); more; more = iterator.Next())
        {
            if (records.Count == limit)
            {
                return false;
            }

            var sequence = JournalRecord.SequenceOf(iterator.Key);
            var record = Show(stream, region, images, sequence, JournalRecord.Decode(iterator.Value.ToArray()));
            sizeBytes += record.SizeBytes;
            if (records.Count > 0 && sizeBytes > Limits.PageSizeBytes)
            {
                return false;
            }

            records.Add(record);
            position = sequence + 1;
        }

        return true;
    }

    private static StreamRecord Show(StreamState stream, string region, JournalImages images, ulong sequence, in JournalRecord record)
    {
        var old = (images & JournalImages.Old) != 0 ? record.Old : null;
        var newer = (images & JournalImages.New) != 0 ? record.New : null;
        return new StreamRecord
        {
            EventID = $"{stream.TableId:x8}{stream.Created.ToUnixTimeMilliseconds() & 0xFFFF_FFFF:x8}{sequence:x16}",
            EventName = record.Event,
            EventVersion = EventVersion,
            EventSource = EventSource,
            AwsRegion = region,
            UserIdentity = record.Writer == ChangeWriter.TimeToLive ? TimeToLive : null,
            ApproximateCreationDateTime = record.Time,
            Keys = record.Keys,
            NewImage = newer,
            OldImage = old,
            SequenceNumber = SequenceNumbers.ToText(sequence),
            SizeBytes = record.Keys.Size + (old?.Size ?? 0) + (newer?.Size ?? 0),
            StreamViewType = stream.View,
        };
    }
}
