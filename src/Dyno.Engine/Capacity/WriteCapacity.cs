// What writes consume: of the table by the larger of the item before and after, of an index by the entries that were written.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html#write-operation-consumption
using Dyno.Engine.Commit;

namespace Dyno.Engine;

internal static class WriteCapacity
{
    // Of a request with one action. tableName: as the request has it.
    public static ConsumedCapacity? Of(WriteSet set, string tableName, ReturnConsumedCapacity wanted)
    {
        if (wanted == ReturnConsumedCapacity.NONE)
        {
            return null;
        }

        var meter = new CapacityMeter(set.Actions[0].Table, tableName);
        Add(ref meter, set, 1);
        return meter.ToResult(wanted);
    }

    // Of each table, in the order in which the request first names them. tableNameOf: how the request names the table of the action at this place.
    public static List<ConsumedCapacity>? OfTables(WriteSet set, Func<int, string> tableNameOf, ReturnConsumedCapacity wanted, bool isTransaction)
    {
        if (wanted == ReturnConsumedCapacity.NONE)
        {
            return null;
        }

        var results = new List<ConsumedCapacity>();
        var seen = new HashSet<TableState>();
        for (var i = 0; i < set.Actions.Length; i++)
        {
            var action = set.Actions[i];
            if (!seen.Add(action.Table))
            {
                continue;
            }

            var meter = new CapacityMeter(action.Table, tableNameOf(i));
            Add(ref meter, set, isTransaction ? CapacityUnits.TransactionFactor : 1);
            results.Add((isTransaction ? meter.ToTransactionResult(wanted, isRead: set.IsRepeated) : meter.ToResult(wanted))!);
        }

        return results;
    }

    private static void Add(ref CapacityMeter meter, WriteSet set, int factor)
    {
        foreach (var action in set.Actions)
        {
            var change = action.Change;
            if (ReferenceEquals(change.Table, meter.Table) && action.Refusal is null)
            {
                // A repeated transaction only reads what it wrote the first time.
                meter.AddTable(factor * (set.IsRepeated
                    ? CapacityUnits.Read(change.BeforeSize, consistent: true)
                    : CapacityUnits.Write(change.BeforeSize, change.AfterSize)));
            }
        }

        foreach (var change in set.Indexes ?? [])
        {
            if (Array.IndexOf(meter.Table.Indexes, change.Index) >= 0)
            {
                meter.AddIndex(change.Index, factor * CapacityUnits.IndexWrite(change.BeforeSize, change.AfterSize, change.KeyChanged));
            }
        }
    }
}
