// DescribeLimits over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html

using System.Text.Json;
using Dyno.Server.Shapes;

namespace Dyno.Server.Operations;

internal sealed class DescribeLimits() : WireOperation(new StructShape("DescribeLimitsInput"))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var limits = await server.Engine.DescribeLimitsAsync(cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteNumber("AccountMaxReadCapacityUnits"u8, limits.AccountMaxReadCapacityUnits);
        response.WriteNumber("AccountMaxWriteCapacityUnits"u8, limits.AccountMaxWriteCapacityUnits);
        response.WriteNumber("TableMaxReadCapacityUnits"u8, limits.TableMaxReadCapacityUnits);
        response.WriteNumber("TableMaxWriteCapacityUnits"u8, limits.TableMaxWriteCapacityUnits);
        response.WriteEndObject();
    }
}
