// Decides minute by minute whether a throughput should change, as DynamoDB's alarms do: it knows nothing of tables.
//
// Two minutes running above the target increase it, fifteen below decrease it, to what the last minute's use needs at the target. A minute without
// use is no measurement: DynamoDB does not scale an idle table in.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html#AutoScaling.HowItWorks
namespace Dyno.Engine;

internal sealed class TargetTracking(ScalingTarget target)
{
    private const int MinutesToScaleOut = 2;
    private const int MinutesToScaleIn = 15;
    private const double Percent = 100;

    private int _above;
    private int _below;
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
        _below = utilization > 0 && utilization < target.TargetUtilization ? _below + 1 : 0;
        var wanted = Math.Clamp((long)Math.Ceiling(unitsPerSecond * Percent / target.TargetUtilization), target.MinCapacity, target.MaxCapacity);
        if (_above >= MinutesToScaleOut && wanted > provisioned && now - _scaledOut >= target.ScaleOutCooldown)
        {
            return wanted;
        }

        var sinceChange = now - (_scaledOut > _scaledIn ? _scaledOut : _scaledIn);
        return _below >= MinutesToScaleIn && wanted < provisioned && !target.DisableScaleIn && sinceChange >= target.ScaleInCooldown ? wanted : null;
    }

    // The change was made: the measurements begin anew.
    public void Changed(bool increased, DateTimeOffset now)
    {
        _above = _below = 0;
        if (increased)
        {
            _scaledOut = now;
        }
        else
        {
            _scaledIn = now;
        }
    }
}
