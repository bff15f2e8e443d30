// Chooses how a source is read: pure, from predicates and the table's keys to a plan. It prices every path that could answer
// and takes the cheapest; a path that would miss rows (a sparse index, attributes that an index lacks) is no candidate.

namespace EFCore.Dyno.Query;

internal static class AccessPathPlanner
{
    // Read units for comparing paths, on the assumption that a condition on a sort key keeps a tenth of a partition.
    private const double GetCost = 0.5;
    private const double GetManyCost = 5;
    private const double RangeCost = 10;
    private const double PartitionCost = 100;
    private const double ScanCost = 100_000;

    // What an index lacks that would make whole entities.
    public const string WholeEntities = "whole entities";

    // What every plan along a path reads that its index did not copy, or null where one has all it reads.
    public static string? Lacking(PlanRequest request, AccessPath path)
    {
        if (path.Attributes is null)
        {
            return null;
        }

        var first = default(string);
        foreach (var candidate in Candidates(request, path))
        {
            if (Lacking(path, candidate) is not { } lacking)
            {
                return null;
            }

            first ??= lacking;
        }

        return first;
    }

    public static QueryPlan Plan(PlanRequest request)
    {
        if (request.IndexName is { } name && !request.Paths.Any(p => p.IndexName == name))
        {
            throw new InvalidOperationException(QueryMessages.UnknownIndex(
                request.EntityName, name, request.Paths.Where(p => p.IndexName is not null).Select(p => p.IndexName!)));
        }

        var best = default(QueryPlan);
        var rejected = new List<string>();
        foreach (var path in request.Paths)
        {
            if (request.IndexName is not null && path.IndexName != request.IndexName)
            {
                continue;
            }

            var reason = Reject(request, path);
            if (reason is not null)
            {
                Refuse(path, reason);
                continue;
            }

            if (Lacking(request, path) is { } lacking)
            {
                Refuse(path, $"index {path.IndexName} does not have {lacking}");
                continue;
            }

            foreach (var candidate in Candidates(request, path))
            {
                if (Lacking(path, candidate) is null && (best is null || candidate.EstimatedCost < best.EstimatedCost))
                {
                    best = candidate;
                }
            }
        }

        return rejected.Count == 0 || best!.Kind != AccessKind.Scan ? best! : best with { Why = best.Why + "; " + string.Join("; ", rejected) };

        void Refuse(AccessPath path, string reason)
        {
            if (request.IndexName is not null)
            {
                throw new InvalidOperationException(QueryMessages.IndexCannotAnswer(request.EntityName, request.IndexName, reason));
            }

            // Of interest only where the query would have used it.
            if (new KeyMatcher(request.Predicates).MatchPartition(path) is not null)
            {
                rejected.Add(reason);
            }
        }
    }

    // Why a path cannot give the right answer, or null.
    private static string? Reject(PlanRequest request, AccessPath path)
    {
        if (path.IndexName is null)
        {
            return null;
        }

        if (request.ConsistentRead && path.IsGlobalIndex)
        {
            return $"index {path.IndexName} cannot be read consistently";
        }

        if (Implications.Missing(path.Condition, request.Predicates, request.Follows) is { } missing)
        {
            return $"index {path.IndexName} has only rows where {missing}";
        }

        return null;
    }

    // What a plan reads that its index did not copy, or null.
    private static string? Lacking(AccessPath path, QueryPlan plan) => path.Attributes is not { } copied ? null
        : plan.Attributes is not { } read ? WholeEntities
        : read.FirstOrDefault(a => !copied.Contains(a));

    // What the rows are asked for. An index that has not everything is not asked for what its keys answer.
    private static IReadOnlyList<string>? Attributes(PlanRequest request, AccessPath path, IReadOnlyCollection<int> consumed, bool isOrdered)
    {
        if (request.Attributes is null)
        {
            return null;
        }

        var names = new SortedSet<string>(request.Attributes, StringComparer.Ordinal);
        for (var i = 0; i < request.Predicates.Count; i++)
        {
            if (path.Attributes is null || !consumed.Contains(i))
            {
                names.UnionWith(request.Predicates[i].Attributes);
            }
        }

        if (path.Attributes is null || !isOrdered)
        {
            names.UnionWith(request.Orderings.SelectMany(o => o.Attributes));
        }

        return [.. names];
    }

