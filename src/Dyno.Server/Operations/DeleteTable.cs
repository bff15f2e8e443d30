// DeleteTable over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class DeleteTable() : WireOperation(new StructShape("DeleteTableInput", TableMembers.TableName))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var table = await server.Engine.DeleteTableAsync(request.Text("TableName"u8), cancellationToken).ConfigureAwait(false);
        TableWriter.WriteDeleted(response, "TableDescription"u8, table);
    }
}
