// Members of the table operations, with the constraints that DynamoDB states for them.

namespace Dyno.Server.Shapes;

internal static class TableMembers
{
    // A resource name will do too.
    public static readonly Member TableName = new("TableName", Shape.String, Constraint.OrTableArn(Constraint.Pattern(CommonMembers.NamePattern))) { IsRequired = true, IsTableName = true };

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

    public static readonly Member ResourceArn = new("ResourceArn", Shape.String);

    public static readonly Member Tags = new("Tags", new ListShape(new StructShape(
        "Tag", new Member("Key", Shape.String, Constraint.NotNull), new Member("Value", Shape.String, Constraint.NotNull))));

    public static readonly Member TableClass = new("TableClass", Shape.String, Constraint.OneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS"));

    public static readonly Member DeletionProtection = new("DeletionProtectionEnabled", Shape.Boolean);

    public static readonly Member OnDemandThroughput = new("OnDemandThroughput", new StructShape(
        "OnDemandThroughput", new Member("MaxReadRequestUnits", Shape.Long), new Member("MaxWriteRequestUnits", Shape.Long)));

    public static readonly Member WarmThroughput = new("WarmThroughput", new StructShape(
        "WarmThroughput",
        new Member("ReadUnitsPerSecond", Shape.Long, Constraint.AtLeast(1)),
        new Member("WriteUnitsPerSecond", Shape.Long, Constraint.AtLeast(1))));

    public static readonly Member SSESpecification = new("SSESpecification", new StructShape(
        "SSESpecification",
        new Member("Enabled", Shape.Boolean),
        new Member("SSEType", Shape.String, Constraint.OneOf("AES256", "KMS")),
        new Member("KMSMasterKeyId", Shape.String)));

    // A global index's key may have up to four attributes in each part; a table's and a local index's one.
    public static Member KeySchema(int maxElements) =>
        new("KeySchema", KeySchemaShape, Constraint.NotNull, Constraint.LengthAtLeast(1), Constraint.LengthAtMost(maxElements));
}
