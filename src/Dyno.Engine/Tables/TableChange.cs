// What an UpdateTable request makes of a table's record: checked against the table as it is, in DynamoDB's order and with its messages.
namespace Dyno.Engine;

internal sealed class TableChange(UpdateTableRequest request, DateTimeOffset now, DateTimeOffset inForce, Catalog catalog)
{
    private const long MaxIndexThroughput = 1_000_000_000_000;

    private readonly IReadOnlyList<GlobalSecondaryIndexUpdate> _updates = request.GlobalSecondaryIndexUpdates ?? [];

    // The index that is taken away; its entries go with the change.
    public IndexState? Deleted { get; private set; }

    public bool CreatesIndex { get; private set; }

    public TableRecord Apply(TableState table)
    {
        catalog.CheckChangeable(table);
        var record = table.Record;
        var mode = request.BillingMode ?? record.BillingMode;
        if (request.ProvisionedThroughput is not null && mode == BillingMode.PAY_PER_REQUEST)
        {
            throw new ValidationException(Messages.ThroughputOnDemand);
        }

        CheckIndexesAtWork(table);
        CheckModeOfIndexes(record, mode);
        var (throughput, history) = ChangeThroughput(
            "table", record.BillingMode, mode, record.Throughput, request.ProvisionedThroughput, record.History);
        var indexes = ChangeIndexes(table, mode);
        return record with
        {
            BillingMode = mode,
            Throughput = throughput,
            History = history,
            Switches = mode == BillingMode.PAY_PER_REQUEST && record.BillingMode != mode ? ModeSwitches.Add(record.Switches, now) : record.Switches,
            Indexes = indexes,
            AttributeDefinitions = DefinitionsOf(record, indexes),
            Settings = ChangeSettings(record.Settings),
        };
    }

    // A table without a key of its own is encrypted with one of DynamoDB's, and its description says nothing.
    public static SSEDescription? Describe(SSESpecification? specification)
    {
        if (specification is not { Enabled: true })
        {
            return null;
        }

        var key = specification.KMSMasterKeyId ?? "alias/aws/dynamodb";
        var arn = key.StartsWith("arn:", StringComparison.Ordinal)
            ? key
            : $"arn:aws:kms:{TableArn.Region}:{TableArn.Account}:{(key.StartsWith("alias/", StringComparison.Ordinal) ? key : "key/" + key)}";
        return new SSEDescription(specification.SSEType ?? SSEType.KMS, arn);
    }

    // One index at a time is created or deleted; the one that is being built can only be deleted.
    private void CheckIndexesAtWork(TableState table)
    {
        var online = _updates.Where(u => u is not UpdateGlobalSecondaryIndexAction).ToList();
        var building = table.BuildingIndex;
        if (online.Count > 1 || (online.Count == 1 && building is not null && online[0] is not DeleteGlobalSecondaryIndexAction))
        {
            throw new LimitExceededException(Messages.OneIndexAtOnce);
        }

        if (building is null)
        {
            return;
        }

        if (online.Count == 0)
        {
            throw new ResourceInUseException(Messages.BeingUpdated(table.Name));
        }

        if (online[0].IndexName != building.Name)
        {
            throw new LimitExceededException(Messages.OneIndexAtOnce);
        }
    }

    private void CheckModeOfIndexes(TableRecord record, BillingMode mode)
    {
        foreach (var update in _updates.OfType<UpdateGlobalSecondaryIndexAction>())
        {
            if (update.ProvisionedThroughput is { ReadCapacityUnits: > MaxIndexThroughput } or { WriteCapacityUnits: > MaxIndexThroughput })
            {
                throw new ValidationException(Messages.IndexThroughputBlocked);
            }

            if (update.ProvisionedThroughput is not null && mode == BillingMode.PAY_PER_REQUEST)
            {
                throw new ValidationException(Messages.IndexThroughputOnDemand(update.IndexName));
            }

            if (!record.Indexes.Any(i => i.IsGlobal && i.Name == update.IndexName))
            {
                throw new ResourceNotFoundException(Messages.IndexNotFound(update.IndexName));
            }
        }

        if (mode == BillingMode.PROVISIONED && record.BillingMode != mode)
        {
            var missing = record.Indexes.Where(i => i.IsGlobal && !_updates.Any(u => u.IndexName == i.Name)).Select(i => i.Name).ToList();
            if (missing.Count > 0)
            {
                throw new ValidationException(Messages.IndexThroughputNeeded(missing));
            }
        }
    }

    private (ProvisionedThroughput? Throughput, ThroughputHistory History) ChangeThroughput(
        string what, BillingMode from, BillingMode mode, ProvisionedThroughput? current, ProvisionedThroughput? wanted, ThroughputHistory history)
    {
        if (mode == BillingMode.PAY_PER_REQUEST)
        {
            return (null, history);
        }

        if (wanted is null || current is null || from != mode)
        {
            return (wanted ?? current, history);
        }

        return wanted == current
            ? throw new ValidationException(Messages.SameThroughput(what, current, wanted))
            : (wanted, history.Change(current, wanted, inForce));
    }

