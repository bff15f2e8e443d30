// Logs each request that goes to the store, with its plan, items, capacity and time. Queries and saves both report here.

namespace EFCore.Dyno.Diagnostics;

/// <summary>What one request did.</summary>
/// <param name="Operation">DynamoDB's name: GetItem, Query, Scan, TransactWriteItems…</param>
/// <param name="Table">The table, or several with commas.</param>
/// <param name="Index">The index, or null for the table itself.</param>
/// <param name="Plan">The access path or write plan on one line.</param>
/// <param name="Count">Items returned or written.</param>
/// <param name="ScannedCount">Items examined.</param>
/// <param name="CapacityUnits">What it consumed, or null where the client did not say.</param>
/// <param name="Elapsed">From sending the request to its result.</param>
public sealed record DynoRequest(
    string Operation,
    string Table,
    string? Index,
    string Plan,
    int Count,
    int ScannedCount,
    double? CapacityUnits,
    TimeSpan Elapsed);

internal interface IDynoRequestLogger
{
    /// <summary>Whether anybody listens; where not, callers need not build a plan's text.</summary>
    bool IsEnabled { get; }

    void LogRequest(DynoRequest request);
}
