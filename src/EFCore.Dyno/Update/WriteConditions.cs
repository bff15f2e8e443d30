// The conditions of writes: optimistic concurrency as DynamoDB's condition expressions.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class WriteConditions
{
    /// <summary>No item has the key.</summary>
    public static ConditionExpression Absent(DynoEntityMap map) => ConditionExpression.AttributeNotExists(map.PartitionKey.AttributeName);

    /// <summary>The item is there, and its concurrency tokens are as they were loaded.</summary>
    public static ConditionExpression Unchanged(DynoEntityMap map, IUpdateEntry entry)
    {
        ConditionNode condition = new AttributeExistsNode(DocumentPath.Of(map.PartitionKey.AttributeName));
        foreach (var property in map.Properties)
        {
            if (property.Property.IsConcurrencyToken)
            {
                var path = DocumentPath.Of(property.AttributeName);
                var original = property.EncodeOriginal(entry);
                ConditionNode token = original.IsDefault
                    ? new AttributeNotExistsNode(path)
                    : new ComparisonNode(ComparisonOperator.Equal, new PathOperand(path), new ValueOperand(original));
                condition = new AndNode(condition, token);
            }
        }

        return new ConditionExpression(condition);
    }
}
