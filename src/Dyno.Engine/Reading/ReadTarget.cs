// What a Query or Scan reads: a table or one of its indexes.

namespace Dyno.Engine;

internal readonly record struct ReadTarget(TableState Table, IndexState? Index)
{
    public uint Id => Index?.Id ?? Table.Id;

    // Who pays: a local index has no throughput of its own.
    public ResourceCapacity Capacity => Index?.Capacity ?? Table.Capacity;

    public KeyAttribute[] PartitionKeys => Index?.PartitionKeys ?? Table.PartitionKeys;

    public KeyAttribute[] SortKeys => Index?.SortKeys ?? Table.SortKeys;

    // A global index may have several attributes in each part of its key.
    public bool HasSeveral => PartitionKeys.Length > 1 || SortKeys.Length > 1;

    public static ReadTarget Of(Catalog catalog, string tableName, string? indexName, bool consistentRead)
    {
        var table = catalog.Get(tableName);
        if (indexName is null)
        {
            return new ReadTarget(table, null);
        }

        var index = table.FindIndex(indexName) ?? throw new ValidationException(Messages.NoSuchIndex(indexName));
        if (index.IsBuilding)
        {
            throw new ValidationException(Messages.Backfilling(indexName));
        }

        return consistentRead && index.IsGlobal
            ? throw new ValidationException(Messages.ConsistentReadOnGlobalIndex)
            : new ReadTarget(table, index);
    }

    public bool IsKey(string attribute) => Contains(PartitionKeys, attribute) || Contains(SortKeys, attribute);

    // The attributes that make a starting key: the table's key, and the index's.
    public Item KeyOf(Item item)
    {
        var writer = ItemWriter.Rent();
        try
        {
            var reader = item.GetReader();
            foreach (var name in Index?.KeyNames ?? TableKeyNames())
            {
                if (reader.TryFind(name, out var value))
                {
                    writer.WriteEncoded(name, value.Raw);
                }
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private static bool Contains(KeyAttribute[] keys, string attribute)
    {
        foreach (var key in keys)
        {
            if (key.Name == attribute)
            {
                return true;
            }
        }

        return false;
    }

    // In the order of their bytes, as a reader finds them.
    private byte[][] TableKeyNames()
    {
        if (Table.SortKey is not { } sortKey)
        {
            return [Table.PartitionKey.Utf8Name];
        }

        return Table.PartitionKey.Utf8Name.AsSpan().SequenceCompareTo(sortKey.Utf8Name) < 0
            ? [Table.PartitionKey.Utf8Name, sortKey.Utf8Name]
            : [sortKey.Utf8Name, Table.PartitionKey.Utf8Name];
    }
}
