// Checks keys against the schema, with DynamoDB's messages and in its order, and gives the bytes of the key's parts.
namespace Dyno.Engine;

internal static class KeyValidation
{
    // The key in an item to be put.
    public static KeyParts ReadItemKey(TableState table, in Item item) =>
        new(
            ReadPutPart(item, table.PartitionKey, Limits.PartitionKeyBytes),
            table.SortKey is { } sortKey ? ReadPutPart(item, sortKey, Limits.SortKeyBytes) : default);

    // The key of a request: exactly the key attributes.
    public static KeyParts ReadRequestKey(TableState table, in Item key)
    {
        if (key.Count != (table.SortKey is null ? 1 : 2))
        {
            throw new ValidationException(Messages.KeyDoesNotMatchSchema);
        }

        return new(
            ReadRequestPart(key, table.PartitionKey, Limits.PartitionKeyBytes),
            table.SortKey is { } sortKey ? ReadRequestPart(key, sortKey, Limits.SortKeyBytes) : default);
    }

    // The key in an item of a batch: DynamoDB has but one message for what does not fit.
    public static void CheckBatchItemKey(TableState table, in Item item)
    {
        if (!Fits(item, table.PartitionKey) || (table.SortKey is { } sortKey && !Fits(item, sortKey)))
        {
            throw new ValidationException(Messages.KeyDoesNotMatchSchema);
        }
    }

    // DynamoDB refuses empty key values of a transaction before it begins; what else is wrong with a key is a reason to cancel it.
    public static void CheckNotEmpty(TableState table, in Item item)
    {
        CheckNotEmpty(table.PartitionKey, item);
        if (table.SortKey is { } sortKey)
        {
            CheckNotEmpty(sortKey, item);
        }
    }

    public static void CheckIndexKeysNotEmpty(TableState table, in Item item)
    {
        foreach (var index in table.Indexes)
        {
            foreach (var key in index.Keys)
            {
                CheckIndexKeyNotEmpty(index, key, item);
            }
        }
    }

    // The attributes of a put item that are index keys: absent, or of the right type and not empty.
    public static void CheckIndexKeys(TableState table, in Item item)
    {
        foreach (var index in table.Indexes)
        {
            CheckIndexKeys(index, index.PartitionKeys, item, Limits.PartitionKeyBytes);
            CheckIndexKeys(index, index.SortKeys, item, Limits.SortKeyBytes);
        }
    }

    // The same of an item that an update made: DynamoDB has other messages for it.
    public static void CheckUpdatedIndexKeys(TableState table, in Item item)
    {
        foreach (var index in table.Indexes)
        {
            CheckUpdatedIndexKeys(index.PartitionKeys, item, Limits.PartitionKeyBytes);
            CheckUpdatedIndexKeys(index.SortKeys, item, Limits.SortKeyBytes);
        }
    }

    public static void CheckSize(int length, int limit)
    {
        if (length > limit)
        {
            throw new ValidationException(limit == Limits.PartitionKeyBytes ? Messages.PartitionKeyTooLong : Messages.SortKeyTooLong);
        }
    }

    private static bool Fits(in Item item, KeyAttribute attribute) => item.TryGet(attribute.Utf8Name, out var value) && value.Type == attribute.Type;

    private static bool IsEmpty(in Item item, KeyAttribute attribute) =>
        item.TryGet(attribute.Utf8Name, out var value) && value.Type == attribute.Type && value.KeyBytes.IsEmpty;

    private static void CheckNotEmpty(KeyAttribute attribute, in Item item)
    {
        if (IsEmpty(item, attribute))
        {
            throw new ValidationException(Messages.EmptyKey(attribute.Name, attribute.Type));
        }
    }

    private static void CheckIndexKeyNotEmpty(IndexState index, KeyAttribute attribute, in Item item)
    {
        if (IsEmpty(item, attribute))
        {
            throw new ValidationException(Messages.EmptyIndexKey(index.Name, attribute.Name, attribute.Type));
        }
    }

    private static ReadOnlySpan<byte> ReadPutPart(in Item item, KeyAttribute attribute, int limit)
    {
        if (!item.TryGet(attribute.Utf8Name, out var value))
        {
            throw new ValidationException(Messages.MissingKey(attribute.Name));
        }

        if (value.Type != attribute.Type)
        {
            throw new ValidationException(Messages.KeyTypeMismatch(attribute.Name, attribute.Type, value.Type));
        }

        return ReadPart(value, attribute, limit, isRequest: false);
    }

    private static ReadOnlySpan<byte> ReadRequestPart(in Item key, KeyAttribute attribute, int limit) =>
        key.TryGet(attribute.Utf8Name, out var value) && value.Type == attribute.Type
            ? ReadPart(value, attribute, limit, isRequest: true)
            : throw new ValidationException(Messages.KeyDoesNotMatchSchema);

    private static ReadOnlySpan<byte> ReadPart(ValueReader value, KeyAttribute attribute, int limit, bool isRequest)
    {
        var bytes = value.KeyBytes;
        if (bytes.IsEmpty)
        {
            throw new ValidationException(
                isRequest ? Messages.EmptyRequestKey(attribute.Name, attribute.Type) : Messages.EmptyKey(attribute.Name, attribute.Type));
        }

        CheckSize(bytes.Length, limit);
        return bytes;
    }

    // The limit is of all attributes of the part together.
    private static void CheckIndexKeys(IndexState index, KeyAttribute[] attributes, in Item item, int limit)
    {
        var length = 0;
        foreach (var attribute in attributes)
        {
            length += CheckIndexKey(index, attribute, item);
            CheckSize(length, limit);
        }
    }

    private static void CheckUpdatedIndexKeys(KeyAttribute[] attributes, in Item item, int limit)
    {
        var length = 0;
        foreach (var attribute in attributes)
        {
            length += CheckUpdatedIndexKey(attribute, item);
            CheckSize(length, limit);
        }
    }

    private static int CheckIndexKey(IndexState index, KeyAttribute attribute, in Item item)
    {
        if (!item.TryGet(attribute.Utf8Name, out var value))
        {
            return 0;
        }

        if (value.Type != attribute.Type)
        {
            throw new ValidationException(Messages.IndexKeyTypeMismatch(index.Name, attribute.Name, attribute.Type, value.Type));
        }

        if (value.KeyBytes.IsEmpty)
        {
            throw new ValidationException(Messages.EmptyIndexKey(index.Name, attribute.Name, attribute.Type));
        }

        return value.KeyBytes.Length;
    }

    private static int CheckUpdatedIndexKey(KeyAttribute attribute, in Item item)
    {
        if (!item.TryGet(attribute.Utf8Name, out var value))
        {
            return 0;
        }

        if (value.Type != attribute.Type)
        {
            throw new ValidationException(Messages.UpdatedIndexKeyTypeMismatch);
        }

        if (value.KeyBytes.IsEmpty)
        {
            throw new ValidationException(Messages.UpdatedIndexKeyEmpty(attribute.Type));
        }

        return value.KeyBytes.Length;
    }
}