    private static IEnumerable<QueryPlan> Candidates(PlanRequest request, AccessPath path)
    {
        var matcher = new KeyMatcher(request.Predicates);
        var isTable = path.IndexName is null;
        var partition = matcher.MatchPartition(path);
        if (partition is not null)
        {
            var listed = partition.Any(k => k.Range.Low.IsListed);
            var sort = matcher.MatchSorts(path, allowList: isTable && !listed);
            var isKey = isTable && (path.SortKey is null || sort is [{ IsExact: true }]);
            listed |= sort.Any(k => k.Range.Low.IsListed);
            if (isTable || path.SortKeys.Skip(sort.Count).All(k => NeverAbsent(request, k)))
            {
                yield return Keyed(request, path, partition, sort, isKey ? listed ? AccessKind.BatchGetItem : AccessKind.GetItem : AccessKind.Query);
            }
        }

        if (isTable || (request.IndexName is not null && path.Keys.All(k => NeverAbsent(request, k))))
        {
            yield return Finish(request, path, new() { Kind = AccessKind.Scan, Path = path, Why = ScanReason(request, path), EstimatedCost = ScanCost }, []);
        }
        else if (request.IndexName is not null && partition is null)
        {
            throw new InvalidOperationException(QueryMessages.IndexCannotAnswer(
                request.EntityName, request.IndexName, $"rows whose {string.Join(" or ", path.Keys)} is null are not in it"));
        }
    }

    // An item without an index key is not in the index: the query must rule such rows out by itself.
    private static bool NeverAbsent(PlanRequest request, KeyShape key) => key.Properties.All(property =>
        !property.IsNullable || request.Predicates.Any(p => p.Filter switch
        {
            CompareFilter { Operator: not FilterOperator.NotEqual, Value: { IsNull: false, VariesInNull: false } } compare => compare.Field.Property == property,
            BeginsWithFilter begins => begins.Field.Property == property,
            ExistsFilter { Exists: true } exists => exists.Field.Property == property,
            _ => false,
        }));

    private static QueryPlan Keyed(PlanRequest request, AccessPath path, IReadOnlyList<KeyMatch> partition, IReadOnlyList<KeyMatch> sorts, AccessKind kind)
    {
        var sort = sorts.Count == 0 ? null : sorts[^1];
        var cost = kind switch
        {
            AccessKind.GetItem => GetCost,
            AccessKind.BatchGetItem => GetManyCost,
            _ => (sort is null ? PartitionCost : sort.IsExact ? RangeCost / 2 : RangeCost) * (partition.Any(k => k.Range.Low.IsListed) ? 2 : 1),
        };
        var why = kind switch
        {
            AccessKind.GetItem => "the whole key is given",
            AccessKind.BatchGetItem => "whole keys are given by a list",
            _ => $"{string.Join(" and ", path.PartitionKeys)} gives the partition"
                + (sort is null ? "" : $", {string.Join(" and ", sorts.Select(k => k.Range.Low.Key))} the range"),
        };
        var plan = new QueryPlan
        {
            Kind = kind,
            Path = path,
            Partition = partition[0].Range.Low,
            MoreKeys = [.. partition.Skip(1).Concat(sorts.SkipLast(1)).Select(k => k.Range.Low)],
            Sort = sort?.Range,
            Why = why,
            // At the same work the table is read: an index may lag behind it. One that has only some rows has fewer to read.
            EstimatedCost = (path.Condition.Count > 0 ? cost / 2 : cost) + (path.IndexName is null ? 0 : 0.25),
        };
        List<int> consumed = [.. partition.Concat(sorts).SelectMany(k => k.Consumed)];
        consumed.AddRange(Implications.Same(path.Condition, request.Predicates, request.Follows));
        if (request.Discriminator is { } discriminator && (path.TypeByPartition || (path.TypeBySort && sort?.Range is { } range && BeginsWithLiteral(range))))
        {
            // The key's beginning says already of which type the items are.
            for (var i = 0; i < request.Predicates.Count; i++)
            {
                if (request.Predicates[i].Filter is CompareFilter { Operator: FilterOperator.Equal } compare && compare.Field.Property == discriminator)
                {
                    consumed.Add(i);
                }
            }
        }

        return Finish(request, path, plan, consumed);
    }

