// Streams, shards and records as the protocol writes them.

using System.Text.Json;

namespace Dyno.Server.Wire;

internal static class StreamResults
{
    // A part of a table's description.
    public static void Write(Utf8JsonWriter writer, TableDescription table)
    {
        if (table.StreamSpecification is { } specification)
        {
            writer.WriteStartObject("StreamSpecification"u8);
            writer.WriteBoolean("StreamEnabled"u8, specification.StreamEnabled);
            writer.WriteString("StreamViewType"u8, specification.StreamViewType.ToString());
            writer.WriteEndObject();
        }

        if (table.LatestStreamArn is not null)
        {
            writer.WriteString("LatestStreamLabel"u8, table.LatestStreamLabel);
            writer.WriteString("LatestStreamArn"u8, table.LatestStreamArn);
        }
    }

    public static void Write(Utf8JsonWriter writer, StreamDescription stream)
    {
        writer.WriteStartObject("StreamDescription"u8);
        writer.WriteString("StreamArn"u8, stream.StreamArn);
        writer.WriteString("StreamLabel"u8, stream.StreamLabel);
        writer.WriteString("StreamStatus"u8, stream.StreamStatus.ToString());
        writer.WriteString("StreamViewType"u8, stream.StreamViewType.ToString());
        TableWriter.WriteTime(writer, "CreationRequestDateTime"u8, stream.CreationRequestDateTime);
        writer.WriteString("TableName"u8, stream.TableName);
        TableWriter.WriteKeySchema(writer, stream.KeySchema);
        writer.WriteStartArray("Shards"u8);
        foreach (var shard in stream.Shards)
        {
            Write(writer, shard);
        }

        writer.WriteEndArray();
        if (stream.LastEvaluatedShardId is { } last)
        {
            writer.WriteString("LastEvaluatedShardId"u8, last);
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, StreamRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("eventID"u8, record.EventID);
        writer.WriteString("eventName"u8, record.EventName.ToString());
        writer.WriteString("eventVersion"u8, record.EventVersion);
        writer.WriteString("eventSource"u8, record.EventSource);
        writer.WriteString("awsRegion"u8, record.AwsRegion);
        if (record.UserIdentity is { } identity)
        {
            writer.WriteStartObject("userIdentity"u8);
            writer.WriteString("Type"u8, identity.Type);
            writer.WriteString("PrincipalId"u8, identity.PrincipalId);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("dynamodb"u8);

        // In whole seconds, as DynamoDB's own are.
        writer.WriteNumber("ApproximateCreationDateTime"u8, record.ApproximateCreationDateTime.ToUnixTimeSeconds());
        ResultWriter.WriteItem(writer, "Keys"u8, record.Keys);
        ResultWriter.WriteItem(writer, "NewImage"u8, record.NewImage);
        ResultWriter.WriteItem(writer, "OldImage"u8, record.OldImage);
        writer.WriteString("SequenceNumber"u8, record.SequenceNumber);
        writer.WriteNumber("SizeBytes"u8, record.SizeBytes);
        writer.WriteString("StreamViewType"u8, record.StreamViewType.ToString());
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Shard shard)
    {
        writer.WriteStartObject();
        writer.WriteString("ShardId"u8, shard.ShardId);
        writer.WriteStartObject("SequenceNumberRange"u8);
        writer.WriteString("StartingSequenceNumber"u8, shard.SequenceNumberRange.StartingSequenceNumber);
        if (shard.SequenceNumberRange.EndingSequenceNumber is { } end)
        {
            writer.WriteString("EndingSequenceNumber"u8, end);
        }

        writer.WriteEndObject();
        if (shard.ParentShardId is { } parent)
        {
            writer.WriteString("ParentShardId"u8, parent);
        }

        writer.WriteEndObject();
    }
}
