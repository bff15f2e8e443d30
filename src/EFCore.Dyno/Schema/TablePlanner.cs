// Compares the tables of a model with those of the store. A pure function: what it works out is a list of steps in the order that DynamoDB wants,
// one change of a table at a time (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html).

using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;
using EFCore.Dyno.Update;

namespace EFCore.Dyno.Schema;

internal sealed class TablePlanner(TablePlanOptions options, bool isEmbedded, DynoCapabilities capabilities)
{
    private readonly List<TableStep> _steps = [];
    private readonly List<TableRemark> _remarks = [];

    public IReadOnlyList<TableStep> Steps => _steps;

    public IReadOnlyList<TableRemark> Remarks => _remarks;

    /// <summary>Adds the steps and remarks of one table; existing is null where the store does not have it.</summary>
    public void Add(DynoTableModel table, ExistingTable? existing)
    {
        if (!capabilities.MultiAttributeKeys)
        {
            foreach (var index in table.Indexes.Where(i => i.PartitionKeys.Count > 1 || i.SortKeys.Count > 1))
            {
                Obstacle(table, Messages.MultiAttributeObstacle(index.Name));
            }
        }

        if (isEmbedded && table.Configuration.Encryption is not null)
        {
            _remarks.Add(new TableRemark(table.Name, Messages.EncryptionRemark, IsObstacle: false));
        }

        if (existing is null)
        {
            Create(table);
            return;
        }

        if (!existing.HasKeyOf(table))
        {
            Obstacle(table, Messages.KeyObstacle(table, Messages.KeysText(existing.Description.KeySchema, existing.TypeOf)));
            return;
        }

        Throughput(table, existing);
        Indexes(table, existing);
        Uniques(table, existing);
        TimeToLive(table, existing);
        Settings(table, existing);
    }

    private void Create(DynoTableModel table)
    {
        _steps.Add(new TableStep(
            table.Name,
            TableStepKind.CreateTable,
            Messages.CreateTableStep(table),
            async (store, cancellationToken) => await store.Tables.CreateTableAsync(TableRequests.Create(table), cancellationToken).ConfigureAwait(false))
        {
            Created = table,
        });
        if (table.TimeToLiveAttribute is { } attribute)
        {
            EnableTimeToLive(table, attribute);
        }
    }

    private void Throughput(DynoTableModel table, ExistingTable existing)
    {
        var wanted = table.Configuration;
        var has = existing.Description;
        var globals = table.Indexes.Where(i => i.IsGlobal).ToDictionary(i => i.Name, StringComparer.Ordinal);
        if (wanted.BillingMode is { } mode && mode != has.BillingMode)
        {
            // All indexes change with their table, those too that the model does not have.
            Update(table, TableStepKind.ChangeThroughput, Messages.BillingStep(mode, wanted.Provisioned), new UpdateTableRequest
            {
                TableName = table.Name,
                BillingMode = mode,
                ProvisionedThroughput = wanted.Provisioned,
                OnDemandThroughput = wanted.OnDemand,
                GlobalSecondaryIndexUpdates = mode == BillingMode.PAY_PER_REQUEST || has.GlobalSecondaryIndexes.Count == 0 ? null :
                [
                    .. has.GlobalSecondaryIndexes.Select(i => new UpdateGlobalSecondaryIndexAction(i.IndexName)
                    {
                        ProvisionedThroughput = globals.GetValueOrDefault(i.IndexName)?.Provisioned ?? wanted.Provisioned,
                    }),
                ],
            });
        }
        else if (has.BillingMode == BillingMode.PROVISIONED)
        {
            if (wanted.Provisioned is { } provisioned && Units(has.ProvisionedThroughput) != provisioned)
            {
                Update(
                    table,
                    TableStepKind.ChangeThroughput,
                    Messages.ThroughputStep(Units(has.ProvisionedThroughput), provisioned),
                    new UpdateTableRequest { TableName = table.Name, ProvisionedThroughput = provisioned });
            }

            foreach (var index in has.GlobalSecondaryIndexes)
            {
                if ((globals.GetValueOrDefault(index.IndexName)?.Provisioned ?? wanted.Provisioned) is { } units
                    && globals.ContainsKey(index.IndexName)
                    && index.ProvisionedThroughput is { } before
                    && Units(before) != units)
                {
                    Update(table, TableStepKind.ChangeThroughput, Messages.IndexThroughputStep(index.IndexName, units), IndexUpdate(
                        table, new UpdateGlobalSecondaryIndexAction(index.IndexName) { ProvisionedThroughput = units }));
                }
            }
        }
        else if (wanted.OnDemand is { } onDemand && onDemand != has.OnDemandThroughput)
        {
            Update(
                table,
                TableStepKind.ChangeThroughput,
                Messages.OnDemandStep(onDemand),
                new UpdateTableRequest { TableName = table.Name, OnDemandThroughput = onDemand });
        }

        if (wanted.Warm is { } warm && warm != has.WarmThroughput)
        {
            if (IsLowered(has.WarmThroughput, warm))
            {
                Obstacle(table, Messages.WarmObstacle(has.WarmThroughput!));
            }
            else
            {
                Update(
                    table, TableStepKind.ChangeThroughput, Messages.WarmStep(warm), new UpdateTableRequest { TableName = table.Name, WarmThroughput = warm });
            }
        }

        foreach (var index in has.GlobalSecondaryIndexes)
        {
            var model = globals.GetValueOrDefault(index.IndexName);
            if (model?.OnDemand is { } most && most != index.OnDemandThroughput)
            {
                Update(table, TableStepKind.ChangeThroughput, Messages.IndexOnDemandStep(index.IndexName, most), IndexUpdate(
                    table, new UpdateGlobalSecondaryIndexAction(index.IndexName) { OnDemandThroughput = most }));
            }

            if (model?.Warm is { } ready && ready != index.WarmThroughput && !IsLowered(index.WarmThroughput, ready))
            {
                Update(table, TableStepKind.ChangeThroughput, Messages.IndexWarmStep(index.IndexName, ready), IndexUpdate(
                    table, new UpdateGlobalSecondaryIndexAction(index.IndexName) { WarmThroughput = ready }));
            }
        }
    }

