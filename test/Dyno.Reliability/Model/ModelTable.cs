// A table of the model: its items by the text of their key, its indexes as questions to those items, its stream as a list, and what reading and writing them costs.
using Dyno.Engine;
using static Dyno.Reliability.Model.ModelValues;

namespace Dyno.Reliability.Model;

// projected: null for all attributes. The table itself is an index too, without a name.
internal sealed record ModelIndex(string? Name, bool IsGlobal, string[] KeyNames, string[] Partitions, string[] Sorts, string[]? Projected);

// What a table or one of its indexes charges.
internal sealed record ModelCharge(ModelTable Table, ModelIndex Index, double Units, bool IsRead);

internal sealed class ModelTable(string name, List<ModelCharge> charges)
{
    private readonly Dictionary<string, ModelItem> _items = [];
    private readonly Dictionary<string, AttributeType> _types = [];

    internal string Name => name;

    internal List<ModelIndex> Indexes { get; } = [];

    internal ModelIndex Own => Indexes[0];

    internal List<(OperationType Event, ModelItem? Old, ModelItem? New)> Stream { get; } = [];

    internal bool Add(SecondaryIndex index, IEnumerable<AttributeDefinition> definitions)
    {
        Require(Indexes.TrueForAll(i => i.Name != index.IndexName));
        definitions.ToList().ForEach(d => _types[d.AttributeName] = d.AttributeType);
        string[] Names(params KeyType[] types) => [.. index.KeySchema.Where(k => types.Contains(k.KeyType)).Select(k => k.AttributeName)];
        var keyNames = Names(KeyType.HASH, KeyType.RANGE);
        Indexes.Add(new(index.IndexName, index is GlobalSecondaryIndex, keyNames, Names(KeyType.HASH), Names(KeyType.RANGE),
            index.Projection.ProjectionType == ProjectionType.ALL ? null : [.. keyNames, .. Own.KeyNames, .. index.Projection.NonKeyAttributes]));
        return true;
    }

    internal bool Remove(string index) => Indexes.Remove(Indexes.Find(i => i.Name == index) ?? throw new ResourceNotFoundException(index));

    internal ModelIndex Find(string? index) => Indexes.Find(i => i.Name == index) ?? throw new ValidationException("index");

    internal ModelItem? Get(ModelItem key) => _items.GetValueOrDefault(KeyOf(key));

    internal ModelItem? Read(ModelItem key, bool consistent)
    {
        ChargeRead(Own, Size(Get(key)), consistent);
        return Get(key);
    }

    internal void Apply(ModelItem? before, ModelItem? after)
    {
        charges.AddRange(Indexes.Select(i => new ModelCharge(this, i, WriteUnits(i, Entry(i, before), Entry(i, after)), IsRead: false)).Where(c => c.Units > 0));
        if (!Same(before, after))
        {
            _ = after is null ? _items.Remove(KeyOf(before!)) : (_items[KeyOf(after)] = after) is not null;
            Stream.Add((before is null ? OperationType.INSERT : after is null ? OperationType.REMOVE : OperationType.MODIFY, before, after));
        }
    }

    internal QueryResult Query(QueryRequest r)
    {
        Require(r.ExclusiveStartKey is null || r.IndexName is not null || Own.Sorts.Length > 0);
        return Page(r, row => r.KeyConditionExpression.Parts.All(p => ModelExpressions.Matches(Condition(p, new(DocumentPath.Of(p.Attribute)), new(p.Value)), row)));
    }

    // A Query whose rows are those of a segment: the hashes are shared out evenly.
    internal ScanResult Scan(ScanRequest r)
    {
        ulong First(int segment) => ((ulong)segment << 32) / (ulong)(r.TotalSegments ?? 1);
        bool IsAsked(uint hash) => First(r.Segment ?? 0) <= hash && hash < First((r.Segment ?? 0) + 1);
        return ModelDatabase.As<ScanResult>(Page(ModelDatabase.As<QueryRequest>(r), row => IsAsked(HashOf(Find(r.IndexName), row))));
    }

    // alone: it is nothing but the key.
    internal bool HasKey(ModelItem item, bool alone) => (!alone || item.Count == Own.KeyNames.Length) && Own.KeyNames.All(item.ContainsKey) && IsKey(Own, item);

    // Neither too large nor too deep, and what it has of the indexes' keys can be one.
    internal bool IsSound(ModelItem item) =>
        Size(item) <= Limits.ItemSizeBytes && Depth(AttributeValue.M(item)) <= Limits.NestingDepth + 1 && Indexes.TrueForAll(i => IsKey(i, item));

    // A transaction is refused before it begins for these, and cancelled for what else is wrong with a key.
    internal bool HasNoEmptyKey(ModelItem item) =>
        Indexes.SelectMany(i => i.KeyNames).All(n => !item.TryGetValue(n, out var key) || key.Type != _types[n] || Size(key) > 0);

    // direction: 1, or -1 for backwards.
    internal List<ModelItem> Rows(ModelIndex index, int direction, Func<ModelItem, bool> wanted) => [.. _items.Values.Select(i => Entry(index, i))
        .OfType<ModelItem>().Where(wanted).Order(Comparer<ModelItem>.Create((x, y) => direction * Compare(index, x, y)))];

    internal string KeyOf(ModelItem item) => string.Join('/', Own.KeyNames.Select(n => item[n]));

