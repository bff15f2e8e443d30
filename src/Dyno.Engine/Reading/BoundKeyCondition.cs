// A key condition settled against the schema of a table or index: which part is the partition key, which the sort key.

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

    public static BoundKeyCondition Bind(KeyConditionExpression expression, ReadTarget target)
    {
        var parts = expression.Parts;
        if (parts.Count is 0 or > 2)
        {
            throw new ValidationException(Messages.TooManyKeyConditions);
        }

        var partitionAt = parts[0].Attribute == target.PartitionKey.Name ? 0 : 1;
        if (partitionAt >= parts.Count || parts[partitionAt].Attribute != target.PartitionKey.Name)
        {
            throw new ValidationException(Messages.MissedKeyCondition(target.PartitionKey.Name));
        }

        var partition = parts[partitionAt];
        KeyAttributeCondition? sort = null;
        if (parts.Count == 2)
        {
            sort = parts[1 - partitionAt];
            if (target.SortKey is not { } sortKey)
            {
                throw new ValidationException(Messages.KeyConditionNotSupported);
            }

            if (sort.Attribute != sortKey.Name)
            {
                throw new ValidationException(Messages.MissedKeyCondition(sortKey.Name));
            }

            Check(sort, sortKey, Limits.SortKeyBytes);
        }

        if (partition.Operator != SortOperator.Equal)
        {
            throw new ValidationException(Messages.KeyConditionNotSupported);
        }

        Check(partition, target.PartitionKey, Limits.PartitionKeyBytes);
        return new BoundKeyCondition(partition.Value, sort);
    }

    private static void Check(KeyAttributeCondition part, KeyAttribute attribute, int limit)
    {
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
