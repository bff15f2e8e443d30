// BatchWriteItem over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class BatchWriteItem() : WireOperation(new StructShape(
    "BatchWriteItemInput",
    CommonMembers.ReturnConsumedCapacity,
    CommonMembers.ReturnItemCollectionMetrics,
    new Member(
        "RequestItems",
        new MapShape(new ListShape(new StructShape(
            "WriteRequest",
            new Member("DeleteRequest", new StructShape("DeleteRequest", CommonMembers.Key)),
            new Member("PutRequest", new StructShape("PutRequest", new Member("Item", Shape.AttributeMap, Constraint.NotNull)))))),
        Constraint.NotNull,
        Constraint.LengthAtLeast(1),
        CommonMembers.TableNameKeys,
        Constraint.Values(Constraint.LengthAtMost(Limits.BatchWriteRequests), Constraint.LengthAtLeast(1)))))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, IReadOnlyList<WriteRequest>>(StringComparer.Ordinal);
        foreach (var entry in request.GetProperty("RequestItems"u8).EnumerateObject())
        {
            items[entry.Name] = ReadAll(entry);
        }

        var result = await server.Engine.BatchWriteItemAsync(
            new BatchWriteItemRequest
            {
                RequestItems = items,
                ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
                ReturnItemCollectionMetrics = request.FindEnum<ReturnItemCollectionMetrics>("ReturnItemCollectionMetrics"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        WriteUnprocessed(response, result.UnprocessedItems);
        ResultWriter.WriteCapacities(response, result.ConsumedCapacity);
        CollectionWriter.Write(response, result.ItemCollectionMetrics);
        response.WriteEndObject();
    }

    private static List<WriteRequest> ReadAll(JsonProperty entry)
    {
        if (entry.Value.ValueKind == JsonValueKind.Null)
        {
            throw new ValidationException(Messages.NullRequest(entry.Name));
        }

        foreach (var write in entry.Value.EnumerateArray())
        {
            if (write.ValueKind == JsonValueKind.Null || (!write.Has("PutRequest"u8) && !write.Has("DeleteRequest"u8)))
            {
                throw new ValidationException(Messages.EmptyWriteRequest);
            }
        }

        var writes = new List<WriteRequest>(entry.Value.GetArrayLength());
        foreach (var write in entry.Value.EnumerateArray())
        {
            writes.Add(Read(write));
        }

        return writes;
    }

    private static WriteRequest Read(JsonElement write)
    {
        Item? put = null;
        if (write.TryFind("PutRequest"u8, out var putRequest))
        {
            put = putRequest.Item("Item"u8);
            WriteChecks.Size(put.Value);
        }

        var delete = write.TryFind("DeleteRequest"u8, out var deleteRequest) ? deleteRequest.Item("Key"u8) : default(Item?);
        return new WriteRequest { PutItem = put, DeleteKey = delete };
    }

    private static void WriteUnprocessed(Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<WriteRequest>> unprocessed)
    {
        writer.WriteStartObject("UnprocessedItems"u8);
        foreach (var (table, writes) in unprocessed)
        {
            writer.WriteStartArray(table);
            foreach (var write in writes)
            {
                writer.WriteStartObject();
                writer.WriteStartObject(write.PutItem is null ? "DeleteRequest"u8 : "PutRequest"u8);
                ResultWriter.WriteItem(writer, write.PutItem is null ? "Key"u8 : "Item"u8, write.PutItem ?? write.DeleteKey);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
