// A registered target with its measurements: what was consumed since the last minute.
namespace Dyno.Engine;

internal sealed class ScaledResource(uint tableId, ScalingTarget target, DateTimeOffset now)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private ResourceCapacity? _resource;
    private double _consumed;
    private DateTimeOffset _measured = now;

    public uint TableId { get; } = tableId;

    public ScalingTarget Target { get; } = target;

    public TargetTracking Tracking { get; } = new(target);

    // The whole minutes that have passed and the units a second in them. Minutes that went by unseen share what was consumed.
    public int Measure(ResourceCapacity resource, DateTimeOffset now, out double unitsPerSecond)
    {
        unitsPerSecond = 0;
        if (!ReferenceEquals(_resource, resource))
        {
            _resource = resource;
            _consumed = Consumed(resource);
            _measured = now;
            return 0;
        }

        var minutes = (int)Math.Min(int.MaxValue, (now - _measured) / Minute);
        if (minutes > 0)
        {
            var consumed = Consumed(resource);
            unitsPerSecond = (consumed - _consumed) / (minutes * Minute.TotalSeconds);
            _consumed = consumed;
            _measured += minutes * Minute;
        }

        return minutes;
    }

    private double Consumed(ResourceCapacity resource) =>
        Target.Dimension == ScalableDimension.ReadCapacityUnits ? resource.Consumed.ReadUnits : resource.Consumed.WriteUnits;
}
