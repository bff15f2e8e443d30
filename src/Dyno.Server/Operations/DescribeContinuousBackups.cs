// DescribeContinuousBackups over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
// The engine takes no backups of its own: they are off for every table, and the answer says so. Tools ask before they offer to restore.

using System.Text.Json;
using Dyno.Server.Shapes;

namespace Dyno.Server.Operations;

internal sealed class DescribeContinuousBackups() : WireOperation(new StructShape("DescribeContinuousBackupsInput", CommonMembers.TableName))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var table = request.GetProperty("TableName"u8).GetString()!;
        try
        {
            await server.Engine.DescribeTableAsync(table, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceNotFoundException)
        {
            throw new TableNotFoundException(Messages.NoTable(table));
        }

        response.WriteStartObject();
        response.WriteStartObject("ContinuousBackupsDescription"u8);
        response.WriteString("ContinuousBackupsStatus"u8, "DISABLED"u8);
        response.WriteStartObject("PointInTimeRecoveryDescription"u8);
        response.WriteString("PointInTimeRecoveryStatus"u8, "DISABLED"u8);
        response.WriteEndObject();
        response.WriteEndObject();
        response.WriteEndObject();
    }
}
