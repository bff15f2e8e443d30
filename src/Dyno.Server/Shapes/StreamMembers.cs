// Members of the streams operations and of streams in table operations, with the constraints that DynamoDB states for them.

namespace Dyno.Server.Shapes;

internal static class StreamMembers
{
    private static readonly Constraint[] ArnConstraints = [Constraint.LengthAtLeast(37), Constraint.LengthAtMost(1024)];

    private static readonly Constraint[] ShardIdConstraints = [Constraint.LengthAtLeast(28), Constraint.LengthAtMost(65)];

    public static readonly Member StreamArn = new("StreamArn", Shape.String, [Constraint.NotNull, .. ArnConstraints]);

    public static readonly Member ExclusiveStartStreamArn = new("ExclusiveStartStreamArn", Shape.String, ArnConstraints);

    public static readonly Member ShardId = new("ShardId", Shape.String, [Constraint.NotNull, .. ShardIdConstraints]);

    public static readonly Member ExclusiveStartShardId = new("ExclusiveStartShardId", Shape.String, ShardIdConstraints);

    public static readonly Member ShardFilter = new(
        "ShardFilter",
        new StructShape(
            "ShardFilter",
            new Member("Type", Shape.String, Constraint.NotNull, Constraint.OneOf("CHILD_SHARDS")),
            ShardId));

    public static readonly Member SequenceNumber = new("SequenceNumber", Shape.String, Constraint.LengthAtLeast(21), Constraint.LengthAtMost(40));

    public static readonly Member StreamSpecification = new(
        "StreamSpecification",
        new StructShape(
            "StreamSpecification",
            new Member("StreamEnabled", Shape.Boolean, Constraint.NotNull),
            new Member("StreamViewType", Shape.String, Constraint.OneOf("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"))));

    public static readonly Member TimeToLiveSpecification = new(
        "TimeToLiveSpecification",
        new StructShape(
            "TimeToLiveSpecification",
            new Member("AttributeName", Shape.String, Constraint.NotNull, Constraint.LengthAtLeast(1), Constraint.LengthAtMost(Limits.TimeToLiveAttributeLength)),
            new Member("Enabled", Shape.Boolean, Constraint.NotNull)),
        Constraint.NotNull);

    public static Member Limit(int maximum) => new("Limit", Shape.Integer, Constraint.AtLeast(1), Constraint.AtMost(maximum));
}
