// Adds up what one operation consumes of one table and its indexes, and says it as DynamoDB does. Nothing is allocated before an index
// is touched or an answer is asked for.

namespace Dyno.Engine;

// name: as the request calls the table, by its name or its resource name; the answer calls it so too.
internal struct CapacityMeter(TableState table, string name)
{
    private double[]? _indexes;

    public TableState Table { get; } = table;

    public double TableUnits { get; private set; }

    public readonly double Total
    {
        get
        {
            var total = TableUnits;
            foreach (var units in _indexes ?? [])
            {
                total += units;
            }

            return total;
        }
    }

    public void AddTable(double units) => TableUnits += units;

    public void AddIndex(IndexState index, double units)
    {
        if (units > 0)
        {
            (_indexes ??= new double[Table.Indexes.Length])[Array.IndexOf(Table.Indexes, index)] += units;
        }
    }

    // Where an index is null, the table.
    public void Add(IndexState? index, double units)
    {
        if (index is null)
        {
            AddTable(units);
        }
        else
        {
            AddIndex(index, units);
        }
    }

    public readonly ConsumedCapacity? ToResult(ReturnConsumedCapacity wanted) => ToResult(wanted, static units => new Capacity(units));

    // Transactions say which units are for reading and which for writing.
    public readonly ConsumedCapacity? ToTransactionResult(ReturnConsumedCapacity wanted, bool isRead)
    {
        var result = ToResult(wanted, isRead
            ? static units => new Capacity(units, ReadCapacityUnits: units)
            : static units => new Capacity(units, WriteCapacityUnits: units));
        return result is null
            ? null
            : isRead ? result with { ReadCapacityUnits = result.CapacityUnits } : result with { WriteCapacityUnits = result.CapacityUnits };
    }

    private readonly ConsumedCapacity? ToResult(ReturnConsumedCapacity wanted, Func<double, Capacity> capacity) => wanted switch
    {
        ReturnConsumedCapacity.TOTAL => new ConsumedCapacity { TableName = name, CapacityUnits = Total },
        ReturnConsumedCapacity.INDEXES => new ConsumedCapacity
        {
            TableName = name,
            CapacityUnits = Total,
            Table = capacity(TableUnits),
            LocalSecondaryIndexes = Indexes(global: false, capacity),
            GlobalSecondaryIndexes = Indexes(global: true, capacity),
        },
        _ => null,
    };

    private readonly Dictionary<string, Capacity>? Indexes(bool global, Func<double, Capacity> capacity)
    {
        Dictionary<string, Capacity>? touched = null;
        for (var i = 0; i < (_indexes?.Length ?? 0); i++)
        {
            if (_indexes![i] > 0 && Table.Indexes[i].IsGlobal == global)
            {
                (touched ??= new Dictionary<string, Capacity>(StringComparer.Ordinal)).Add(Table.Indexes[i].Name, capacity(_indexes[i]));
            }
        }

        return touched;
    }
}
