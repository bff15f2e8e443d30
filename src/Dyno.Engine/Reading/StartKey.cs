// Turns an ExclusiveStartKey into the storage key it stands for, and refuses one that is none: the number of its attributes first, then the key of what is
// read, then the table's. DynamoDB words it differently for a table and an index, and for a Query and a Scan.

namespace Dyno.Engine;

internal static class StartKey
{
    // How many attributes it has to have: those of the table's key and the index's.
    public static void CheckCount(ReadTarget target, in Item key, string message)
    {
        var count = target.Index is { } index ? index.KeyNames.Length : target.Table.SortKey is null ? 1 : 2;
        if (key.Count != count)
        {
            throw new ValidationException(message);
        }
    }

    // The attributes of the key of what is read.
    public static void CheckParts(in Item key, ReadTarget target)
    {
        foreach (var partitionKey in target.PartitionKeys)
        {
            CheckPart(key, partitionKey, Limits.PartitionKeyBytes);
        }

        foreach (var sortKey in target.SortKeys)
        {
            CheckPart(key, sortKey, Limits.SortKeyBytes);
        }
    }

    // One of them.
    public static void CheckPart(in Item key, KeyAttribute attribute, int limit)
    {
        if (!key.TryGet(attribute.Utf8Name, out var value))
        {
            throw new ValidationException(Messages.StartKeyInvalid);
        }

        if (value.Type != attribute.Type)
        {
            throw new ValidationException(Messages.KeyDoesNotMatchSchema);
        }

        if (value.KeyBytes.IsEmpty)
        {
            throw new ValidationException(Messages.EmptyRequestKey(attribute.Name, attribute.Type));
        }

        KeyValidation.CheckSize(value.KeyBytes.Length, limit);
    }

    // Appends the storage key; the key need not exist.
    public static void Write(ref KeyBuffer buffer, ReadTarget target, in Item key)
    {
        var tableKey = new KeyParts(
            TablePart(key, target.Table.PartitionKey, Limits.PartitionKeyBytes),
            target.Table.SortKey is { } tableSort ? TablePart(key, tableSort, Limits.SortKeyBytes) : default);
        if (target.Index is not { } index)
        {
            KeyLayout.WriteItemKey(ref buffer, target.Table.Id, tableKey);
            return;
        }

        if (!KeyLayout.TryWriteIndexKey(ref buffer, index, key, tableKey))
        {
            throw new ValidationException(Messages.StartKeyInvalid);
        }
    }

    private static ReadOnlySpan<byte> TablePart(in Item key, KeyAttribute attribute, int limit)
    {
        if (!key.TryGet(attribute.Utf8Name, out var value) || value.Type != attribute.Type)
        {
            throw new ValidationException(Messages.StartKeyDoesNotMatch);
        }

        if (value.KeyBytes.IsEmpty)
        {
            throw new ValidationException(Messages.StartKeyPrefix + Messages.EmptyRequestKey(attribute.Name, attribute.Type));
        }

        KeyValidation.CheckSize(value.KeyBytes.Length, limit);
        return value.KeyBytes;
    }
}
