// GetShardIterator over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class GetShardIterator() : WireOperation(new StructShape(
    "GetShardIteratorInput",
    StreamMembers.StreamArn,
    StreamMembers.ShardId,
    new Member(
        "ShardIteratorType", Shape.String, Constraint.NotNull,
        Constraint.OneOf("AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON")),
    StreamMembers.SequenceNumber))
{
    public override bool IsStreams => true;

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var result = await server.Engine.GetShardIteratorAsync(
            new GetShardIteratorRequest
            {
                StreamArn = request.Text("StreamArn"u8),
                ShardId = request.Text("ShardId"u8),
                ShardIteratorType = request.FindEnum<ShardIteratorType>("ShardIteratorType"u8),
                SequenceNumber = request.FindText("SequenceNumber"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteString("ShardIterator"u8, result.ShardIterator);
        response.WriteEndObject();
    }
}
