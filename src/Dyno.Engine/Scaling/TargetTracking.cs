// Decides minute by minute whether a throughput should change, as DynamoDB's alarms do: it knows nothing of tables.
//
// Two minutes running above the target increase it, to what the last minute's use needs at the target. Fifteen below decrease it, to what the most of the
// fifteen needs. A minute without use is no measurement: DynamoDB does not scale an idle table in.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html#AutoScaling.HowItWorks
namespace Dyno.Engine;

internal sealed class TargetTracking(ScalingTarget target)
{
    private const int MinutesToScaleOut = 2;
    private const int MinutesToScaleIn = 15;
    private const double Percent = 100;

    // The use in the last minutes below the target, in units a second.
    private readonly Queue<double> _below = new(MinutesToScaleIn);
    private int _above;
    private DateTimeOffset _scaledOut = DateTimeOffset.MinValue;
    private DateTimeOffset _scaledIn = DateTimeOffset.MinValue;

    // What should be provisioned after a minute in which so many units a second were used; null for no change.
    public long? AfterMinute(double unitsPerSecond, long provisioned, DateTimeOffset now)
    {
        if (provisioned < target.MinCapacity || provisioned > target.MaxCapacity)
        {
            return Math.Clamp(provisioned, target.MinCapacity, target.MaxCapacity);
        }

        var utilization = unitsPerSecond / provisioned * Percent;
        _above = utilization > target.TargetUtilization ? _above + 1 : 0;
        CountBelow(unitsPerSecond, utilization);
        if (_above >= MinutesToScaleOut)
        {
            var more = CapacityFor(unitsPerSecond);
            return more > provisioned && now - _scaledOut >= target.ScaleOutCooldown ? more : null;
        }

        if (_below.Count < MinutesToScaleIn || target.DisableScaleIn)
        {
            return null;
        }

        var less = CapacityFor(_below.Max());
        var sinceChange = now - (_scaledOut > _scaledIn ? _scaledOut : _scaledIn);
        return less < provisioned && sinceChange >= target.ScaleInCooldown ? less : null;
    }

    // The change was made: the measurements begin anew.
    public void Changed(bool increased, DateTimeOffset now)
    {
        _above = 0;
        _below.Clear();
        if (increased)
        {
            _scaledOut = now;
        }
        else
        {
            _scaledIn = now;
        }
    }

    private void CountBelow(double unitsPerSecond, double utilization)
    {
        if (utilization <= 0 || utilization >= target.TargetUtilization)
        {
            _below.Clear();
            return;
        }

        if (_below.Count == MinutesToScaleIn)
        {
            _below.Dequeue();
        }

        _below.Enqueue(unitsPerSecond);
    }

    private long CapacityFor(double unitsPerSecond) =>
        Math.Clamp((long)Math.Ceiling(unitsPerSecond * Percent / target.TargetUtilization), target.MinCapacity, target.MaxCapacity);
}
