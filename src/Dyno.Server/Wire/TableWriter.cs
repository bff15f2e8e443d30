// A table's description as the protocol writes it. Times are seconds since 1970, with three decimals.

using System.Text.Json;

namespace Dyno.Server.Wire;

internal static class TableWriter
{
    // The whole answer: an object with the description as its one member.
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, TableDescription table)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(name);
        WriteSchema(writer, table);
        WriteState(writer, table);
        WriteIndexes(writer, "LocalSecondaryIndexes"u8, table.LocalSecondaryIndexes, isGlobal: false);
        WriteIndexes(writer, "GlobalSecondaryIndexes"u8, table.GlobalSecondaryIndexes, isGlobal: true);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // The answer of DeleteTable says nothing of keys and indexes.
    public static void WriteDeleted(Utf8JsonWriter writer, ReadOnlySpan<byte> name, TableDescription table)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(name);
        WriteState(writer, table);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset time) =>
        writer.WriteNumber(name, time.ToUnixTimeMilliseconds() / 1000m);

    private static void WriteSchema(Utf8JsonWriter writer, TableDescription table)
    {
        writer.WriteStartArray("AttributeDefinitions"u8);
        foreach (var definition in table.AttributeDefinitions)
        {
            writer.WriteStartObject();
            writer.WriteString("AttributeName"u8, definition.AttributeName);
            writer.WriteString("AttributeType"u8, definition.AttributeType.ToName());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteKeySchema(writer, table.KeySchema);
        WriteTime(writer, "CreationDateTime"u8, table.CreationDateTime);
    }

    private static void WriteState(Utf8JsonWriter writer, TableDescription table)
    {
        writer.WriteString("TableName"u8, table.TableName);
        writer.WriteString("TableStatus"u8, table.TableStatus.ToString());
        WriteThroughput(writer, table.ProvisionedThroughput);
        writer.WriteNumber("TableSizeBytes"u8, table.TableSizeBytes);
        writer.WriteNumber("ItemCount"u8, table.ItemCount);
        writer.WriteString("TableArn"u8, table.TableArn);
        writer.WriteString("TableId"u8, table.TableId);
        TableSettingsWriter.WriteMode(writer, table);
        TableSettingsWriter.Write(writer, table);
        StreamResults.Write(writer, table);
    }

    private static void WriteIndexes(
        Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<IndexDescription> indexes, bool isGlobal)
    {
        if (indexes.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var index in indexes)
        {
            writer.WriteStartObject();
            writer.WriteString("IndexName"u8, index.IndexName);
            WriteKeySchema(writer, index.KeySchema);
            WriteProjection(writer, index.Projection);
            if (isGlobal)
            {
                writer.WriteString("IndexStatus"u8, index.IndexStatus.ToString());
                if (index.Backfilling)
                {
                    writer.WriteBoolean("Backfilling"u8, true);
                }

                WriteThroughput(writer, index.ProvisionedThroughput ?? new ProvisionedThroughputDescription(0, 0));
                TableSettingsWriter.Write(writer, index.OnDemandThroughput, index.WarmThroughput, index.IndexStatus);
            }

            writer.WriteNumber("IndexSizeBytes"u8, index.IndexSizeBytes);
            writer.WriteNumber("ItemCount"u8, index.ItemCount);
            writer.WriteString("IndexArn"u8, index.IndexArn);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteKeySchema(Utf8JsonWriter writer, IReadOnlyList<KeySchemaElement> schema)
    {
        writer.WriteStartArray("KeySchema"u8);
        foreach (var element in schema)
        {
            writer.WriteStartObject();
            writer.WriteString("AttributeName"u8, element.AttributeName);
            writer.WriteString("KeyType"u8, element.KeyType.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteProjection(Utf8JsonWriter writer, Projection projection)
    {
        writer.WriteStartObject("Projection"u8);
        writer.WriteString("ProjectionType"u8, projection.ProjectionType.ToString());
        if (projection.NonKeyAttributes.Count > 0)
        {
            writer.WriteStartArray("NonKeyAttributes"u8);
            foreach (var attribute in projection.NonKeyAttributes)
            {
                writer.WriteStringValue(attribute);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteThroughput(Utf8JsonWriter writer, ProvisionedThroughputDescription throughput)
    {
        writer.WriteStartObject("ProvisionedThroughput"u8);
        if (throughput.LastIncreaseDateTime is { } increase)
        {
            WriteTime(writer, "LastIncreaseDateTime"u8, increase);
        }

        if (throughput.LastDecreaseDateTime is { } decrease)
        {
            WriteTime(writer, "LastDecreaseDateTime"u8, decrease);
        }

        writer.WriteNumber("NumberOfDecreasesToday"u8, throughput.NumberOfDecreasesToday);
        writer.WriteNumber("ReadCapacityUnits"u8, throughput.ReadCapacityUnits);
        writer.WriteNumber("WriteCapacityUnits"u8, throughput.WriteCapacityUnits);
        writer.WriteEndObject();
    }
}
