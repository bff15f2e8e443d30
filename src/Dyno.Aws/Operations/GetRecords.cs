// GetRecords on the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html

using System.Text.Json;
using Dyno.Aws.Streams;

namespace Dyno.Aws;

internal static class GetRecords
{
    public static void Write(Utf8JsonWriter writer, GetRecordsRequest request)
    {
        StreamsJson.WriteIfGiven(writer, "ShardIterator", request.ShardIterator);
        StreamsJson.WriteIfGiven(writer, "Limit", request.Limit);
    }

    public static GetRecordsResult FromAws(JsonElement json) => new()
    {
        Records = StreamsJson.List(json, "Records", ReadRecord),
        NextShardIterator = StreamsJson.Text(json, "NextShardIterator"),
    };

    private static StreamRecord ReadRecord(JsonElement record)
    {
        var change = record.GetProperty("dynamodb");
        return new StreamRecord
        {
            EventID = StreamsJson.Text(record, "eventID") ?? "",
            EventName = StreamsJson.EnumOf<OperationType>(record, "eventName"),
            EventVersion = StreamsJson.Text(record, "eventVersion") ?? "",
            EventSource = StreamsJson.Text(record, "eventSource") ?? "",
            AwsRegion = StreamsJson.Text(record, "awsRegion") ?? "",
            UserIdentity = ReadIdentity(record),
            ApproximateCreationDateTime = StreamsJson.Time(change, "ApproximateCreationDateTime"),
            Keys = StreamsJson.ItemOrNull(change, "Keys") ?? Item.Empty,
            NewImage = StreamsJson.ItemOrNull(change, "NewImage"),
            OldImage = StreamsJson.ItemOrNull(change, "OldImage"),
            SequenceNumber = StreamsJson.Text(change, "SequenceNumber") ?? "",
            SizeBytes = change.TryGetProperty("SizeBytes", out var size) ? size.GetInt64() : 0,
            StreamViewType = StreamsJson.EnumOf<StreamViewType>(change, "StreamViewType"),
        };
    }

    // The API's names begin with capitals; the events that Lambda hands on, and some servers, have them small.
    private static StreamIdentity? ReadIdentity(JsonElement record) => record.TryGetProperty("userIdentity", out var identity)
        ? new(
            StreamsJson.Text(identity, "Type") ?? StreamsJson.Text(identity, "type") ?? "",
            StreamsJson.Text(identity, "PrincipalId") ?? StreamsJson.Text(identity, "principalId") ?? "")
        : null;
}
