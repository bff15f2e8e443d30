// UpdateTable over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class UpdateTable() : WireOperation(new StructShape(
    "UpdateTableInput",
    TableMembers.TableName,
    TableMembers.ProvisionedThroughput,
    TableMembers.BillingMode,
    new Member("GlobalSecondaryIndexUpdates", new ListShape(new StructShape(
        "GlobalSecondaryIndexUpdate",
        new Member("Update", new StructShape(
            "UpdateGlobalSecondaryIndexAction",
            TableMembers.IndexName,
            new Member("ProvisionedThroughput", TableMembers.ThroughputShape),
            TableMembers.OnDemandThroughput,
            TableMembers.WarmThroughput)),
        new Member("Create", new StructShape(
            "CreateGlobalSecondaryIndexAction",
            TableMembers.Projection,
            TableMembers.IndexName,
            TableMembers.ProvisionedThroughput,
            TableMembers.KeySchema(8),
            TableMembers.OnDemandThroughput,
            TableMembers.WarmThroughput)),
        new Member("Delete", new StructShape("DeleteGlobalSecondaryIndexAction", TableMembers.IndexName))))),
    new Member("AttributeDefinitions", TableMembers.AttributeDefinitionsShape),
    StreamMembers.StreamSpecification,
    TableMembers.TableClass,
    TableMembers.DeletionProtection,
    TableMembers.OnDemandThroughput,
    TableMembers.WarmThroughput,
    TableMembers.SSESpecification))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var table = await server.Engine.UpdateTableAsync(
            new UpdateTableRequest
            {
                TableName = request.Text("TableName"u8),
                AttributeDefinitions = request.FindList("AttributeDefinitions"u8, TableReader.AttributeDefinition),
                BillingMode = request.Has("BillingMode"u8) ? request.FindEnum<BillingMode>("BillingMode"u8) : null,
                ProvisionedThroughput = TableReader.Throughput(request),
                GlobalSecondaryIndexUpdates = request.FindList("GlobalSecondaryIndexUpdates"u8, TableReader.IndexUpdate),
                StreamSpecification = TableReader.Stream(request),
                TableClass = TableReader.TableClass(request),
                DeletionProtectionEnabled = request.FindBoolean("DeletionProtectionEnabled"u8),
                OnDemandThroughput = TableReader.OnDemand(request),
                WarmThroughput = TableReader.Warm(request),
                SSESpecification = TableReader.Sse(request),
            },
            cancellationToken).ConfigureAwait(false);
        TableWriter.Write(response, "TableDescription"u8, table);
    }
}
