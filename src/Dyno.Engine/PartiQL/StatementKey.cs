// The key of one item.

namespace Dyno.Engine.PartiQL;

internal static class StatementKey
{
    public static Item Of(TableState table, EncodedValue partition, EncodedValue? sort)
    {
        var writer = ItemWriter.Rent();
        try
        {
            writer.WriteEncoded(table.PartitionKey.Utf8Name, partition);
            if (table.SortKey is { } sortKey)
            {
                writer.WriteEncoded(sortKey.Utf8Name, sort!.Value);
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }
}
