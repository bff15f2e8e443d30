// Capacity units of a table or of an index, read and write apart, and how they are found in what a request consumed.

using System.Globalization;

namespace EFCore.Dyno.Diagnostics;

/// <summary>
/// What was consumed of one table, or of one of its indexes.
/// See https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html for what a unit is.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Index">The index; null for the table itself.</param>
/// <param name="ReadCapacityUnits">Read units: one for 4 KB read strongly, half of it read eventually, two in a transaction.</param>
/// <param name="WriteCapacityUnits">Write units: one for 1 KB, two in a transaction.</param>
public sealed record DynoCapacity(string Table, string? Index, double ReadCapacityUnits, double WriteCapacityUnits)
{
    /// <summary>Read and write units together.</summary>
    public double CapacityUnits => ReadCapacityUnits + WriteCapacityUnits;

    /// <summary><c>Orders.ByState: 1.5 read, 0 write</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Table}{(Index is null ? "" : "." + Index)}: {ReadCapacityUnits:0.##} read, {WriteCapacityUnits:0.##} write");

    internal static IEnumerable<DynoCapacity> Of(DynoRequest request)
    {
        foreach (var consumed in request.ConsumedCapacity ?? [])
        {
            // DynamoDB gives both kinds for transactions only; anything else does one.
            var table = consumed.Table ?? new Capacity(consumed.CapacityUnits, consumed.ReadCapacityUnits, consumed.WriteCapacityUnits);
            if (table.CapacityUnits > 0)
            {
                yield return Make(request, consumed.TableName, null, table);
            }

            foreach (var (index, capacity) in consumed.GlobalSecondaryIndexes ?? new Dictionary<string, Capacity>())
            {
                yield return Make(request, consumed.TableName, index, capacity);
            }

            foreach (var (index, capacity) in consumed.LocalSecondaryIndexes ?? new Dictionary<string, Capacity>())
            {
                yield return Make(request, consumed.TableName, index, capacity);
            }
        }
    }

    private static DynoCapacity Make(DynoRequest request, string table, string? index, Capacity capacity) =>
        capacity.ReadCapacityUnits is null && capacity.WriteCapacityUnits is null
            ? new(table, index, request.IsWrite ? 0 : capacity.CapacityUnits, request.IsWrite ? capacity.CapacityUnits : 0)
            : new(table, index, capacity.ReadCapacityUnits ?? 0, capacity.WriteCapacityUnits ?? 0);
}
