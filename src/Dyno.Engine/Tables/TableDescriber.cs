// What DescribeTable says of a table at a moment: its state, and while it is in transition what it still was.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
namespace Dyno.Engine;

internal static class TableDescriber
{
    public static TableDescription Describe(TableState table, DateTimeOffset now)
    {
        var record = table.Record;
        var view = new View(table, now);
        return table.Describe() with
        {
            TableStatus = view.Status,
            LocalSecondaryIndexes = [.. table.Indexes.Where(i => !i.IsGlobal).Select(i => i.Describe(view.Status))],
            GlobalSecondaryIndexes = [.. table.Indexes.Where(i => i.IsGlobal).Select(i => Describe(view, i)), .. GoingIndexes(view)],
            ProvisionedThroughput = ThroughputOf(view, record.Throughput, record.History, view.Before?.Record.Throughput, view.Before?.Record.History),
            LastUpdateToPayPerRequestDateTime = LastSwitch(view.Status == TableStatus.CREATING ? null : view.Before?.Record ?? record),
            TableClass = record.Settings.TableClass,
            DeletionProtectionEnabled = record.Settings.DeletionProtection,
            OnDemandThroughput = record.Settings.OnDemand,
            WarmThroughput = record.Settings.Warm,
            SSEDescription = record.Settings.Sse,
        };
    }

    // A table that was created on demand was not switched.
    private static DateTimeOffset? LastSwitch(TableRecord? record) => record switch
    {
        { Switches: [.., var last] } => last,
        { BillingMode: BillingMode.PAY_PER_REQUEST } => record.CreationDateTime,
        _ => null,
    };

    private static IndexDescription Describe(View view, IndexState index)
    {
        var record = RecordOf(view.Table, index);
        var earlier = view.Before?.FindIndex(index.Id) is { } before ? RecordOf(view.Before, before) : null;
        return index.Describe(StatusOf(view, index, record, earlier)) with
        {
            ProvisionedThroughput = ThroughputOf(view, record.Throughput, record.History, earlier?.Throughput, earlier?.History),
            OnDemandThroughput = record.OnDemand,
            WarmThroughput = record.Warm,
            Backfilling = index.IsBuilding && view.Before is null,
        };
    }

    // Of a table that is changed, only what changes.
    private static TableStatus StatusOf(View view, IndexState index, IndexRecord record, IndexRecord? earlier)
    {
        if (index.IsBuilding || (view.Before is not null && earlier is null))
        {
            return TableStatus.CREATING;
        }

        return view.Status == TableStatus.UPDATING && (view.Before is null || (!view.SwitchesMode && earlier!.Throughput == record.Throughput))
            ? TableStatus.ACTIVE
            : view.Status;
    }

    // Those that the change took away.
    private static IEnumerable<IndexDescription> GoingIndexes(View view)
    {
        foreach (var index in view.Before?.Indexes ?? [])
        {
            if (view.Table.FindIndex(index.Id) is null)
            {
                var record = RecordOf(view.Before!, index);
                yield return index.Describe(TableStatus.DELETING) with
                {
                    ProvisionedThroughput = ThroughputOf(view, record.Throughput, record.History, null, null),
                };
            }
        }
    }

    private static IndexRecord RecordOf(TableState table, IndexState index) => table.Record.Indexes.First(i => i.Id == index.Id);

    // A table that changes its throughput shows the old one until then; one that is switched to the other mode shows the new one at once.
    private static ProvisionedThroughputDescription ThroughputOf(
        View view, ProvisionedThroughput? throughput, ThroughputHistory history, ProvisionedThroughput? earlierThroughput, ThroughputHistory? earlier)
    {
        var units = view.SwitchesMode ? throughput : earlierThroughput ?? throughput;
        return new ProvisionedThroughputDescription(units?.ReadCapacityUnits ?? 0, units?.WriteCapacityUnits ?? 0)
        {
            LastIncreaseDateTime = earlier is null || earlier.LastIncrease == history.LastIncrease ? history.LastIncrease : view.Begin,
            LastDecreaseDateTime = earlier is null || earlier.LastDecrease == history.LastDecrease ? history.LastDecrease : view.Begin,
            NumberOfDecreasesToday = (earlier ?? history).DecreasesToday(view.Now),
        };
    }

    // A table at a moment. Before and Begin: of the change that is going on, otherwise null.
    private readonly record struct View(TableState Table, DateTimeOffset Now)
    {
        private readonly Transition? _transition = Table.Transition is { } going && !going.IsOver(Now) ? going : null;

        public TableState? Before => _transition?.Before;

        public DateTimeOffset? Begin => _transition?.Begin;

        public bool SwitchesMode => Before is { } before && before.Record.BillingMode != Table.Record.BillingMode;

        public TableStatus Status => Table.IsDeleted ? TableStatus.DELETING
            : _transition?.Status ?? (Table.BuildingIndex is null ? TableStatus.ACTIVE : TableStatus.UPDATING);
    }
}
