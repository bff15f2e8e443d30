// Turns an ExclusiveStartKey into the storage key it stands for, and refuses one that is none.

namespace Dyno.Engine;

internal static class StartKey
{
    // Appends the storage key; the caller gave the target's schema, and the key need not exist.
    public static void Write(ref KeyBuffer buffer, ReadTarget target, Item key)
    {
        var tableKey = new KeyParts(
            Part(key, target.Table.PartitionKey),
            target.Table.SortKey is { } tableSort ? Part(key, tableSort) : default);
        if (target.Index is not { } index)
        {
            CheckCount(key, target.Table.SortKey is null ? 1 : 2);
            KeyLayout.WriteItemKey(ref buffer, target.Table.Id, tableKey);
            return;
        }

        CheckCount(key, index.KeyNames.Length);
        var indexKey = new KeyParts(Part(key, index.PartitionKey), index.SortKey is { } sort ? Part(key, sort) : default);
        KeyLayout.WriteIndexKey(ref buffer, index, indexKey, tableKey);
    }

    private static void CheckCount(Item key, int count)
    {
        if (key.Count != count)
        {
            throw new ValidationException(Messages.StartKeyInvalid);
        }
    }

    private static ReadOnlySpan<byte> Part(Item key, KeyAttribute attribute)
    {
        if (!key.TryGet(attribute.Utf8Name, out var value) || value.Type != attribute.Type || value.KeyBytes.IsEmpty)
        {
            throw new ValidationException(Messages.StartKeyDoesNotMatch);
        }

        KeyValidation.CheckSize(value.KeyBytes.Length, Limits.PartitionKeyBytes);
        return value.KeyBytes;
    }
}
