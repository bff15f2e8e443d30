// What a write tells of item collections: of one, or of several tables.

using System.Text.Json;

namespace Dyno.Server.Wire;

internal static class CollectionWriter
{
    public static void Write(Utf8JsonWriter writer, ItemCollectionMetrics? metrics)
    {
        if (metrics is not null)
        {
            writer.WritePropertyName("ItemCollectionMetrics"u8);
            WriteOne(writer, metrics);
        }
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<ItemCollectionMetrics>>? tables)
    {
        if (tables is null)
        {
            return;
        }

        writer.WriteStartObject("ItemCollectionMetrics"u8);
        foreach (var (table, collections) in tables)
        {
            writer.WriteStartArray(table);
            foreach (var metrics in collections)
            {
                WriteOne(writer, metrics);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteOne(Utf8JsonWriter writer, ItemCollectionMetrics metrics)
    {
        writer.WriteStartObject();
        ResultWriter.WriteItem(writer, "ItemCollectionKey"u8, metrics.ItemCollectionKey);
        writer.WriteStartArray("SizeEstimateRangeGB"u8);
        foreach (var gigabytes in metrics.SizeEstimateRangeGB)
        {
            writer.WriteNumberValue(gigabytes);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
