// A page of a Query or Scan as the protocol writes it. A count has no items.

using System.Text.Json;

namespace Dyno.Server.Wire;

internal static class PageWriter
{
    public static void Write(
        Utf8JsonWriter writer, JsonElement request, IReadOnlyList<Item> items, int count, int scannedCount, Item? lastEvaluatedKey, ConsumedCapacity? capacity)
    {
        writer.WriteStartObject();
        writer.WriteNumber("Count"u8, count);
        writer.WriteNumber("ScannedCount"u8, scannedCount);
        if (request.FindText("Select"u8) != nameof(Select.COUNT))
        {
            ResultWriter.WriteItems(writer, "Items"u8, items);
        }

        ResultWriter.WriteItem(writer, "LastEvaluatedKey"u8, lastEvaluatedKey);
        ResultWriter.WriteCapacity(writer, capacity);
        writer.WriteEndObject();
    }
}
