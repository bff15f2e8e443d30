// What one request to the store was and came to: the unit of the log, of capacity meters, of traces and of explanations.

using System.Globalization;

namespace EFCore.Dyno.Diagnostics;

/// <summary>What one request to the store did and cost. A page of a query is one request.</summary>
/// <param name="Operation">DynamoDB's name: GetItem, Query, Scan, TransactWriteItems…</param>
/// <param name="Table">The table, or several with commas.</param>
/// <param name="Index">The index, or null for the table itself.</param>
/// <param name="Plan">The access path or write plan on one line, without the values of parameters.</param>
/// <param name="Count">Items returned or written.</param>
/// <param name="ScannedCount">Items examined; more than <paramref name="Count"/> where a filter left some out.</param>
/// <param name="CapacityUnits">What it consumed, or null where the client did not say or nobody asked.</param>
/// <param name="Elapsed">From sending the request to its result.</param>
public sealed record DynoRequest(
    string Operation,
    string Table,
    string? Index,
    string Plan,
    int Count,
    int ScannedCount,
    double? CapacityUnits,
    TimeSpan Elapsed)
{
    /// <summary>Whether it wrote, so that its units are write units.</summary>
    public bool IsWrite { get; init; }

    /// <summary>The words that the query was tagged with (<c>TagWith</c>), in the order they were given; empty where it was not.</summary>
    public IReadOnlyCollection<string> Tags { get; init; } = [];

    /// <summary>What it consumed of each table and index; null where the client did not say or nobody asked.</summary>
    public IReadOnlyList<ConsumedCapacity>? ConsumedCapacity { get; init; }

    /// <summary>
    /// Keys, conditions and items with their values. Null unless <c>EnableSensitiveDataLogging</c> was called.
    /// </summary>
    public string? Values { get; init; }

    /// <summary>The table and index: <c>Orders</c>, or <c>Orders.ByState</c>.</summary>
    public string Target => Index is null ? Table : $"{Table}.{Index}";

    /// <summary>The request on one line, as it is logged.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Operation} {Target} ({Elapsed.TotalMilliseconds:0.###} ms, {Count} items, {ScannedCount} scanned{(CapacityUnits is { } units ? $", {units:0.##} capacity units" : "")}): {RequestTags.Prefix(Tags)}{Plan}{(Values is null ? "" : $" [{Values}]")}");
}

internal static class RequestTags
{
    // Tags may have several lines; a log line has one.
    public static string Prefix(IReadOnlyCollection<string> tags) =>
        tags.Count == 0 ? "" : string.Concat(tags.Select(t => $"[{t.ReplaceLineEndings(" ")}] "));
}
