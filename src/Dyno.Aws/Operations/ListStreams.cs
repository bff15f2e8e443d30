// ListStreams on the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html

using System.Text.Json;
using Dyno.Aws.Streams;

namespace Dyno.Aws;

internal static class ListStreams
{
    public static void Write(Utf8JsonWriter writer, ListStreamsRequest request)
    {
        StreamsJson.WriteIfGiven(writer, "TableName", request.TableName);
        StreamsJson.WriteIfGiven(writer, "ExclusiveStartStreamArn", request.ExclusiveStartStreamArn);
        StreamsJson.WriteIfGiven(writer, "Limit", request.Limit);
    }

    public static ListStreamsResult FromAws(JsonElement json) => new()
    {
        Streams = StreamsJson.List(json, "Streams", s => new StreamSummary(
            StreamsJson.Text(s, "StreamArn") ?? "", StreamsJson.Text(s, "TableName") ?? "", StreamsJson.Text(s, "StreamLabel") ?? "")),
        LastEvaluatedStreamArn = StreamsJson.Text(json, "LastEvaluatedStreamArn"),
    };
}
