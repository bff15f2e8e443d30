// DescribeStream over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class DescribeStream() : WireOperation(new StructShape(
    "DescribeStreamInput",
    StreamMembers.StreamArn,
    StreamMembers.Limit(Limits.StreamsPage),
    StreamMembers.ExclusiveStartShardId,
    StreamMembers.ShardFilter))
{
    public override bool IsStreams => true;

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var stream = await server.Engine.DescribeStreamAsync(
            new DescribeStreamRequest
            {
                StreamArn = request.Text("StreamArn"u8),
                Limit = request.FindInteger("Limit"u8),
                ExclusiveStartShardId = request.FindText("ExclusiveStartShardId"u8),
                ShardFilter = request.TryFind("ShardFilter"u8, out var filter)
                    ? new ShardFilter(filter.FindEnum<ShardFilterType>("Type"u8), filter.Text("ShardId"u8))
                    : null,
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        StreamResults.Write(response, stream);
        response.WriteEndObject();
    }
}
