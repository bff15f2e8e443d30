// Item collections: where a query and queries inside it read one partition, one Query over the range of all of them answers them together.
// Pure: from plans to a range of the sort key. A range is chosen only where, by the key templates of the table's types, what is asked for and
// at most single items stand in it. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItemCollections.html

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

// One read of a query. Whole: every item of its range becomes a row, and the query uses every row.
internal sealed record CollectionPart(Slot Slot, DynoEntityMap Map, QueryPlan Plan, bool IsWhole);

internal static class ItemCollections
{
    private const int MaxParts = 6;

    // The plan of the one Query, and whose items it has; null where the reads are better alone.
    public static (QueryPlan Plan, IReadOnlyList<CollectionPart> Parts)? Plan(CollectionPart head, IReadOnlyList<CollectionPart> candidates)
    {
        if (!CanRead(head.Plan) || (head.Plan.Kind != AccessKind.GetItem && !head.IsWhole))
        {
            return null;
        }

        List<CollectionPart> parts = [.. candidates.Where(c => CanRead(c.Plan)).Take(MaxParts)];
        // The most parts first. What reads a part's values cannot do without that part.
        foreach (var chosen in Enumerable.Range(1, (1 << parts.Count) - 1).OrderByDescending(c => System.Numerics.BitOperations.PopCount((uint)c)))
        {
            List<CollectionPart> some = [head, .. parts.Where((_, i) => (chosen & (1 << i)) != 0)];
            if (Together(some) is { } plan)
            {
                return (plan, some);
            }
        }

        return null;
    }

    private static bool CanRead(QueryPlan plan) =>
        plan is { Kind: AccessKind.GetItem or AccessKind.Query, CountPushed: false, HasListKey: false, Partition: not null, Path: { IndexName: null, SortKey: { Map: null } sort } }
        && sort.AttributeType == AttributeType.S
        && plan.Partition.Pieces.All(p => p.Shards is null)
        && plan.Sort is null or { Match: SortMatch.Equal or SortMatch.BeginsWith };

    private static QueryPlan? Together(List<CollectionPart> parts)
    {
        var head = parts[0].Plan;
        var texts = new SymbolicTexts();
        var extents = new Dictionary<Slot, KeyExtent>();
        foreach (var part in parts)
        {
            if (KeyExtent.Of(part, parts[0], extents, texts) is not { } extent)
            {
                return null;
            }

            extents.Add(part.Slot, extent);
        }

        var low = extents[parts[0].Slot];
        var high = low;
        foreach (var extent in extents.Values)
        {
            if (SymbolicTexts.Compare(extent.Low, low.Low) is not { } below || SymbolicTexts.Compare(extent.High, high.High) is not { } above)
            {
                return null;
            }

            low = below < 0 ? extent : low;
            high = above > 0 ? extent : high;
        }

        if (parts[0].Map.Table.Entities.Any(e => Wastes(e, parts[0], [.. extents.Values], low.Low, high.High, texts)))
        {
            return null;
        }

        var key = new KeyShape(head.Path.SortKey!.AttributeName, AttributeType.S, []);
        return head with
        {
            Kind = AccessKind.Query,
            Sort = low.IsEverything ? null
                : ReferenceEquals(low, high) ? new(low.IsExact ? SortMatch.Equal : SortMatch.BeginsWith, new(key, low.Pieces))
                : new(SortMatch.Between, new(key, low.Pieces), new(key, high.UpperPieces())),
            Filter = null,
            ClientPredicates = [],
            OrderedByStore = false,
            Backward = false,
            LimitPushed = false,
            ConsistentRead = parts.Exists(p => p.Plan.ConsistentRead),
            Attributes = null,
            Why = "one Query has the items of " + string.Join(", ", parts.Select(p => p.Map.EntityType.DisplayName()).Distinct()) + " in this partition",
        };
    }

    // Whether items of a type stand in the range that no part would read.
    private static bool Wastes(
        DynoEntityMap type, CollectionPart head, IReadOnlyList<KeyExtent> extents, string low, string high, SymbolicTexts texts)
    {
        if (!CouldBeEqual(type.PartitionKey.LiteralPrefix, head.Map.PartitionKey.LiteralPrefix))
        {
            return false;
        }

        // A single item is worth less than the requests that are saved.
        var (from, to) = texts.Region(type, low);
        if (from == to || SymbolicTexts.Compare(to, low) < 0 || SymbolicTexts.Compare(from, high) > 0)
        {
            return false;
        }

        if (SymbolicTexts.Compare(from, low) is not { } starts || SymbolicTexts.Compare(to, high) is not { } ends)
        {
            return true;
        }

        from = starts < 0 ? low : from;
        to = ends > 0 ? high : to;
        // A part that is open for the row around it would not read other types' items between its own.
        return !extents.Any(e => (!e.IsOpen || e.Root == type.EntityType.GetRootType())
            && SymbolicTexts.Compare(e.Low, from) <= 0
            && SymbolicTexts.Compare(e.High, to) >= 0);
    }

    private static bool CouldBeEqual(string prefix, string other) =>
        prefix.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(prefix, StringComparison.Ordinal);
}