    private List<IndexRecord> ChangeIndexes(TableState table, BillingMode mode)
    {
        var record = table.Record;
        var indexes = new List<IndexRecord>(record.Indexes.Count + 1);
        foreach (var index in record.Indexes)
        {
            var update = index.IsGlobal ? _updates.FirstOrDefault(u => u.IndexName == index.Name) : null;
            if (update is DeleteGlobalSecondaryIndexAction)
            {
                Deleted = table.FindIndex(index.Id);
                continue;
            }

            indexes.Add(index.IsGlobal ? Change(index, update as UpdateGlobalSecondaryIndexAction, record.BillingMode, mode) : index);
        }

        foreach (var update in _updates)
        {
            switch (update)
            {
                case DeleteGlobalSecondaryIndexAction when Deleted is null:
                    throw new ResourceNotFoundException(Messages.IndexNotFound(update.IndexName));
                case CreateGlobalSecondaryIndexAction { Index: var index }:
                    Check(record, index, mode);
                    indexes.Add(Catalog.ToRecord(index, catalog.TakeId(), index.ProvisionedThroughput) with { IsBuilding = true });
                    CreatesIndex = true;
                    break;
            }
        }

        return indexes;
    }

    private IndexRecord Change(IndexRecord index, UpdateGlobalSecondaryIndexAction? update, BillingMode from, BillingMode mode)
    {
        var (throughput, history) = ChangeThroughput(
            $"index {index.Name}", from, mode, index.Throughput, update?.ProvisionedThroughput, index.History);
        return index with
        {
            Throughput = throughput,
            History = history,
            OnDemand = Merge(index.OnDemand, update?.OnDemandThroughput),
            Warm = Merge(index.Warm, update?.WarmThroughput),
        };
    }

    private void Check(TableRecord record, GlobalSecondaryIndex index, BillingMode mode)
    {
        var definitions = request.AttributeDefinitions ?? [];
        IndexValidation.CheckGlobal(
            new CreateTableRequest
            {
                TableName = record.TableName,
                AttributeDefinitions = definitions,
                KeySchema = [],
                GlobalSecondaryIndexes = [index],
                BillingMode = mode,
            },
            [.. definitions.Select(d => d.AttributeName)],
            new HashSet<string>(StringComparer.Ordinal));
        if (record.Indexes.Any(i => i.Name == index.IndexName))
        {
            throw new ValidationException(Messages.IndexExists);
        }

        if (definitions.Any(d => record.AttributeDefinitions.Any(o => o.AttributeName == d.AttributeName && o.AttributeType != d.AttributeType)))
        {
            throw new ValidationException(Messages.AttributeRedefined);
        }

        if (record.Indexes.Count(i => i.IsGlobal) >= Limits.GlobalSecondaryIndexes)
        {
            throw new LimitExceededException(Messages.TooManyIndexes);
        }

        var projected = record.Indexes.Sum(i => i.Projection.NonKeyAttributes.Count) + index.Projection.NonKeyAttributes.Count;
        if (projected > Limits.ProjectedAttributes)
        {
            throw new ValidationException(Messages.TooManyProjected(projected));
        }
    }

    // What is no key any more needs no type; what the request defines beyond its index is passed over.
    private List<AttributeDefinition> DefinitionsOf(TableRecord record, List<IndexRecord> indexes)
    {
        var used = new HashSet<string>(indexes.SelectMany(i => i.KeyNames), StringComparer.Ordinal) { record.PartitionKey };
        if (record.SortKey is { } sort)
        {
            used.Add(sort);
        }

        var all = record.AttributeDefinitions.Concat(CreatesIndex ? request.AttributeDefinitions! : []);
        return [.. all.Where(d => used.Contains(d.AttributeName)).DistinctBy(d => d.AttributeName)];
    }

    private TableSettings ChangeSettings(TableSettings settings) => settings with
    {
        TableClass = request.TableClass ?? settings.TableClass,
        DeletionProtection = request.DeletionProtectionEnabled ?? settings.DeletionProtection,
        OnDemand = Merge(settings.OnDemand, request.OnDemandThroughput),
        Warm = Merge(settings.Warm, request.WarmThroughput),
        Sse = request.SSESpecification is null ? settings.Sse : Describe(request.SSESpecification),
    };

    private static OnDemandThroughput? Merge(OnDemandThroughput? old, OnDemandThroughput? change) => change is null
        ? old
        : new OnDemandThroughput(change.MaxReadRequestUnits ?? old?.MaxReadRequestUnits, change.MaxWriteRequestUnits ?? old?.MaxWriteRequestUnits);

    private static WarmThroughput? Merge(WarmThroughput? old, WarmThroughput? change) => change is null
        ? old
        : new WarmThroughput(change.ReadUnitsPerSecond ?? old?.ReadUnitsPerSecond, change.WriteUnitsPerSecond ?? old?.WriteUnitsPerSecond);
}
