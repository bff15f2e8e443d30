// What the answer to a write tells of the item collections that it touched.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Operations;

internal static class CollectionMetrics
{
    private const double BytesOfGB = 1L << 30;

    // source: an item or key that the action named.
    public static ItemCollectionMetrics? Of(ReturnItemCollectionMetrics wanted, WriteAction action, in Item source)
    {
        if (wanted == ReturnItemCollectionMetrics.NONE || !action.Table.HasLocalIndexes)
        {
            return null;
        }

        source.TryGet(action.Table.PartitionKey.Utf8Name, out var partition);
        var gigabytes = Math.Floor(action.Change.CollectionSizeBytes / BytesOfGB);
        return new ItemCollectionMetrics
        {
            ItemCollectionKey = Item.Of((action.Table.PartitionKey.Name, partition.ToAttributeValue())),
            SizeEstimateRangeGB = [gigabytes, gigabytes + 1],
        };
    }

    // Each collection once. tableNameOf: how the request names the table of the action at this place; sourceOf: an item or key that the action named.
    public static Dictionary<string, IReadOnlyList<ItemCollectionMetrics>>? OfTables(
        ReturnItemCollectionMetrics wanted, WriteSet set, Func<int, string> tableNameOf, Func<int, Item> sourceOf)
    {
        if (wanted == ReturnItemCollectionMetrics.NONE)
        {
            return null;
        }

        var results = new Dictionary<string, IReadOnlyList<ItemCollectionMetrics>>(StringComparer.Ordinal);
        for (var i = 0; i < set.Actions.Length; i++)
        {
            var action = set.Actions[i];
            if (!action.Writes || action.Refusal is not null || Of(wanted, action, sourceOf(i)) is not { } metrics)
            {
                continue;
            }

            var tableName = tableNameOf(i);
            var known = results.TryGetValue(tableName, out var list) ? (List<ItemCollectionMetrics>)list : [];
            if (!known.Exists(m => m.ItemCollectionKey == metrics.ItemCollectionKey))
            {
                known.Add(metrics);
            }

            results[tableName] = known;
        }

        return results.Count == 0 ? null : results;
    }
}
