// A plan made ready to run: what does not change between executions is built once.

using Dyno.Expressions;
using EFCore.Dyno.Diagnostics;

namespace EFCore.Dyno.Query;

internal sealed class SourcePlan
{
    private readonly BoundFilter? _constantFilter;
    private readonly ConditionExpression? _constantCondition;

    public SourcePlan(QueryPlan plan, AccessPath table, IReadOnlyCollection<string> tags)
    {
        Plan = plan;
        Table = table;
        PlanLine = plan.ToString().ReplaceLineEndings(";");
        Origin = new(PlanLine, tags);
        if (plan.Attributes is { } attributes)
        {
            // Keys always: cursors are made of them.
            Projection = ProjectionExpression.Of(
                [.. attributes.Concat(table.Keys.Concat(plan.Path.Keys).Select(k => k.AttributeName)).Distinct(StringComparer.Ordinal)]);
        }

        if (plan.Filter is { } filter && !FilterBinder.HasParameters(filter))
        {
            _constantFilter = FilterBinder.Bind(filter, default);
            _constantCondition = _constantFilter.Value.Node is { } node ? new(node) : null;
        }
    }

    public QueryPlan Plan { get; }

    public AccessPath Table { get; }

    public string PlanLine { get; }

    public RequestOrigin Origin { get; }

    public ProjectionExpression? Projection { get; }

    // How many parts of a scan are read at a time.
    public int Segments { get; init; } = 1;

    // The most items that the store looks at.
    public RowCount? EvaluateAtMost { get; init; }

    // The items that this read shares with others of the query.
    public ItemCollectionPlan? Collection { get; init; }

    // Set where what follows makes a result of each item before it asks for the next, and keeps no item.
    public bool IsPassing { get; set; }

    // Whether every item that the store returns becomes a row.
    public bool KeepsEveryItem => Plan is { Filter: null, ClientPredicates.Count: 0 };

    // Wanted: how many rows are, where that is known.
    public PageSource Open(DynoQueryContext context, ReadOptions options, int? wanted)
    {
        var values = new TermValues(context, options.Outer);
        if (Collection?.Open(this, context, options, values) is { } shared)
        {
            return shared;
        }

        ConditionExpression? filter = null;
        if (Plan.Filter is not null)
        {
            var bound = _constantFilter ?? FilterBinder.Bind(Plan.Filter, values);
            if (bound is { Node: null, Constant: false })
            {
                return new EmptyReader(context, this);
            }

            filter = _constantCondition ?? (bound.Node is { } node ? new(node) : null);
        }

        return Plan.Kind switch
        {
            AccessKind.GetItem => KeyOf(values) is not { } key ? new EmptyReader(context, this)
                : options.Outer is null ? new GetItemReader(context, this, key) { IsPassing = IsPassing } : KeptItemReader.For(context, this, key, options),
            AccessKind.BatchGetItem => OpenBatches(context, Keys(values), wanted),
            AccessKind.Query => OpenQuery(context, values, filter, options, wanted),
            _ when Segments > 1 && options.StartKey is null && !SynchronousCall.IsActive && EvaluateAtMost is null =>
                new ParallelScanReader(context, this, Visible(filter)),
            _ => new ScanReader(context, this, Visible(filter), new(this, context, options, wanted), options) { IsPassing = IsPassing },
        };
    }

    // The one key of a GetItem; null where a part of it is.
    public Item? KeyOf(TermValues values) => KeyBinder.Bind(Plan.Partition!, values) is { } partition ? Key(partition, values) : null;

    private ConditionExpression? Visible(ConditionExpression? filter) =>
        Plan.Path.Visible is not { } visible ? filter : new(filter is null ? visible : new AndNode(visible, filter.Root));

