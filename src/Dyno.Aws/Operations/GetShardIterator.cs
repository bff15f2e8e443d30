// GetShardIterator on the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html

using System.Text.Json;
using Dyno.Aws.Streams;

namespace Dyno.Aws;

internal static class GetShardIterator
{
    public static void Write(Utf8JsonWriter writer, GetShardIteratorRequest request)
    {
        StreamsJson.WriteIfGiven(writer, "StreamArn", request.StreamArn);
        StreamsJson.WriteIfGiven(writer, "ShardId", request.ShardId);
        writer.WriteString("ShardIteratorType", request.ShardIteratorType.ToString());
        StreamsJson.WriteIfGiven(writer, "SequenceNumber", request.SequenceNumber);
    }

    public static GetShardIteratorResult FromAws(JsonElement json) => new() { ShardIterator = StreamsJson.Text(json, "ShardIterator") ?? "" };
}
