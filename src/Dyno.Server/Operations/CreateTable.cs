// CreateTable over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class CreateTable() : WireOperation(new StructShape(
    "CreateTableInput",
    new Member("AttributeDefinitions", TableMembers.AttributeDefinitionsShape, Constraint.NotNull),
    TableMembers.TableName,
    TableMembers.BillingMode,
    TableMembers.ProvisionedThroughput,
    TableMembers.KeySchema(2),
    new Member("LocalSecondaryIndexes", new ListShape(new StructShape(
        "LocalSecondaryIndex", TableMembers.IndexName, TableMembers.KeySchema(2), TableMembers.Projection))),
    new Member("GlobalSecondaryIndexes", new ListShape(new StructShape(
        "GlobalSecondaryIndex", TableMembers.IndexName, TableMembers.KeySchema(8), TableMembers.Projection, TableMembers.ProvisionedThroughput,
        TableMembers.OnDemandThroughput, TableMembers.WarmThroughput))),
    StreamMembers.StreamSpecification,
    TableMembers.Tags,
    TableMembers.TableClass,
    TableMembers.DeletionProtection,
    TableMembers.OnDemandThroughput,
    TableMembers.WarmThroughput,
    TableMembers.SSESpecification))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var table = await server.Engine.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = request.Text("TableName"u8),
                AttributeDefinitions = request.FindList("AttributeDefinitions"u8, TableReader.AttributeDefinition)!,
                KeySchema = request.FindList("KeySchema"u8, TableReader.KeySchemaElement)!,
                BillingMode = request.FindEnum("BillingMode"u8, BillingMode.PROVISIONED),
                ProvisionedThroughput = TableReader.Throughput(request),
                LocalSecondaryIndexes = request.FindList("LocalSecondaryIndexes"u8, TableReader.LocalIndex),
                GlobalSecondaryIndexes = request.FindList("GlobalSecondaryIndexes"u8, TableReader.GlobalIndex),
                StreamSpecification = TableReader.Stream(request),
                Tags = request.FindList("Tags"u8, TableReader.Tag),
                TableClass = TableReader.TableClass(request),
                DeletionProtectionEnabled = request.FindBoolean("DeletionProtectionEnabled"u8) ?? false,
                OnDemandThroughput = TableReader.OnDemand(request),
                WarmThroughput = TableReader.Warm(request),
                SSESpecification = TableReader.Sse(request),
            },
            cancellationToken).ConfigureAwait(false);
        TableWriter.Write(response, "TableDescription"u8, table);
    }
}
