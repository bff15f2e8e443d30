// A key condition settled against the schema of a table or index: which parts are of the partition keys, which of the sort keys.
// What is wrong is said in DynamoDB's order: attribute by attribute of the key, the starting key's before the condition's.

using Dyno.Expressions;

namespace Dyno.Engine;

internal readonly struct BoundKeyCondition
{
    private readonly IReadOnlyList<KeyAttributeCondition> _parts;
    private readonly ReadTarget _target;

    private BoundKeyCondition(IReadOnlyList<KeyAttributeCondition> parts, ReadTarget target, int sortCount)
    {
        _parts = parts;
        _target = target;
        SortCount = sortCount;
    }

    // How many sort keys have a condition: the first ones of the key, all but the last of them equal to a value.
    public int SortCount { get; }

    public static BoundKeyCondition Bind(KeyConditionExpression expression, ReadTarget target, in Item? startKey)
    {
        var parts = expression.Parts;
        return new BoundKeyCondition(parts, target, target.HasSeveral ? BindSeveral(parts, target, startKey) : BindOne(parts, target, startKey));
    }

    public ReadOnlySpan<byte> PartitionBytes(int at) => Find(_parts, _target.PartitionKeys[at])!.Value.Read().KeyBytes;

    public KeyAttributeCondition Sort(int at) => Find(_parts, _target.SortKeys[at])!;

    // Whether a starting key is of the partition that the condition asks for.
    public bool IsInPartition(in Item key)
    {
        for (var i = 0; i < _target.PartitionKeys.Length; i++)
        {
            if (!PartitionBytes(i).SequenceEqual(PartOf(key, _target.PartitionKeys[i])))
            {
                return false;
            }
        }

        return true;
    }

    // Whether its sort keys are some that the condition asks for.
    public bool IsInRange(in Item key)
    {
        for (var i = 0; i < SortCount; i++)
        {
            if (!Matches(Sort(i), PartOf(key, _target.SortKeys[i])))
            {
                return false;
            }
        }

        return true;
    }

    // One partition key, and perhaps one sort key. How many sort keys have a condition.
    private static int BindOne(IReadOnlyList<KeyAttributeCondition> parts, ReadTarget target, in Item? startKey)
    {
        if (parts.Count is 0 or > 2)
        {
            throw new ValidationException(Messages.TooManyKeyConditions);
        }

        var partitionKey = target.PartitionKeys[0];
        if (startKey is { } start)
        {
            StartKey.CheckPart(start, partitionKey, Limits.PartitionKeyBytes);
        }

        if (target.SortKeys.Length == 0 && parts.Count > 1)
        {
            throw new ValidationException(Messages.KeyConditionNotSupported);
        }

        var partition = Find(parts, partitionKey) ?? throw new ValidationException(Messages.MissedKeyCondition(partitionKey.Name));
        Check(partition, partitionKey, Limits.PartitionKeyBytes);
        if (partition.Operator != SortOperator.Equal)
        {
            throw new ValidationException(Messages.KeyConditionNotSupported);
        }

        return BindSort(parts, target, startKey);
    }

    private static int BindSort(IReadOnlyList<KeyAttributeCondition> parts, ReadTarget target, in Item? startKey)
    {
        if (target.SortKeys.Length == 0)
        {
            return 0;
        }

        var sortKey = target.SortKeys[0];
        if (startKey is { } start)
        {
            StartKey.CheckPart(start, sortKey, Limits.SortKeyBytes);
        }

        if (parts.Count == 1)
        {
            return 0;
        }

        var sort = Find(parts, sortKey) ?? throw new ValidationException(Messages.MissedKeyCondition(sortKey.Name));
        Check(sort, sortKey, Limits.SortKeyBytes);
        return 1;
    }

    // All partition keys equal to a value; sort keys from the first one on, only the last of them in a range.
    private static int BindSeveral(IReadOnlyList<KeyAttributeCondition> parts, ReadTarget target, in Item? startKey)
    {
        if (startKey is { } start)
        {
            StartKey.CheckParts(start, target);
        }

        foreach (var key in target.PartitionKeys)
        {
            var part = Find(parts, key) ?? throw new ValidationException(Messages.PartitionKeysNotEqual);
            Check(part, key, Limits.PartitionKeyBytes);
            if (part.Operator != SortOperator.Equal)
            {
                throw new ValidationException(Messages.PartitionKeysNotEqual);
            }
        }

        var count = 0;
        var isLast = false;
        while (!isLast && count < target.SortKeys.Length && Find(parts, target.SortKeys[count]) is { } sort)
        {
            Check(sort, target.SortKeys[count], Limits.SortKeyBytes);
            isLast = sort.Operator != SortOperator.Equal;
            count++;
        }

        return target.PartitionKeys.Length + count == parts.Count
            ? count
            : throw new ValidationException(AllAreKeys(parts, target) ? Messages.SortKeysNotInOrder : Messages.KeyConditionNotSupported);
    }

    private static bool AllAreKeys(IReadOnlyList<KeyAttributeCondition> parts, ReadTarget target)
    {
        foreach (var part in parts)
        {
            if (!target.IsKey(part.Attribute))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Matches(KeyAttributeCondition condition, ReadOnlySpan<byte> sortKey)
    {
        var value = condition.Value.Read().KeyBytes;
        var order = sortKey.SequenceCompareTo(value);
        return condition.Operator switch
        {
            SortOperator.Equal => order == 0,
            SortOperator.LessThan => order < 0,
            SortOperator.LessThanOrEqual => order <= 0,
            SortOperator.GreaterThan => order > 0,
            SortOperator.GreaterThanOrEqual => order >= 0,
            SortOperator.Between => order >= 0 && sortKey.SequenceCompareTo(condition.High.Read().KeyBytes) <= 0,
            _ => sortKey.StartsWith(value),
        };
    }

    private static ReadOnlySpan<byte> PartOf(in Item key, KeyAttribute attribute)
    {
        key.TryGet(attribute.Utf8Name, out var value);
        return value.KeyBytes;
    }

    private static KeyAttributeCondition? Find(IReadOnlyList<KeyAttributeCondition> parts, KeyAttribute attribute)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Attribute == attribute.Name)
            {
                return parts[i];
            }
        }

        return null;
    }

    private static void Check(KeyAttributeCondition part, KeyAttribute attribute, int limit)
    {
        if (part.Operator is < SortOperator.Equal or > SortOperator.BeginsWith)
        {
            throw new ValidationException(Messages.NotIndexable);
        }

        CheckValue(part.Value, part.Operator, attribute, limit);
        if (part.Operator == SortOperator.Between)
        {
            CheckValue(part.High, part.Operator, attribute, limit);
        }

        if (part.Operator == SortOperator.BeginsWith && attribute.Type == AttributeType.N)
        {
            throw new ValidationException(Messages.KeyConditionNotSupported);
        }
    }

    private static void CheckValue(EncodedValue value, SortOperator comparison, KeyAttribute attribute, int limit)
    {
        if (value.Type != attribute.Type)
        {
            throw new ValidationException(Messages.KeyConditionType);
        }

        var bytes = value.Read().KeyBytes;
        if (bytes.IsEmpty && comparison != SortOperator.BeginsWith)
        {
            throw new ValidationException(Messages.EmptyKey(attribute.Name, attribute.Type));
        }

        KeyValidation.CheckSize(bytes.Length, limit);
    }
}
