// GetRecords over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class GetRecords() : WireOperation(new StructShape(
    "GetRecordsInput",
    new Member("ShardIterator", Shape.String, Constraint.NotNull, Constraint.LengthAtLeast(1), Constraint.LengthAtMost(2048)),
    StreamMembers.Limit(Limits.GetRecordsPage)))
{
    public override bool IsStreams => true;

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var result = await server.Engine.GetRecordsAsync(
            new GetRecordsRequest { ShardIterator = request.Text("ShardIterator"u8), Limit = request.FindInteger("Limit"u8) },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteStartArray("Records"u8);
        foreach (var record in result.Records)
        {
            StreamResults.Write(response, record);
        }

        response.WriteEndArray();
        if (result.NextShardIterator is { } next)
        {
            response.WriteString("NextShardIterator"u8, next);
        }

        response.WriteEndObject();
    }
}
