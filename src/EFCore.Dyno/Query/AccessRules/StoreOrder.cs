// Whether the store gives the rows of a Query in the order that is asked for, and what the rows of several partitions are merged by.

namespace EFCore.Dyno.Query;

// A key attribute that rows of several partitions are compared by, as the store compares it.
internal sealed record MergeKey(KeyShape Key, bool Descending)
{
    public override string ToString() => Key.AttributeName + (Descending ? " descending" : "");
}

internal sealed record StoreOrder(bool Backward, IReadOnlyList<MergeKey> Merge)
{
    // Null where the provider has to sort.
    public static StoreOrder? For(PlanRequest request, QueryPlan plan, AccessPath path)
    {
        if (request.Orderings.Count == 0 || plan.Kind == AccessKind.GetItem)
        {
            return new(false, []);
        }

        // A budget of items to look at is spent on one partition after another: their first rows would not be known.
        var several = plan.HasListKey;
        if (plan.Kind != AccessKind.Query || (several && request.IsBudgeted))
        {
            return null;
        }

        // What the partition fixes is the same in every row and orders nothing, but what comes from a list differs between partitions.
        var lists = plan.MoreKeys.Prepend(plan.Partition!).FirstOrDefault(k => k.IsListed);
        var listed = lists?.Pieces.FirstOrDefault(p => p is { IsList: true, Term: not null })?.Property;
        var fixedProperties = path.PartitionKeys.SelectMany(k => k.Properties).Where(p => p != listed).ToHashSet();
        fixedProperties.UnionWith(plan.MoreKeys.SelectMany(k => k.Key.Properties).Where(p => p != listed));
        fixedProperties.UnionWith(FixedBy(plan.Sort));
        var keys = SortableProperties(path, plan);
        var merge = new List<MergeKey>();
        var next = 0;
        bool? descending = null;
        foreach (var ordering in request.Orderings)
        {
            if (ordering.Property is not { } property)
            {
                return null;
            }

            if (fixedProperties.Contains(property))
            {
                continue;
            }

            if (property == listed)
            {
                if (!SortsPartitions(lists!))
                {
                    return null;
                }

                merge.Add(new(lists!.Key, ordering.Descending));
                fixedProperties.Add(property);
                continue;
            }

            // In the table a key is unique within its partition: nothing is left to order after it.
            if (next == keys.Count)
            {
                if (path.IndexName is null && next > 0 && !several)
                {
                    break;
                }

                return null;
            }

            if (keys[next].Property != property || (descending is { } before && before != ordering.Descending))
            {
                return null;
            }

            merge.Add(new(keys[next].Key, ordering.Descending));
            descending = ordering.Descending;
            next++;
        }

        return new(descending == true, several ? merge : []);
    }

    // What the rows of a partition are ordered by, one after the other.
    private static List<(KeyShape Key, IProperty Property)> SortableProperties(AccessPath path, QueryPlan plan)
    {
        var properties = new List<(KeyShape, IProperty)>();
        foreach (var key in path.SortKeys)
        {
            var range = plan.Sort?.Low.Key == key ? plan.Sort : null;
            if (plan.MoreKeys.Any(k => k.Key == key) || range is { Match: SortMatch.Equal, Low.IsListed: false })
            {
                continue;
            }

            var own = SortableSegments(key, range);
            if (own.Count == 0)
            {
                break;
            }

            properties.AddRange(own.Select(p => (key, p)));
        }

        return properties;
    }

    // The properties by which a sort key's text orders, as far as that is their own order.
    private static List<IProperty> SortableSegments(KeyShape key, SortRange? range)
    {
        if (key.Property is { } alone)
        {
            return KeyText.SortsAsValue(key) ? [alone] : [];
        }

        var fixedProperties = FixedBy(range).ToHashSet();
        var open = key.Segments.Where(s => s.Property is not null && !fixedProperties.Contains(s.Property)).ToList();

        // "{a}#{b}": an a that is longer by a character below '#' would sort before; only a last property is safe.
        return open is [var only] && only == key.Segments[^1] && KeyText.SortsAsText(only) ? [only.Property!] : [];
    }

    // What a range of a sort key gives one value.
    private static IEnumerable<IProperty> FixedBy(SortRange? range) => range is null || (range.Low.Key.Property is not null && range.Match != SortMatch.Equal)
        ? []
        : range.Low.Pieces.Where(p => p is { Term: not null, IsPrefix: false, IsBound: false, IsList: false }).Select(p => p.Property!);

    // Whether partitions of a list sort as the values in the list do: all that stands before the value is the same, and nothing follows it.
    private static bool SortsPartitions(KeyValue partition) =>
        partition.Key.Property is not null ? KeyText.SortsAsValue(partition.Key) : partition.Pieces[^1] is { IsList: true, Shards: null } last && KeyText.SortsAsText(last.Segment);
}