    private void Indexes(DynoTableModel table, ExistingTable existing)
    {
        var differences = new IndexDifferences(table, existing, options.DropIndexes);
        foreach (var text in differences.Obstacles)
        {
            Obstacle(table, text);
        }

        // Those that go make room for those that come: DynamoDB has a limit of 20.
        foreach (var (index, reason, isUnknown) in differences.Drops)
        {
            if (isUnknown && !options.DropIndexes)
            {
                _remarks.Add(new TableRemark(table.Name, Messages.UnknownIndexRemark(index), IsObstacle: false));
                continue;
            }

            _steps.Add(new TableStep(
                table.Name,
                TableStepKind.DropIndex,
                Messages.DropIndexStep(index, reason),
                Send(IndexUpdate(table, new DeleteGlobalSecondaryIndexAction(index))))
            {
                IsDestructive = true,
                IndexName = index,
            });
        }

        foreach (var index in differences.Adds)
        {
            _steps.Add(new TableStep(
                table.Name,
                TableStepKind.AddIndex,
                Messages.AddIndexStep(index, existing.Description.ItemCount),
                Send(TableRequests.AddIndex(table, index)))
            {
                IndexName = index.Name,
            });
        }
    }

    // Of types that the model does not have nothing is known: another application may keep them.
    private void Uniques(DynoTableModel table, ExistingTable existing)
    {
        if (existing.Kept is not { } kept)
        {
            return;
        }

        var wanted = UniqueConstraint.In(table).Select(u => u.Scope).ToHashSet(StringComparer.Ordinal);
        var missing = wanted.Except(kept.Scopes).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0 && capabilities.MaxTransactionActions < UniqueFill.LeastActions)
        {
            Obstacle(table, Messages.UniquesObstacle(missing));
        }
        else if (missing.Count > 0 && !options.KeepUniqueValues)
        {
            _remarks.Add(new TableRemark(table.Name, Messages.UniquesRemark(missing), IsObstacle: false));
        }
        else if (missing.Count > 0)
        {
            _steps.Add(new TableStep(
                table.Name,
                TableStepKind.KeepUniqueValues,
                Messages.KeepUniquesStep(missing, existing.Description.ItemCount),
                (store, cancellationToken) => new UniqueFill(store, table, missing, capabilities.MaxTransactionActions).RunAsync(cancellationToken)));
        }

