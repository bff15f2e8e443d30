// UpdateTimeToLive over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class UpdateTimeToLive() : WireOperation(new StructShape(
    "UpdateTimeToLiveInput", TableMembers.TableName, StreamMembers.TimeToLiveSpecification))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var specification = request.GetProperty("TimeToLiveSpecification"u8);
        var result = await server.Engine.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = request.Text("TableName"u8),
                TimeToLiveSpecification = new TimeToLiveSpecification(
                    specification.FindBoolean("Enabled"u8) ?? false, specification.Text("AttributeName"u8)),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteStartObject("TimeToLiveSpecification"u8);
        response.WriteBoolean("Enabled"u8, result.Enabled);
        response.WriteString("AttributeName"u8, result.AttributeName);
        response.WriteEndObject();
        response.WriteEndObject();
    }
}
