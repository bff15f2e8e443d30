// What the SDK tells of item collections, as the seam tells it.

namespace Dyno.Aws;

internal static class AwsCollections
{
    public static ItemCollectionMetrics? FromAws(Sdk.ItemCollectionMetrics? metrics) => metrics?.ItemCollectionKey is not { Count: > 0 } key
        ? null
        : new ItemCollectionMetrics { ItemCollectionKey = AwsItems.FromAws(key), SizeEstimateRangeGB = metrics.SizeEstimateRangeGB ?? [] };

    public static IReadOnlyDictionary<string, IReadOnlyList<ItemCollectionMetrics>>? FromAws(Dictionary<string, List<Sdk.ItemCollectionMetrics>>? tables) =>
        tables is not { Count: > 0 }
            ? null
            : tables.ToDictionary(t => t.Key, t => (IReadOnlyList<ItemCollectionMetrics>)[.. t.Value.Select(FromAws).OfType<ItemCollectionMetrics>()], StringComparer.Ordinal);
}
