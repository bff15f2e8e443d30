// What ExplainAsync tells of a query.

using System.Globalization;
using System.Text;

namespace EFCore.Dyno.Diagnostics;

/// <summary>A query's plan, and what it took to run it: see <c>ExplainAsync</c>.</summary>
public sealed class DynoExplanation
{
    private readonly DynoCapacityMeter _meter;

    internal DynoExplanation(string plan, long rows, TimeSpan elapsed, DynoCapacityMeter meter)
    {
        Plan = plan;
        Rows = rows;
        Elapsed = elapsed;
        _meter = meter;
    }

    /// <summary>The plan, as <c>ToQueryString</c> prints it: which requests are made, and what is left to the provider.</summary>
    public string Plan { get; }

    /// <summary>How many rows the query has.</summary>
    public long Rows { get; }

    /// <summary>From the first request to the last row.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The requests that were made, in the order of their answers.</summary>
    public IReadOnlyList<DynoRequest> Requests => _meter.Requests;

    /// <summary>Read units by table and index.</summary>
    public IReadOnlyList<DynoCapacity> Capacity => _meter.Capacity;

    /// <summary>All read units together.</summary>
    public double CapacityUnits => _meter.CapacityUnits;

    /// <summary>The plan, then what it cost.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Plan);
        text.AppendLine().Append(
            CultureInfo.InvariantCulture, $"took: {Requests.Count} requests, {CapacityUnits:0.##} read units, {Requests.Sum(r => (long)r.ScannedCount)} items looked at, {Rows} rows");
        foreach (var capacity in Capacity)
        {
            text.AppendLine().Append("  ").Append(capacity);
        }

        return text.ToString();
    }
}
