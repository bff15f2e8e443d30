// A table of the model: its items by the text of their key, its indexes as questions to those items, its stream as a list.
using Dyno.Engine;
using ModelItem = System.Collections.Generic.IReadOnlyDictionary<string, Dyno.AttributeValue>;

namespace Dyno.Reliability.Model;

// projected: null for all attributes. The table itself is an index too, without a name.
internal sealed record ModelIndex(string? Name, bool IsGlobal, string[] Partitions, string[] Sorts, string[]? Projected);

internal sealed record ModelChange(ModelTable Table, string Key, ModelItem? Before, ModelItem? After);

internal sealed class ModelTable
{
    private readonly Dictionary<string, AttributeType> _types = [];
    private readonly ModelIndex _own;

    internal ModelTable(CreateTableRequest request)
    {
        Name = request.TableName;
        HasStream = request.StreamSpecification is not null;
        _own = IndexOf(null, request.KeySchema, Projection.All, request.AttributeDefinitions);
        (request.LocalSecondaryIndexes ?? []).ToList().ForEach(i => Indexes.Add(IndexOf(i, i.KeySchema, i.Projection, [])));
        (request.GlobalSecondaryIndexes ?? []).ToList().ForEach(i => Indexes.Add(IndexOf(i, i.KeySchema, i.Projection, [])));
    }

    internal string Name { get; }

    internal bool HasStream { get; }

    internal List<ModelIndex> Indexes { get; } = [];

    internal Dictionary<string, ModelItem> Items { get; } = [];

    internal List<(OperationType Event, ModelItem? Old, ModelItem? New)> Stream { get; } = [];

    internal string? Sort => _own.Sorts.FirstOrDefault();

    internal IEnumerable<string> KeyNames => [.. _own.Partitions, .. _own.Sorts];

    internal ModelIndex IndexOf(SecondaryIndex? index, IReadOnlyList<KeySchemaElement> schema, Projection projection, IReadOnlyList<AttributeDefinition> definitions)
    {
        definitions.ToList().ForEach(d => _types[d.AttributeName] = d.AttributeType);
        string[] names = [.. schema.Select(k => k.AttributeName)];
        return new(index?.IndexName, index is GlobalSecondaryIndex, [.. schema.Where(k => k.KeyType == KeyType.HASH).Select(k => k.AttributeName)],
            [.. schema.Where(k => k.KeyType == KeyType.RANGE).Select(k => k.AttributeName)],
            projection.ProjectionType == ProjectionType.ALL ? null : [.. names, .. KeyNames, .. projection.NonKeyAttributes]);
    }

    internal ModelIndex Find(string? index) => index is null ? _own : Indexes.Find(i => i.Name == index) ?? throw new ValidationException("index");

    internal string KeyOf(ModelItem item) => string.Join('/', KeyNames.Select(n => _types[n] == AttributeType.N ? item[n].ToString() : Convert.ToHexString(ModelValues.Bytes(item[n]))));

    internal void Check(ModelItem key, bool onlyKey)
    {
        Require(!onlyKey || key.Count == KeyNames.Count());
        Require(KeyNames.All(key.ContainsKey) && IsKey(_own, key));
    }

    internal void CheckIndexKeys(ModelItem item) => Require(Indexes.TrueForAll(i => IsKey(i, item)));

    // A transaction is refused before it begins for these, and cancelled for what else is wrong with a key.
    internal bool HasNoEmptyKey(ModelItem item) => Indexes.SelectMany(i => i.Partitions.Concat(i.Sorts)).All(n => !item.TryGetValue(n, out var key) || key.Type != _types[n] || ModelValues.Size(key) > 0);

    // What an index holds of an item; null where it has not all attributes of the key.
    internal ModelItem? Entry(ModelIndex index, ModelItem? item) =>
        item is null || !index.Partitions.Concat(index.Sorts).All(item.ContainsKey) || !IsKey(index, item) ? null
        : index.Projected is null ? item : item.Where(a => index.Projected.Contains(a.Key)).ToDictionary();

    // In the order of a walk: by hash and partition where all are read, then by the sort keys, then by the table's key.
    internal List<ModelItem> Rows(ModelIndex index, Func<ModelItem, bool> wanted)
    {
        var rows = Items.Values.Select(i => Entry(index, i)).OfType<ModelItem>().Where(wanted).ToList();
        rows.Sort((x, y) => Compare(index, x, y));
        return rows;
    }

    internal int Compare(ModelIndex index, ModelItem x, ModelItem y)
    {
        var (left, right) = (PartitionBytes(index, x), PartitionBytes(index, y));
        var order = PartitionHash.Of(left).CompareTo(PartitionHash.Of(right));
        order = order != 0 ? order : left.Length - right.Length;
        order = order != 0 ? order : left.AsSpan().SequenceCompareTo(right);
        order = index.Sorts.Aggregate(order, (o, name) => o != 0 ? o : ModelValues.Compare(x[name], y[name]));
        return order != 0 || index.Name is null ? order : CompareKeys(x, y);
    }

    internal uint HashOf(ModelIndex index, ModelItem item) => PartitionHash.Of(PartitionBytes(index, item));

    private int CompareKeys(ModelItem x, ModelItem y)
    {
        var (left, right) = (ModelValues.KeyBytes(x[_own.Partitions[0]]), ModelValues.KeyBytes(y[_own.Partitions[0]]));
        var order = left.Length != right.Length ? left.Length - right.Length : left.AsSpan().SequenceCompareTo(right);
        return order != 0 || Sort is null ? order : ModelValues.Compare(x[Sort], y[Sort]);
    }

    private static byte[] PartitionBytes(ModelIndex index, ModelItem item) => index.Partitions.Length == 1
        ? ModelValues.KeyBytes(item[index.Partitions[0]])
        : [.. index.Partitions.SelectMany(p => ModelValues.KeyBytes(item[p]).SelectMany(b => b == 0 ? new byte[] { 0, 0xFF } : [b]).Concat(new byte[] { 0, 0 }))];

    // Of what is there of the key: types, nothing empty, nothing too long.
    private bool IsKey(ModelIndex index, ModelItem item) => Fits(index.Partitions, item, 2048) && Fits(index.Sorts, item, 1024);

    private bool Fits(string[] names, ModelItem item, int limit)
    {
        var there = names.Where(item.ContainsKey).ToList();
        return there.TrueForAll(n => item[n].Type == _types[n] && ModelValues.Size(item[n]) > 0) && there.Sum(n => ModelValues.Size(item[n])) <= limit;
    }

    private static void Require(bool holds) => _ = holds ? true : throw new ValidationException("model");
}
