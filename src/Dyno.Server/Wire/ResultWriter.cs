// The parts that results of several operations have in common.

using System.Text.Json;

namespace Dyno.Server.Wire;

internal static class ResultWriter
{
    public static void WriteItem(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Item? item)
    {
        if (item is { } found)
        {
            writer.WritePropertyName(name);
            DynamoDbJson.WriteItem(writer, found);
        }
    }

    public static void WriteItems(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<Item> items)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < items.Count; i++)
        {
            DynamoDbJson.WriteItem(writer, items[i]);
        }

        writer.WriteEndArray();
    }

    public static void WriteCapacity(Utf8JsonWriter writer, ConsumedCapacity? capacity)
    {
        if (capacity is not null)
        {
            writer.WritePropertyName("ConsumedCapacity"u8);
            Write(writer, capacity);
        }
    }

    public static void WriteCapacities(Utf8JsonWriter writer, IReadOnlyList<ConsumedCapacity>? capacities)
    {
        if (capacities is null)
        {
            return;
        }

        writer.WriteStartArray("ConsumedCapacity"u8);
        foreach (var capacity in capacities)
        {
            Write(writer, capacity);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ConsumedCapacity capacity)
    {
        writer.WriteStartObject();
        writer.WriteString("TableName"u8, capacity.TableName);
        WriteUnits(writer, capacity.CapacityUnits, capacity.ReadCapacityUnits, capacity.WriteCapacityUnits);
        if (capacity.Table is { } table)
        {
            writer.WriteStartObject("Table"u8);
            Write(writer, table);
        }

        WriteIndexes(writer, "LocalSecondaryIndexes"u8, capacity.LocalSecondaryIndexes);
        WriteIndexes(writer, "GlobalSecondaryIndexes"u8, capacity.GlobalSecondaryIndexes);
        writer.WriteEndObject();
    }

    private static void WriteIndexes(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, Capacity>? indexes)
    {
        if (indexes is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (index, capacity) in indexes)
        {
            writer.WriteStartObject(index);
            Write(writer, capacity);
        }

        writer.WriteEndObject();
    }

    // Ends the object that the caller began.
    private static void Write(Utf8JsonWriter writer, Capacity capacity)
    {
        WriteUnits(writer, capacity.CapacityUnits, capacity.ReadCapacityUnits, capacity.WriteCapacityUnits);
        writer.WriteEndObject();
    }

    private static void WriteUnits(Utf8JsonWriter writer, double units, double? read, double? write)
    {
        writer.WriteNumber("CapacityUnits"u8, units);
        if (read is { } readUnits)
        {
            writer.WriteNumber("ReadCapacityUnits"u8, readUnits);
        }

        if (write is { } writeUnits)
        {
            writer.WriteNumber("WriteCapacityUnits"u8, writeUnits);
        }
    }
}