    // The key of an item as a request's ExclusiveStartKey has it.
    public Item StartKeyOf(Item item)
    {
        var writer = ItemWriter.Rent();
        try
        {
            foreach (var key in Table.Keys.Concat(Plan.Path.Keys).DistinctBy(k => k.AttributeName))
            {
                if (item.Get(key.AttributeName) is { } value)
                {
                    writer.WriteEncoded(key.Utf8Name, value);
                }
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private PageSource OpenQuery(DynoQueryContext context, TermValues values, ConditionExpression? filter, ReadOptions options, int? wanted)
    {
        KeyAttributeCondition? sort = null;
        if (Plan.Sort is { } range)
        {
            sort = BindSort(range, values);
            if (sort is null)
            {
                return new EmptyReader(context, this);
            }
        }

        var conditions = Conditions(sort, values);
        if (options.StartKey?.Get(Plan.Path.PartitionKey.AttributeName) is { } start && !conditions.Exists(c => c.Parts[0].Value.Equals(start)))
        {
            throw new ArgumentException(QueryMessages.ForeignCursor(), "cursor");
        }

        if (Plan.SortsPartitions)
        {
            var (key, descending) = Plan.Merge[0];
            conditions.Sort((x, y) => ValueOf(x, key).Read().KeyBytes.SequenceCompareTo(ValueOf(y, key).Read().KeyBytes) * (descending ? -1 : 1));
        }

        var pace = new ReadPace(this, context, options, wanted);
        if (conditions.Count > 1)
        {
            if (Plan.IsMerged && !Plan.CountPushed)
            {
                return new MergeReader(context, Partitions(pace), Plan.Merge);
            }

            // With a budget it shows only after one partition what is left for the next.
            if (Plan.IsScattered && wanted is null && EvaluateAtMost is null && context.ReadsAtOnce > 1)
            {
                return new ScatterReader(context, Partitions(pace));
            }
        }

        return new QueryReader(context, this, conditions, filter, pace, options) { IsPassing = IsPassing };

        PageSource[] Partitions(ReadPace whole) =>
            [.. conditions.Select(c => new QueryReader(context, this, [c], filter, whole.Branch(wanted), options))];
    }

    private static EncodedValue ValueOf(KeyConditionExpression condition, KeyShape key) => condition.Parts.First(p => p.Attribute == key.AttributeName).Value;

    // One for each partition.
    private List<KeyConditionExpression> Conditions(KeyAttributeCondition? sort, TermValues values)
    {
        var conditions = new List<KeyConditionExpression>(1);
        var name = Plan.Path.PartitionKey.AttributeName;
        if (Plan.MoreKeys.Count == 0)
        {
            foreach (var value in KeyBinder.BindAll(Plan.Partition!, values))
            {
                conditions.Add(sort is null ? KeyConditionExpression.For(name, value) : KeyConditionExpression.For(name, value, sort));
            }

            return conditions;
        }

        IEnumerable<IReadOnlyList<KeyAttributeCondition>> combined = [[]];
        foreach (var key in Plan.MoreKeys.Prepend(Plan.Partition!))
        {
            var bound = KeyBinder.BindAll(key, values);
            combined = combined.SelectMany(parts => bound.Select(value =>
                (IReadOnlyList<KeyAttributeCondition>)[.. parts, new(key.Key.AttributeName, SortOperator.Equal, value)])).ToList();
        }

        return [.. combined.Select(parts => new KeyConditionExpression(sort is null ? parts : [.. parts, sort]))];
    }

    private PageSource OpenBatches(DynoQueryContext context, List<Item> keys, int? wanted)
    {
        return keys.Count <= Limits.BatchGetKeys || wanted is not null || context.ReadsAtOnce == 1
            ? new BatchGetItemReader(context, this, keys)
            : new ScatterReader(context, [.. keys.Chunk(Limits.BatchGetKeys).Select(k => new BatchGetItemReader(context, this, k))]);
    }

    public KeyAttributeCondition? BindSort(SortRange range, TermValues values)
    {
        if (KeyBinder.Bind(range.Low, values) is not { } low)
        {
            return null;
        }

        var high = default(EncodedValue);
        if (range.High is { } upper)
        {
            if (KeyBinder.Bind(upper, values) is not { } bound || !IsAscending(low, bound))
            {
                return null;
            }

            high = bound;
        }

        var name = range.Low.Key.AttributeName;
        if (range.Match == SortMatch.BeginsWith && low.Type == AttributeType.S && low.Read().Utf8.IsEmpty)
        {
            // DynamoDB takes no empty key value; every key begins with nothing.
            return new(name, SortOperator.GreaterThanOrEqual, EncodedValue.FromString("\0"));
        }

        return new(
            name,
            range.Match switch
            {
                SortMatch.Equal => SortOperator.Equal,
                SortMatch.BeginsWith => SortOperator.BeginsWith,
                SortMatch.Between => SortOperator.Between,
                SortMatch.Less => SortOperator.LessThan,
                SortMatch.LessOrEqual => SortOperator.LessThanOrEqual,
                SortMatch.Greater => SortOperator.GreaterThan,
                _ => SortOperator.GreaterThanOrEqual,
            },
            low,
            high);
    }

    // DynamoDB refuses BETWEEN with its ends the wrong way round, where C# finds nothing.
    private static bool IsAscending(EncodedValue low, EncodedValue high) => low.Read().KeyBytes.SequenceCompareTo(high.Read().KeyBytes) <= 0;

    private List<Item> Keys(TermValues values)
    {
        var keys = new List<Item>();
        foreach (var partition in KeyBinder.BindAll(Plan.Partition!, values))
        {
            if (Plan.Sort is null)
            {
                keys.Add(Key(partition, default(EncodedValue?)));
                continue;
            }

            foreach (var sort in KeyBinder.BindAll(Plan.Sort.Low, values))
            {
                keys.Add(Key(partition, sort));
            }
        }

        return keys;
    }

    private Item? Key(EncodedValue partition, TermValues values)
    {
        if (Plan.Sort is null)
        {
            return Key(partition, default(EncodedValue?));
        }

        return KeyBinder.Bind(Plan.Sort.Low, values) is { } sort ? Key(partition, sort) : null;
    }

    private Item Key(EncodedValue partition, EncodedValue? sort)
    {
        var writer = ItemWriter.Rent();
        try
        {
            writer.WriteEncoded(Plan.Path.PartitionKey.Utf8Name, partition);
            if (sort is { } value)
            {
                writer.WriteEncoded(Plan.Path.SortKey!.Utf8Name, value);
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }
}
