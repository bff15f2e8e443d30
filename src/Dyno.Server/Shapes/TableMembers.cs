// Members of the table operations, with the constraints that DynamoDB states for them.

namespace Dyno.Server.Shapes;

internal static class TableMembers
{
    public static readonly Member TableName = new("TableName", Shape.String) { IsRequired = true, IsTableName = true };

    public static readonly Member AttributeName = new("AttributeName", Shape.String, Constraint.NotNull, Constraint.LengthAtMost(Limits.KeyAttributeNameBytes));

    public static readonly StructShape ThroughputShape = new(
        "ProvisionedThroughput",
        new Member("WriteCapacityUnits", Shape.Long, Constraint.NotNull, Constraint.AtLeast(1)),
        new Member("ReadCapacityUnits", Shape.Long, Constraint.NotNull, Constraint.AtLeast(1)));

    public static readonly Member ProvisionedThroughput = new("ProvisionedThroughput", ThroughputShape);

    public static readonly ListShape KeySchemaShape = new(new StructShape(
        "KeySchemaElement", AttributeName, new Member("KeyType", Shape.String, Constraint.NotNull, Constraint.OneOf("HASH", "RANGE"))));

    public static readonly StructShape ProjectionShape = new(
        "Projection",
        new Member("ProjectionType", Shape.String, Constraint.OneOf("ALL", "INCLUDE", "KEYS_ONLY")),
        new Member("NonKeyAttributes", new ListShape(Shape.String, Constraint.LengthAtMost(Limits.KeyAttributeNameBytes)), Constraint.LengthAtLeast(1)));

    public static readonly Member Projection = new("Projection", ProjectionShape, Constraint.NotNull);

    public static readonly Member IndexName = new("IndexName", Shape.String, CommonMembers.NameConstraints);

    public static readonly Member BillingMode = new("BillingMode", Shape.String, Constraint.OneOf("PROVISIONED", "PAY_PER_REQUEST"));

    public static readonly ListShape AttributeDefinitionsShape = new(new StructShape(
        "AttributeDefinition", AttributeName, new Member("AttributeType", Shape.String, Constraint.NotNull, Constraint.OneOf("B", "N", "S"))));

    // A global index's key may have up to four attributes in each part; a table's and a local index's one.
    public static Member KeySchema(int maxElements) =>
        new("KeySchema", KeySchemaShape, Constraint.NotNull, Constraint.LengthAtLeast(1), Constraint.LengthAtMost(maxElements));
}
