// The parts of table requests.

using System.Text.Json;

namespace Dyno.Server.Wire;

internal static class TableReader
{
    public static AttributeDefinition AttributeDefinition(JsonElement value) => new(
        value.Text("AttributeName"u8),
        value.Text("AttributeType"u8) switch
        {
            "S" => AttributeType.S,
            "N" => AttributeType.N,
            _ => AttributeType.B,
        });

    public static KeySchemaElement KeySchemaElement(JsonElement value) => new(value.Text("AttributeName"u8), value.FindEnum<KeyType>("KeyType"u8));

    public static ProvisionedThroughput? Throughput(JsonElement request) => request.TryFind("ProvisionedThroughput"u8, out var value)
        ? new ProvisionedThroughput(value.FindLong("ReadCapacityUnits"u8) ?? 0, value.FindLong("WriteCapacityUnits"u8) ?? 0)
        : null;

    public static StreamSpecification? Stream(JsonElement request) => request.TryFind("StreamSpecification"u8, out var value)
        ? new StreamSpecification(
            value.FindBoolean("StreamEnabled"u8) ?? false, value.Has("StreamViewType"u8) ? value.FindEnum<StreamViewType>("StreamViewType"u8) : null)
        : null;

    public static Tag Tag(JsonElement value) => new(value.Text("Key"u8), value.Text("Value"u8));

    public static TableClass? TableClass(JsonElement request) => request.Has("TableClass"u8) ? request.FindEnum<TableClass>("TableClass"u8) : null;

    public static OnDemandThroughput? OnDemand(JsonElement request) => request.TryFind("OnDemandThroughput"u8, out var value)
        ? new OnDemandThroughput(value.FindLong("MaxReadRequestUnits"u8), value.FindLong("MaxWriteRequestUnits"u8))
        : null;

    public static WarmThroughput? Warm(JsonElement request) => request.TryFind("WarmThroughput"u8, out var value)
        ? new WarmThroughput(value.FindLong("ReadUnitsPerSecond"u8), value.FindLong("WriteUnitsPerSecond"u8))
        : null;

    public static SSESpecification? Sse(JsonElement request) => request.TryFind("SSESpecification"u8, out var value)
        ? new SSESpecification(
            value.FindBoolean("Enabled"u8) ?? false,
            value.Has("SSEType"u8) ? value.FindEnum<SSEType>("SSEType"u8) : null,
            value.FindText("KMSMasterKeyId"u8))
        : null;

    public static LocalSecondaryIndex LocalIndex(JsonElement value) => new()
    {
        IndexName = value.Text("IndexName"u8),
        KeySchema = value.FindList("KeySchema"u8, KeySchemaElement)!,
        Projection = Projection(value),
    };

    public static GlobalSecondaryIndex GlobalIndex(JsonElement value) => new()
    {
        IndexName = value.Text("IndexName"u8),
        KeySchema = value.FindList("KeySchema"u8, KeySchemaElement)!,
        Projection = Projection(value),
        ProvisionedThroughput = Throughput(value),
        OnDemandThroughput = OnDemand(value),
        WarmThroughput = Warm(value),
    };

    public static GlobalSecondaryIndexUpdate IndexUpdate(JsonElement value)
    {
        GlobalSecondaryIndexUpdate? update = null;
        if (value.TryFind("Update"u8, out var change))
        {
            Take(new UpdateGlobalSecondaryIndexAction(change.Text("IndexName"u8))
            {
                ProvisionedThroughput = Throughput(change),
                OnDemandThroughput = OnDemand(change),
                WarmThroughput = Warm(change),
            });
        }

        if (value.TryFind("Create"u8, out var create))
        {
            Take(new CreateGlobalSecondaryIndexAction(GlobalIndex(create)));
        }

        if (value.TryFind("Delete"u8, out var delete))
        {
            Take(new DeleteGlobalSecondaryIndexAction(delete.Text("IndexName"u8)));
        }

        return update ?? throw new ValidationException(Messages.NoIndexUpdate);

        void Take(GlobalSecondaryIndexUpdate taken) => update = update is null ? taken : throw new ValidationException(Messages.TwoIndexUpdates);
    }

    // DynamoDB looks at the projection after much else: the engine says that there is none.
    private static Projection Projection(JsonElement index)
    {
        var value = index.GetProperty("Projection"u8);
        return new Projection
        {
            ProjectionType = value.FindEnum("ProjectionType"u8, (ProjectionType)(-1)),
            NonKeyAttributes = value.FindList("NonKeyAttributes"u8, static a => a.GetString()!) ?? [],
        };
    }
}
