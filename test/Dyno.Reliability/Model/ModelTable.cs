// A table of the model: its items by the text of their key, its indexes as questions to those items, its stream as a list.
using Dyno.Engine;
using static Dyno.Reliability.Model.ModelValues;
using ModelItem = System.Collections.Generic.IReadOnlyDictionary<string, Dyno.AttributeValue>;

namespace Dyno.Reliability.Model;

// projected: null for all attributes. The table itself is an index too, without a name.
internal sealed record ModelIndex(string? Name, bool IsGlobal, string[] Partitions, string[] Sorts, string[]? Projected)
{
    internal IEnumerable<string> KeyNames => [.. Partitions, .. Sorts];
}

internal sealed class ModelTable
{
    private readonly Dictionary<string, AttributeType> _types = [];

    internal ModelTable(CreateTableRequest request)
    {
        Name = request.TableName;
        Own = IndexOf(null, request.KeySchema, Projection.All, request.AttributeDefinitions);
        IEnumerable<SecondaryIndex> indexes = [.. request.LocalSecondaryIndexes ?? [], .. request.GlobalSecondaryIndexes ?? []];
        Indexes = [.. indexes.Select(i => IndexOf(i, i.KeySchema, i.Projection, []))];
    }

    internal string Name { get; }

    internal ModelIndex Own { get; }

    internal List<ModelIndex> Indexes { get; }

    internal Dictionary<string, ModelItem> Items { get; } = [];

    internal List<(OperationType Event, ModelItem? Old, ModelItem? New)> Stream { get; } = [];

    internal ModelIndex IndexOf(SecondaryIndex? index, IReadOnlyList<KeySchemaElement> schema, Projection projection, IReadOnlyList<AttributeDefinition> definitions)
    {
        definitions.ToList().ForEach(d => _types[d.AttributeName] = d.AttributeType);
        string[] Names(KeyType type) => [.. schema.Where(k => k.KeyType == type).Select(k => k.AttributeName)];
        return new(index?.IndexName, index is GlobalSecondaryIndex, Names(KeyType.HASH), Names(KeyType.RANGE),
            projection.ProjectionType == ProjectionType.ALL ? null : [.. schema.Select(k => k.AttributeName), .. Own.KeyNames, .. projection.NonKeyAttributes]);
    }

    internal ModelIndex Find(string? index) => index is null ? Own : Indexes.Find(i => i.Name == index) ?? throw new ValidationException("index");

    internal string KeyOf(ModelItem item) => string.Join('/', Own.KeyNames.Select(n => item[n]));

    internal ModelItem? Get(ModelItem key) => Items.GetValueOrDefault(KeyOf(key));

    internal void Check(ModelItem key, bool onlyKey) =>
        Require((!onlyKey || key.Count == Own.KeyNames.Count()) && Own.KeyNames.All(key.ContainsKey) && IsKey(Own, key));

    internal void CheckIndexKeys(ModelItem item) => Require(Indexes.TrueForAll(i => IsKey(i, item)));

    // A transaction is refused before it begins for these, and cancelled for what else is wrong with a key.
    internal bool HasNoEmptyKey(ModelItem item) =>
        Indexes.SelectMany(i => i.KeyNames).All(n => !item.TryGetValue(n, out var key) || key.Type != _types[n] || Size(key) > 0);

    // What an index holds of an item; null where it has not all attributes of the key.
    internal ModelItem? Entry(ModelIndex index, ModelItem? item) =>
        item is null || !index.KeyNames.All(item.ContainsKey) || !IsKey(index, item) ? null
        : index.Projected is null ? item : item.Where(a => index.Projected.Contains(a.Key)).ToDictionary();

    // direction: 1, or -1 for backwards.
    internal List<ModelItem> Rows(ModelIndex index, int direction, Func<ModelItem, bool> wanted) => [.. Items.Values.Select(i => Entry(index, i))
        .OfType<ModelItem>().Where(wanted).Order(Comparer<ModelItem>.Create((x, y) => direction * Compare(index, x, y)))];

    // The order of a walk: by hash and partition where all are read, then by the sort keys, then by the table's key.
    internal int Compare(ModelIndex index, ModelItem x, ModelItem y)
    {
        var order = HashOf(index, x).CompareTo(HashOf(index, y));
        order = order != 0 ? order : CompareKeys(index, x, y);
        return order != 0 ? order : CompareKeys(Own, x, y);
    }

    internal uint HashOf(ModelIndex index, ModelItem item) => PartitionHash.Of(PartitionBytes(index, item));

    // Shorter ones first of partition keys.
    private static int CompareKeys(ModelIndex index, ModelItem x, ModelItem y)
    {
        var (left, right) = (PartitionBytes(index, x), PartitionBytes(index, y));
        var order = left.Length != right.Length ? left.Length - right.Length : left.AsSpan().SequenceCompareTo(right);
        return index.Sorts.Aggregate(order, (o, name) => o != 0 ? o : ModelValues.Compare(x[name], y[name]));
    }

    private static byte[] PartitionBytes(ModelIndex index, ModelItem item)
    {
        var parts = index.Partitions.Select(p => item[p].Type == AttributeType.N ? EncodedValue.From(item[p]).Read().KeyBytes.ToArray() : Bytes(item[p])).ToList();
        return parts is [var only] ? only : [.. parts.SelectMany(p => p.SelectMany(b => b == 0 ? new byte[] { 0, 0xFF } : [b]).Concat(new byte[] { 0, 0 }))];
    }

    // Of what is there of the key: types, nothing empty, nothing too long.
    private bool IsKey(ModelIndex index, ModelItem item) => Fits(index.Partitions, item, 2048) && Fits(index.Sorts, item, 1024);

    private bool Fits(string[] names, ModelItem item, int limit)
    {
        var there = names.Where(item.ContainsKey).ToList();
        return there.TrueForAll(n => item[n].Type == _types[n] && Size(item[n]) > 0) && there.Sum(n => Size(item[n])) <= limit;
    }
}
