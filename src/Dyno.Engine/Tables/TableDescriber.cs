// What DescribeTable says of a table at a moment: its state, and while it is in transition what it still was.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
namespace Dyno.Engine;

internal static class TableDescriber
{
    public static TableDescription Describe(TableState table, DateTimeOffset now)
    {
        var record = table.Record;
        var transition = table.Transition is { } going && !going.IsOver(now) ? going : null;
        var before = transition?.Before;
        var status = StatusOf(table, transition);
        var settings = record.Settings;
        return table.Describe() with
        {
            TableStatus = status,
            LocalSecondaryIndexes = [.. table.Indexes.Where(i => !i.IsGlobal).Select(i => i.Describe(status))],
            GlobalSecondaryIndexes = [.. table.Indexes.Where(i => i.IsGlobal).Select(i => Describe(table, i, status, before, transition, now))],
            ProvisionedThroughput = ThroughputOf(
                record.BillingMode, record.Throughput, record.History, Shown(record, before)?.Throughput, before?.History, transition, now),
            LastUpdateToPayPerRequestDateTime = LastSwitch(status == TableStatus.CREATING ? null : before ?? record),
            TableClass = settings.TableClass,
            DeletionProtectionEnabled = settings.DeletionProtection,
            OnDemandThroughput = settings.OnDemand,
            WarmThroughput = settings.Warm,
            SSEDescription = settings.Sse,
        };
    }

    // A table that was created on demand was not switched.
    private static DateTimeOffset? LastSwitch(TableRecord? record) => record switch
    {
        { Switches: [.., var last] } => last,
        { BillingMode: BillingMode.PAY_PER_REQUEST } => record.CreationDateTime,
        _ => null,
    };

    private static TableStatus StatusOf(TableState table, Transition? transition) =>
        table.IsDeleted ? TableStatus.DELETING : transition?.Status ?? TableStatus.ACTIVE;

    private static IndexDescription Describe(
        TableState table, IndexState index, TableStatus status, TableRecord? before, Transition? transition, DateTimeOffset now)
    {
        var record = table.Record.Indexes.First(i => i.Id == index.Id);
        var earlier = before?.Indexes.FirstOrDefault(i => i.Id == index.Id);
        var isUpdated = earlier is not null && (earlier.Throughput != record.Throughput || before!.BillingMode != table.Record.BillingMode);
        return index.Describe(status == TableStatus.UPDATING && !isUpdated ? TableStatus.ACTIVE : status) with
        {
            ProvisionedThroughput = ThroughputOf(
                table.Record.BillingMode, record.Throughput, record.History, Shown(table.Record, before) is null ? null : earlier?.Throughput,
                earlier?.History, transition, now),
            OnDemandThroughput = record.OnDemand,
            WarmThroughput = record.Warm,
        };
    }

    // A table that changes its throughput shows the old one until then; one that is switched to the other mode shows the new one at once.
    private static TableRecord? Shown(TableRecord record, TableRecord? before) => before?.BillingMode == record.BillingMode ? before : null;

    private static ProvisionedThroughputDescription ThroughputOf(
        BillingMode mode, ProvisionedThroughput? throughput, ThroughputHistory history, ProvisionedThroughput? shown, ThroughputHistory? earlier,
        Transition? transition, DateTimeOffset now)
    {
        var units = mode == BillingMode.PROVISIONED ? shown ?? throughput : null;
        return new ProvisionedThroughputDescription(units?.ReadCapacityUnits ?? 0, units?.WriteCapacityUnits ?? 0)
        {
            LastIncreaseDateTime = TimeOf(history.LastIncrease, earlier?.LastIncrease),
            LastDecreaseDateTime = TimeOf(history.LastDecrease, earlier?.LastDecrease),
            NumberOfDecreasesToday = (transition is not null && earlier is not null ? earlier : history).DecreasesToday(now),
        };

        DateTimeOffset? TimeOf(DateTimeOffset? time, DateTimeOffset? before) =>
            transition is not null && earlier is not null && time != before ? transition.Begin : time;
    }
}
