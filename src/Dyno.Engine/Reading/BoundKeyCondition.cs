// A key condition settled against the schema of a table or index: which part is the partition key, which the sort key.
// What is wrong is said in DynamoDB's order: attribute by attribute of the key, the starting key's before the condition's.

using Dyno.Expressions;

namespace Dyno.Engine;

internal readonly struct BoundKeyCondition
{
    private BoundKeyCondition(EncodedValue partition, KeyAttributeCondition? sort)
    {
        Partition = partition;
        Sort = sort;
    }

    public EncodedValue Partition { get; }

    public KeyAttributeCondition? Sort { get; }

    public static BoundKeyCondition Bind(KeyConditionExpression expression, ReadTarget target, in Item? startKey)
    {
        var parts = expression.Parts;
        if (parts.Count is 0 or > 2)
        {
            throw new ValidationException(Messages.TooManyKeyConditions);
        }

        if (startKey is { } start)
        {
            StartKey.CheckPart(start, target.PartitionKey, Limits.PartitionKeyBytes);
        }

        if (target.SortKey is null && parts.Count > 1)
        {
            throw new ValidationException(Messages.KeyConditionNotSupported);
        }

        var partition = Find(parts, target.PartitionKey) ?? throw new ValidationException(Messages.MissedKeyCondition(target.PartitionKey.Name));
        Check(partition, target.PartitionKey, Limits.PartitionKeyBytes);
        if (partition.Operator != SortOperator.Equal)
        {
            throw new ValidationException(Messages.KeyConditionNotSupported);
        }

        return new BoundKeyCondition(partition.Value, BindSort(parts, target, startKey));
    }

    // Whether a sort key is one that the condition asks for.
    public bool IsInRange(ReadOnlySpan<byte> sortKey)
    {
        var value = Sort!.Value.Read().KeyBytes;
        var order = sortKey.SequenceCompareTo(value);
        return Sort.Operator switch
        {
            SortOperator.Equal => order == 0,
            SortOperator.LessThan => order < 0,
            SortOperator.LessThanOrEqual => order <= 0,
            SortOperator.GreaterThan => order > 0,
            SortOperator.GreaterThanOrEqual => order >= 0,
            SortOperator.Between => order >= 0 && sortKey.SequenceCompareTo(Sort.High.Read().KeyBytes) <= 0,
            _ => sortKey.StartsWith(value),
        };
    }

    private static KeyAttributeCondition? BindSort(IReadOnlyList<KeyAttributeCondition> parts, ReadTarget target, in Item? startKey)
    {
        if (target.SortKey is not { } sortKey)
        {
            return null;
        }

        if (startKey is { } start)
        {
            StartKey.CheckPart(start, sortKey, Limits.SortKeyBytes);
        }

        if (parts.Count == 1)
        {
            return null;
        }

        var sort = Find(parts, sortKey) ?? throw new ValidationException(Messages.MissedKeyCondition(sortKey.Name));
        Check(sort, sortKey, Limits.SortKeyBytes);
        return sort;
    }

    private static KeyAttributeCondition? Find(IReadOnlyList<KeyAttributeCondition> parts, KeyAttribute attribute)
    {
        foreach (var part in parts)
        {
            if (part.Attribute == attribute.Name)
            {
                return part;
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
