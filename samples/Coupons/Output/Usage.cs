// What a scenario used, summed from the requests that the provider logs.

namespace Coupons.Output;

/// <summary>What a scenario used.</summary>
public sealed class Usage
{
    private readonly Lock _lock = new();
    private long _requests;
    private double _units;

    /// <summary>Requests to the store: the pages read, or the writes sent.</summary>
    public long Requests
    {
        get
        {
            lock (_lock)
            {
                return _requests;
            }
        }
    }

    /// <summary>Capacity units.</summary>
    public double Units
    {
        get
        {
            lock (_lock)
            {
                return _units;
            }
        }
    }

    /// <summary>Adds a request.</summary>
    public void Add(double units)
    {
        lock (_lock)
        {
            _requests++;
            _units += units;
        }
    }

    /// <summary>Begins again.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            (_requests, _units) = (0, 0);
        }
    }
}
