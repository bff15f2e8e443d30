// Adds up what a context's requests consume between TrackCapacity() and Dispose.

using System.Globalization;
using System.Text;

namespace EFCore.Dyno.Diagnostics;

/// <summary>
/// What the requests of one context consumed since <c>context.Database.TrackCapacity()</c>, until it is disposed. Several may be open at a time;
/// each sees every request. DynamoDB returns the units that it charges: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html.
/// </summary>
/// <remarks>Reading it while requests run is safe. After <see cref="Dispose"/> it keeps what it has.</remarks>
public sealed class DynoCapacityMeter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DynoRequests _owner;
    private readonly List<DynoRequest> _requests = [];
    private readonly Dictionary<(string Table, string? Index), DynoCapacity> _capacity = [];

    internal DynoCapacityMeter(DynoRequests owner) => _owner = owner;

    /// <summary>All units, read and write.</summary>
    public double CapacityUnits => Capacity.Sum(c => c.CapacityUnits);

    /// <summary>All read units.</summary>
    public double ReadCapacityUnits => Capacity.Sum(c => c.ReadCapacityUnits);

    /// <summary>All write units.</summary>
    public double WriteCapacityUnits => Capacity.Sum(c => c.WriteCapacityUnits);

    /// <summary>Units by table and index, in the order of their names, the table before its indexes.</summary>
    public IReadOnlyList<DynoCapacity> Capacity
    {
        get
        {
            lock (_gate)
            {
                return [.. _capacity.Values.OrderBy(c => c.Table, StringComparer.Ordinal).ThenBy(c => c.Index, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The requests that succeeded, in the order of their answers, each with its own units.</summary>
    public IReadOnlyList<DynoRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>What was consumed of one table or index; nothing where it was not touched.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="index">The index's name; null for the table itself.</param>
    public DynoCapacity Of(string table, string? index = null)
    {
        lock (_gate)
        {
            return _capacity.TryGetValue((table, index), out var capacity) ? capacity : new(table, index, 0, 0);
        }
    }

    /// <summary>Stops counting.</summary>
    public void Dispose() => _owner.Close(this);

    /// <summary>A line for each table and index, and the totals.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Requests.Count} requests, {ReadCapacityUnits:0.##} read and {WriteCapacityUnits:0.##} write units");
        foreach (var capacity in Capacity)
        {
            text.AppendLine().Append("  ").Append(capacity);
        }

        return text.ToString();
    }

    internal void Add(DynoRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
            foreach (var capacity in DynoCapacity.Of(request))
            {
                var key = (capacity.Table, capacity.Index);
                _capacity[key] = _capacity.TryGetValue(key, out var before)
                    ? before with
                    {
                        ReadCapacityUnits = before.ReadCapacityUnits + capacity.ReadCapacityUnits,
                        WriteCapacityUnits = before.WriteCapacityUnits + capacity.WriteCapacityUnits,
                    }
                    : capacity;
            }
        }
    }
}
