// The settings of a table as the protocol writes them. What was never set is not written.

using System.Text.Json;

namespace Dyno.Server.Wire;

internal static class TableSettingsWriter
{
    // Of a table that is or was on demand.
    public static void WriteMode(Utf8JsonWriter writer, TableDescription table)
    {
        if (table.BillingMode == BillingMode.PROVISIONED && table.LastUpdateToPayPerRequestDateTime is null)
        {
            return;
        }

        WriteMode(writer, "BillingModeSummary"u8, "BillingMode"u8, table);
        WriteMode(writer, "TableThroughputModeSummary"u8, "TableThroughputMode"u8, table);
    }

    public static void Write(Utf8JsonWriter writer, TableDescription table)
    {
        if (table.TableClass is { } tableClass)
        {
            writer.WriteStartObject("TableClassSummary"u8);
            writer.WriteString("TableClass"u8, tableClass.ToString());
            writer.WriteEndObject();
        }

        if (table.DeletionProtectionEnabled)
        {
            writer.WriteBoolean("DeletionProtectionEnabled"u8, true);
        }

        if (table.SSEDescription is { } sse)
        {
            writer.WriteStartObject("SSEDescription"u8);
            writer.WriteString("Status"u8, "ENABLED"u8);
            writer.WriteString("SSEType"u8, sse.SSEType.ToString());
            writer.WriteString("KMSMasterKeyArn"u8, sse.KMSMasterKeyArn);
            writer.WriteEndObject();
        }

        Write(writer, table.OnDemandThroughput, table.WarmThroughput, table.TableStatus);
    }

    public static void Write(Utf8JsonWriter writer, OnDemandThroughput? onDemand, WarmThroughput? warm, TableStatus status)
    {
        if (onDemand is not null)
        {
            writer.WriteStartObject("OnDemandThroughput"u8);
            WriteUnits(writer, "MaxReadRequestUnits"u8, onDemand.MaxReadRequestUnits);
            WriteUnits(writer, "MaxWriteRequestUnits"u8, onDemand.MaxWriteRequestUnits);
            writer.WriteEndObject();
        }

        if (warm is not null)
        {
            writer.WriteStartObject("WarmThroughput"u8);
            WriteUnits(writer, "ReadUnitsPerSecond"u8, warm.ReadUnitsPerSecond);
            WriteUnits(writer, "WriteUnitsPerSecond"u8, warm.WriteUnitsPerSecond);
            writer.WriteString("Status"u8, status.ToString());
            writer.WriteEndObject();
        }
    }

    private static void WriteMode(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> member, TableDescription table)
    {
        writer.WriteStartObject(name);
        writer.WriteString(member, table.BillingMode.ToString());
        if (table.LastUpdateToPayPerRequestDateTime is { } time)
        {
            TableWriter.WriteTime(writer, "LastUpdateToPayPerRequestDateTime"u8, time);
        }

        writer.WriteEndObject();
    }

    private static void WriteUnits(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? units)
    {
        if (units is { } given)
        {
            writer.WriteNumber(name, given);
        }
    }
}
