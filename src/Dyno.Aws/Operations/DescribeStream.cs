// DescribeStream on the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html

using System.Text.Json;
using Dyno.Aws.Streams;

namespace Dyno.Aws;

internal static class DescribeStream
{
    public static void Write(Utf8JsonWriter writer, DescribeStreamRequest request)
    {
        StreamsJson.WriteIfGiven(writer, "StreamArn", request.StreamArn);
        StreamsJson.WriteIfGiven(writer, "Limit", request.Limit);
        StreamsJson.WriteIfGiven(writer, "ExclusiveStartShardId", request.ExclusiveStartShardId);
        if (request.ShardFilter is { } filter)
        {
            writer.WriteStartObject("ShardFilter");
            writer.WriteString("Type", filter.Type.ToString());
            writer.WriteString("ShardId", filter.ShardId);
            writer.WriteEndObject();
        }
    }

    public static StreamDescription FromAws(JsonElement json)
    {
        var stream = json.GetProperty("StreamDescription");
        return new StreamDescription
        {
            StreamArn = StreamsJson.Text(stream, "StreamArn") ?? "",
            StreamLabel = StreamsJson.Text(stream, "StreamLabel") ?? "",
            StreamStatus = StreamsJson.EnumOf<StreamStatus>(stream, "StreamStatus"),
            StreamViewType = StreamsJson.EnumOf<StreamViewType>(stream, "StreamViewType"),
            CreationRequestDateTime = StreamsJson.Time(stream, "CreationRequestDateTime"),
            TableName = StreamsJson.Text(stream, "TableName") ?? "",
            KeySchema = StreamsJson.List(stream, "KeySchema", e => new KeySchemaElement(
                StreamsJson.Text(e, "AttributeName") ?? "", StreamsJson.EnumOf<KeyType>(e, "KeyType"))),
            Shards = StreamsJson.List(stream, "Shards", ReadShard),
            LastEvaluatedShardId = StreamsJson.Text(stream, "LastEvaluatedShardId"),
        };
    }

    private static Shard ReadShard(JsonElement shard)
    {
        var range = shard.TryGetProperty("SequenceNumberRange", out var given) ? given : default;
        return new Shard(
            StreamsJson.Text(shard, "ShardId") ?? "",
            range.ValueKind == JsonValueKind.Object
                ? new(StreamsJson.Text(range, "StartingSequenceNumber") ?? "", StreamsJson.Text(range, "EndingSequenceNumber"))
                : new(""),
            StreamsJson.Text(shard, "ParentShardId"));
    }
}