        var types = table.Entities.Select(e => e.EntityType.ShortName()).ToHashSet(StringComparer.Ordinal);
        var needless = kept.Scopes.Concat(kept.Leaving).Where(s => !wanted.Contains(s) && types.Contains(s.Split('.')[0])).Order(StringComparer.Ordinal).ToList();
        if (needless.Count > 0 && !options.DropIndexes)
        {
            _remarks.Add(new TableRemark(table.Name, Messages.UnknownUniquesRemark(needless), IsObstacle: false));
        }
        else if (needless.Count > 0)
        {
            _steps.Add(new TableStep(
                table.Name,
                TableStepKind.ReleaseUniqueValues,
                Messages.ReleaseUniquesStep(needless),
                (store, cancellationToken) => UniqueRelease.RunAsync(store, table, needless, cancellationToken))
            {
                IsDestructive = true,
            });
        }
    }

    private void TimeToLive(DynoTableModel table, ExistingTable existing)
    {
        var has = existing.TimeToLive is { TimeToLiveStatus: TimeToLiveStatus.ENABLED or TimeToLiveStatus.ENABLING } enabled ? enabled.AttributeName : null;
        if (table.TimeToLiveAttribute is not { } wanted || wanted == has)
        {
            return;
        }

        if (has is not null)
        {
            _steps.Add(new TableStep(
                table.Name,
                TableStepKind.ChangeTimeToLive,
                Messages.NoTimeToLiveStep(has),
                async (store, cancellationToken) =>
                    await store.Tables.UpdateTimeToLiveAsync(TableRequests.TimeToLive(table.Name, has, enabled: false), cancellationToken).ConfigureAwait(false))
            {
                IsDestructive = true,
            });
        }

        EnableTimeToLive(table, wanted);
    }

    private void EnableTimeToLive(DynoTableModel table, string attribute) => _steps.Add(new TableStep(
        table.Name,
        TableStepKind.ChangeTimeToLive,
        Messages.TimeToLiveStep(attribute),
        async (store, cancellationToken) =>
            await store.Tables.UpdateTimeToLiveAsync(TableRequests.TimeToLive(table.Name, attribute, enabled: true), cancellationToken).ConfigureAwait(false)));

    private void Settings(DynoTableModel table, ExistingTable existing)
    {
        var wanted = table.Configuration;
        var has = existing.Description;
        if (wanted.Stream is { } stream)
        {
            var before = has.StreamSpecification is { StreamEnabled: true } enabled ? enabled : new StreamSpecification(false);
            if (before.StreamEnabled && before != stream)
            {
                // The view of a stream is for its life: another view is another stream.
                ChangeStream(table, new StreamSpecification(false));
            }

            if (stream.StreamEnabled && before != stream)
            {
                ChangeStream(table, stream);
            }
        }

        if (wanted.Class is { } tableClass && tableClass != (has.TableClass ?? TableClass.STANDARD))
        {
            Update(
                table, TableStepKind.ChangeSettings, Messages.ClassStep(tableClass), new UpdateTableRequest { TableName = table.Name, TableClass = tableClass });
        }

        if (wanted.DeletionProtection is { } protection && protection != has.DeletionProtectionEnabled)
        {
            Update(
                table,
                TableStepKind.ChangeSettings,
                Messages.ProtectionStep(protection),
                new UpdateTableRequest { TableName = table.Name, DeletionProtectionEnabled = protection });
        }

        if (wanted.Encryption is { } encryption && !IsSame(encryption, has.SSEDescription))
        {
            Update(
                table,
                TableStepKind.ChangeSettings,
                Messages.EncryptionStep(encryption),
                new UpdateTableRequest { TableName = table.Name, SSESpecification = encryption });
        }

        List<Tag> tags = [.. (wanted.Tags ?? []).Select(t => new Tag(t.Key, t.Value)).Where(t => !existing.Tags.Contains(t))];
        if (tags.Count > 0)
        {
            _steps.Add(new TableStep(
                table.Name,
                TableStepKind.ChangeTags,
                Messages.TagsStep(tags),
                (store, cancellationToken) => store.Tables.TagResourceAsync(new TagResourceRequest(has.TableArn, tags), cancellationToken)));
        }
    }

    private void ChangeStream(DynoTableModel table, StreamSpecification stream) => _steps.Add(new TableStep(
        table.Name,
        TableStepKind.ChangeStream,
        Messages.StreamStep(stream),
        Send(new UpdateTableRequest { TableName = table.Name, StreamSpecification = stream }))
    {
        IsDestructive = !stream.StreamEnabled,
    });

    private void Update(DynoTableModel table, TableStepKind kind, string description, UpdateTableRequest request) =>
        _steps.Add(new TableStep(table.Name, kind, description, Send(request)));

    private void Obstacle(DynoTableModel table, string text) => _remarks.Add(new TableRemark(table.Name, text, IsObstacle: true));

    private static Func<StepStore, CancellationToken, ValueTask> Send(UpdateTableRequest request) =>
        async (store, cancellationToken) => await store.Tables.UpdateTableAsync(request, cancellationToken).ConfigureAwait(false);

    private static UpdateTableRequest IndexUpdate(DynoTableModel table, GlobalSecondaryIndexUpdate update) =>
        new() { TableName = table.Name, GlobalSecondaryIndexUpdates = [update] };

    private static ProvisionedThroughput Units(ProvisionedThroughputDescription description) =>
        new(description.ReadCapacityUnits, description.WriteCapacityUnits);

    private static bool IsLowered(WarmThroughput? before, WarmThroughput after) =>
        before is not null && (after.ReadUnitsPerSecond < before.ReadUnitsPerSecond || after.WriteUnitsPerSecond < before.WriteUnitsPerSecond);

    // A key is told by its id, ARN or alias, and described by its ARN, which ends with the id.
    private static bool IsSame(SSESpecification wanted, SSEDescription? has) =>
        has is { SSEType: SSEType.KMS }
        && (wanted.KMSMasterKeyId is not { } key
            || key.StartsWith("alias/", StringComparison.Ordinal)
            || has.KMSMasterKeyArn is not { } arn
            || arn.EndsWith(key, StringComparison.Ordinal));
}