    private static bool BeginsWithLiteral(SortRange range) =>
        range.Low.Pieces is [{ Literal: not null }, ..]
        && (range.Match is SortMatch.Equal or SortMatch.BeginsWith || (range.Match == SortMatch.Between && range.High!.Pieces is [{ Literal: not null }, ..]));

    private static QueryPlan Finish(PlanRequest request, AccessPath path, QueryPlan plan, IReadOnlyCollection<int> consumed)
    {
        var notes = new List<string>();
        var client = new List<int>();
        FilterNode? filter = null;
        for (var i = 0; i < request.Predicates.Count; i++)
        {
            if (consumed.Contains(i))
            {
                continue;
            }

            var predicate = request.Predicates[i];
            if (predicate.Filter is { } node && !request.FromCollection && CanFilter(plan.Kind, path, node))
            {
                filter = filter is null ? node : new AndFilter(filter, node);
            }
            else
            {
                client.Add(i);
                if (predicate.Filter is null || !request.FromCollection)
                {
                    notes.Add("filter " + predicate.Text);
                }
            }
        }

        var order = StoreOrder.For(request, plan, path);
        var ordered = order is not null;
        if (!ordered)
        {
            notes.Add((request.HasLimit ? "top rows by " : "sort by ") + string.Join(", ", request.Orderings.Select(o => o.Text)));
        }
        var whole = filter is null && client.Count == 0;
        var countPushed = request.IsCount && client.Count == 0 && plan.Kind is (AccessKind.Query or AccessKind.Scan);
        if (request.HasSkip)
        {
            notes.Add("skip: the rows skipped are read");
        }

        var kept = plan with { Merge = order?.Merge ?? [] };
        if (kept.IsMerged)
        {
            notes.Add("merge by " + string.Join(", ", kept.Merge));
        }

        notes.AddRange(request.ClientSteps.Where(s => !(countPushed && s == "count")));
        return kept with
        {
            Filter = filter,
            ClientPredicates = client,
            OrderedByStore = ordered && request.Orderings.Count > 0 && plan.Kind == AccessKind.Query,
            Backward = order?.Backward == true,
            FromCollection = request.FromCollection,
            LimitPushed = !request.FromCollection && request.HasLimit && whole && ordered && plan.Kind is (AccessKind.Query or AccessKind.Scan),
            CountPushed = countPushed,
            StopsEarly = request.HasLimit || request.IsAny,
            ConsistentRead = request.ConsistentRead,
            ScanAllowed = request.AllowScan,
            Attributes = Attributes(request, path, consumed, ordered && !kept.IsMerged),
            Notes = notes,
            // Sorting on the client reads all of what a limit would have stopped at.
            EstimatedCost = plan.EstimatedCost + (ordered ? 0 : 2),
        };
    }

    private static bool CanFilter(AccessKind kind, AccessPath path, FilterNode node) => kind switch
    {
        AccessKind.Scan => true,
        // DynamoDB refuses key attributes in the filter of a Query.
        AccessKind.Query => !FilterFields.Of(node).Any(f => path.IsKeyAttribute(f.Path.Root)),
        _ => false,
    };

    private static string ScanReason(PlanRequest request, AccessPath path)
    {
        var missing = path.PartitionKeys.SelectMany(k => k.Properties).Select(p => p.Name).ToList();
        return request.Predicates.Count == 0
            ? "every row is asked for"
            : missing.Count == 0 ? "no key matches" : $"no equality on {string.Join(", ", missing)}, nor on the partition key of an index";
    }
}
