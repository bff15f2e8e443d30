// DescribeTimeToLive over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class DescribeTimeToLive() : WireOperation(new StructShape("DescribeTimeToLiveInput", TableMembers.TableName))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var result = await server.Engine.DescribeTimeToLiveAsync(request.Text("TableName"u8), cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteStartObject("TimeToLiveDescription"u8);
        response.WriteString("TimeToLiveStatus"u8, result.TimeToLiveStatus.ToString());
        if (result.AttributeName is { } attribute)
        {
            response.WriteString("AttributeName"u8, attribute);
        }

        response.WriteEndObject();
        response.WriteEndObject();
    }
}
