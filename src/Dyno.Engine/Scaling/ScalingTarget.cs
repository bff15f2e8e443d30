// What auto scaling keeps in bounds, and at which utilisation.

namespace Dyno.Engine;

/// <summary>The part of a provisioned throughput that is scaled.</summary>
/// <remarks>https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalableTarget.html</remarks>
public enum ScalableDimension
{
    /// <summary>The read units a second.</summary>
    ReadCapacityUnits,

    /// <summary>The write units a second.</summary>
    WriteCapacityUnits,
}

/// <summary>
/// The throughput of a table or global index that is scaled between bounds by how much of it is used ("target tracking"). It is increased when the use was
/// above the target in two minutes running, and decreased when it was below the target in fifteen. A minute without any use counts for neither.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html</remarks>
public sealed record ScalingTarget
{
    /// <summary>The table.</summary>
    public required string TableName { get; init; }

    /// <summary>The global index; null for the table itself.</summary>
    public string? IndexName { get; init; }

    /// <summary>Reads or writes.</summary>
    public required ScalableDimension Dimension { get; init; }

    /// <summary>The fewest units a second; at least 1.</summary>
    public required long MinCapacity { get; init; }

    /// <summary>The most units a second.</summary>
    public required long MaxCapacity { get; init; }

    /// <summary>How much of the throughput should be used, in percent from 20 to 90. Default: 70.</summary>
    public double TargetUtilization { get; init; } = 70;

    /// <summary>How long after an increase there is no other one. Default: not at all.</summary>
    public TimeSpan ScaleOutCooldown { get; init; }

    /// <summary>How long after a change there is no decrease. Default: not at all.</summary>
    public TimeSpan ScaleInCooldown { get; init; }

    /// <summary>Whether the throughput is only ever increased. Default: false.</summary>
    public bool DisableScaleIn { get; init; }
}