    // What an index holds of an item; null where it has not all attributes of the key.
    private ModelItem? Entry(ModelIndex index, ModelItem? item) =>
        item is null || !index.KeyNames.All(item.ContainsKey) || !IsKey(index, item) ? null
        : index.Projected is null ? item : item.Where(a => index.Projected.Contains(a.Key)).ToDictionary();

    private void ChargeRead(ModelIndex index, int bytes, bool consistent) =>
        charges.Add(new(this, index, Math.Max(1, Math.Ceiling(bytes / 4096.0)) * (consistent ? 1 : 0.5), IsRead: true));

    // The table charges for every write, an index where its entry changes: for one that moves as for one that goes and one that comes.
    private double WriteUnits(ModelIndex index, ModelItem? before, ModelItem? after) =>
        index != Own && Same(before, after) ? 0
        : before is not null && after is not null && Compare(index, before, after) != 0 ? WriteUnits(index, before, null) + WriteUnits(index, null, after)
        : Math.Max(1, Math.Ceiling(Math.Max(Size(before), Size(after)) / 1024.0));

    // What is asked of a key is an ordinary condition.
    private static ConditionNode Condition(KeyAttributeCondition part, PathOperand key, ValueOperand value) => part.Operator switch
    {
        SortOperator.BeginsWith => new BeginsWithNode(key, value),
        SortOperator.Between => new BetweenNode(key, value, new ValueOperand(part.High)),
        var comparison => new ComparisonNode(Enum.Parse<ComparisonOperator>(comparison.ToString()), key, value),
    };

    // All rows in order, cut to what is asked for. A local index that lacks some of that reads each item from the table, and pays for it there.
    private QueryResult Page(QueryRequest r, Func<ModelItem, bool> wanted)
    {
        var (index, start, direction) = (Find(r.IndexName), r.ExclusiveStartKey?.ToDictionary(), r.ScanIndexForward ? 1 : -1);
        string[] keyNames = [.. index.KeyNames.Union(Own.KeyNames)];
        var lacks = index.Projected is not null && (r.Select == Select.ALL_ATTRIBUTES || (r.ProjectionExpression?.Paths.Any(p => !index.Projected.Contains(p.Root)) ?? false));
        Require(!(index.IsGlobal && (r.ConsistentRead || lacks)) && (start is null || (start.Count == keyNames.Length && wanted(start))));
        var rows = Rows(index, direction, row => wanted(row) && (start is null || Compare(index, row, start) * direction > 0));

        // The number of the row that fills the page; 0 where there are not so many.
        var sizes = rows.ConvertAll(row => PageSize(row, Own.Sorts.FirstOrDefault()));
        var last = Enumerable.Range(1, rows.Count).FirstOrDefault(n => n == r.Limit || sizes.Take(n).Sum() >= Limits.PageSizeBytes);
        var page = last == 0 ? rows : rows[..last];
        ChargeRead(index, page.Sum(Size), r.ConsistentRead);
        var items = lacks ? page.ConvertAll(row => Read(row, r.ConsistentRead)!) : page;
        var found = items.FindAll(i => r.FilterExpression is null || ModelExpressions.Matches(r.FilterExpression.Root, i));
        return new()
        {
            Items = r.Select == Select.COUNT ? [] : found.ConvertAll(i => Item.From(ModelExpressions.Project(i, r.ProjectionExpression?.Paths)!)),
            Count = found.Count,
            ScannedCount = page.Count,
            LastEvaluatedKey = last == 0 ? null : Item.From(page[^1].Where(a => keyNames.Contains(a.Key))),
        };
    }

    // The order of a walk: by hash and partition (shorter ones first) where all are read, then by the sort keys, then by the table's key.
    private int Compare(ModelIndex index, ModelItem x, ModelItem y) => new[] { index, Own }
        .SelectMany(i => i.Sorts.Select(s => ModelValues.Compare(x[s], y[s]))
            .Prepend(PartitionBytes(i, x).AsSpan().SequenceCompareTo(PartitionBytes(i, y))).Prepend(PartitionBytes(i, x).Length - PartitionBytes(i, y).Length))
        .Prepend(HashOf(index, x).CompareTo(HashOf(index, y))).FirstOrDefault(o => o != 0);

    private static uint HashOf(ModelIndex index, ModelItem item) => PartitionHash.Of(PartitionBytes(index, item));

    private static byte[] PartitionBytes(ModelIndex index, ModelItem item)
    {
        var parts = index.Partitions.Select(p => item[p].Type == AttributeType.N ? EncodedValue.From(item[p]).Read().KeyBytes.ToArray() : Bytes(item[p])).ToList();
        return parts is [var only] ? only : [.. parts.SelectMany(p => p.SelectMany(b => b == 0 ? new byte[] { 0, 0xFF } : [b]).Concat(new byte[] { 0, 0 }))];
    }

    // Of what is there of the key: types, nothing empty, nothing too long.
    private bool IsKey(ModelIndex index, ModelItem item) =>
        index.KeyNames.Where(item.ContainsKey).All(n => item[n].Type == _types[n] && Size(item[n]) > 0)
        && new[] { (Part: index.Partitions, Limit: 2048), (Part: index.Sorts, Limit: 1024) }.All(p => p.Part.Where(item.ContainsKey).Sum(n => Size(item[n])) <= p.Limit);
}
