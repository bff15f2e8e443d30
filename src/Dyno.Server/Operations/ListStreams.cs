// ListStreams over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class ListStreams() : WireOperation(new StructShape(
    "ListStreamsInput",
    new Member("TableName", Shape.String, CommonMembers.OptionalNameConstraints),
    StreamMembers.Limit(Limits.StreamsPage),
    StreamMembers.ExclusiveStartStreamArn))
{
    public override bool IsStreams => true;

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var result = await server.Engine.ListStreamsAsync(
            new ListStreamsRequest
            {
                TableName = request.FindText("TableName"u8),
                Limit = request.FindInteger("Limit"u8),
                ExclusiveStartStreamArn = request.FindText("ExclusiveStartStreamArn"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteStartArray("Streams"u8);
        foreach (var stream in result.Streams)
        {
            response.WriteStartObject();
            response.WriteString("StreamArn"u8, stream.StreamArn);
            response.WriteString("TableName"u8, stream.TableName);
            response.WriteString("StreamLabel"u8, stream.StreamLabel);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (result.LastEvaluatedStreamArn is { } last)
        {
            response.WriteString("LastEvaluatedStreamArn"u8, last);
        }

        response.WriteEndObject();
    }
}
