// Members that several operations have, with the constraints that DynamoDB states for them.

namespace Dyno.Server.Shapes;

internal static class CommonMembers
{
    public const string NamePattern = "[a-zA-Z0-9_.-]+";

    public static readonly Constraint[] NameConstraints =
        [Constraint.NotNull, Constraint.Pattern(NamePattern), Constraint.LengthAtLeast(Limits.NameMinLength), Constraint.LengthAtMost(Limits.NameMaxLength)];

    public static readonly Constraint[] OptionalNameConstraints = NameConstraints[1..];

    // Of a table that is there, which its resource name names too.
    public static readonly Member TableName =
        new("TableName", Shape.String, [Constraint.NotNull, .. OptionalNameConstraints.Select(Constraint.OrTableArn)]);

    public static readonly Member IndexName = new("IndexName", Shape.String, OptionalNameConstraints);

    public static readonly Member ReturnConsumedCapacity =
        new("ReturnConsumedCapacity", Shape.String, Constraint.OneOf("INDEXES", "TOTAL", "NONE"));

    public static readonly Member ReturnItemCollectionMetrics =
        new("ReturnItemCollectionMetrics", Shape.String, Constraint.OneOf("SIZE", "NONE"));

    public static readonly Member ReturnValues =
        new("ReturnValues", Shape.String, Constraint.OneOf("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"));

    public static readonly Member ReturnValuesOnConditionCheckFailure =
        new("ReturnValuesOnConditionCheckFailure", Shape.String, Constraint.OneOf("ALL_OLD", "NONE"));

    public static readonly Member Select =
        new("Select", Shape.String, Constraint.OneOf("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"));

    public static readonly Member Key = new("Key", Shape.AttributeMap, Constraint.NotNull);

    public static readonly Member ConsistentRead = new("ConsistentRead", Shape.Boolean);

    public static readonly Member ConditionExpression = new("ConditionExpression", Shape.String);

    public static readonly Member UpdateExpression = new("UpdateExpression", Shape.String);

    public static readonly Member FilterExpression = new("FilterExpression", Shape.String);

    public static readonly Member ProjectionExpression = new("ProjectionExpression", Shape.String);

    public static readonly Member ExpressionAttributeNames = new("ExpressionAttributeNames", new MapShape(Shape.String));

    public static readonly Member ExpressionAttributeValues = new("ExpressionAttributeValues", Shape.AttributeMap);

    public static readonly Member ExclusiveStartKey = new("ExclusiveStartKey", Shape.AttributeMap);

    public static readonly Member Limit = new("Limit", Shape.Integer, Constraint.AtLeast(1));

    public static readonly Member AttributesToGet =
        new("AttributesToGet", new ListShape(Shape.String), Constraint.LengthAtLeast(1), Constraint.LengthAtMost(255));

    public static readonly Member ConditionalOperator = new("ConditionalOperator", Shape.String, Constraint.OneOf("OR", "AND"));

    private static readonly Constraint ComparisonOperators = Constraint.OneOf(
        "IN", "NULL", "BETWEEN", "LT", "NOT_CONTAINS", "EQ", "GT", "NOT_NULL", "NE", "LE", "BEGINS_WITH", "GE", "CONTAINS");

    public static readonly Member Expected = new(
        "Expected",
        new MapShape(new StructShape(
            "ExpectedAttributeValue",
            new Member("AttributeValueList", new ListShape(Shape.AttributeValue)),
            new Member("ComparisonOperator", Shape.String, ComparisonOperators),
            new Member("Exists", Shape.Boolean),
            new Member("Value", Shape.AttributeValue))));

    public static readonly Member AttributeUpdates = new(
        "AttributeUpdates",
        new MapShape(new StructShape(
            "AttributeValueUpdate",
            new Member("Action", Shape.String, Constraint.OneOf("ADD", "PUT", "DELETE")),
            new Member("Value", Shape.AttributeValue))));

    public static readonly Member KeyConditions = Conditions("KeyConditions", operatorFirst: true);

    public static readonly Member QueryFilter = Conditions("QueryFilter", operatorFirst: false);

    public static readonly Member ScanFilter = Conditions("ScanFilter", operatorFirst: false);

    // Map keys that are table names.
    public static Constraint TableNameKeys { get; } = Constraint.Keys(
        Constraint.OrTableArn(Constraint.LengthAtMost(Limits.NameMaxLength)),
        Constraint.OrTableArn(Constraint.LengthAtLeast(Limits.NameMinLength)),
        Constraint.OrTableArn(Constraint.Pattern(NamePattern)));

    private static Member Conditions(string name, bool operatorFirst)
    {
        var values = new Member("AttributeValueList", new ListShape(Shape.AttributeValue));
        var comparison = new Member("ComparisonOperator", Shape.String, Constraint.NotNull, ComparisonOperators);
        return new Member(name, new MapShape(operatorFirst ? new StructShape("Condition", comparison, values) : new StructShape("Condition", values, comparison)));
    }
}
