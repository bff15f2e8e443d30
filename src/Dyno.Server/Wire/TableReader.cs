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
    };

    private static Projection Projection(JsonElement index)
    {
        var value = index.GetProperty("Projection"u8);
        if (!value.Has("ProjectionType"u8))
        {
            throw new ValidationException(Messages.UnknownProjection);
        }

        var type = value.FindEnum<ProjectionType>("ProjectionType"u8);
        var attributes = value.FindList("NonKeyAttributes"u8, static a => a.GetString()!);
        return attributes is not null && type != ProjectionType.INCLUDE
            ? throw new ValidationException(Messages.NonKeyAttributes(type))
            : new Projection { ProjectionType = type, NonKeyAttributes = attributes ?? [] };
    }
}
