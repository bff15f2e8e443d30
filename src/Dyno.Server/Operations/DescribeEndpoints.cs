// DescribeEndpoints over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html
// The one endpoint is this server, by the address that it listens on.

using System.Text.Json;
using Dyno.Server.Shapes;

namespace Dyno.Server.Operations;

internal sealed class DescribeEndpoints() : WireOperation(new StructShape("DescribeEndpointsInput"))
{
    private const int CachePeriodMinutes = 1440;

    public override ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        response.WriteStartObject();
        response.WriteStartArray("Endpoints"u8);
        response.WriteStartObject();
        response.WriteString("Address"u8, server.Endpoint!.Authority);
        response.WriteNumber("CachePeriodInMinutes"u8, CachePeriodMinutes);
        response.WriteEndObject();
        response.WriteEndArray();
        response.WriteEndObject();
        return default;
    }
}
