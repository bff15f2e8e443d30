// What SaveChanges does: make the values that are generated, plan, send as one request, map the answer. One item goes as its own verb; several as one
// TransactWriteItems.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;
using EFCore.Dyno.ValueGeneration;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace EFCore.Dyno.Update;

internal sealed class EntityWriter(
    ICurrentDbContext currentContext,
    IDynoClientSource source,
    IValueGeneratorSelector valueGenerators,
    DynoRequests requests,
    TransactionLog transactionLog,
    CascadeFinds cascades,
    IDiagnosticsLogger<DbLoggerCategory.Update> updateLogger)
{
    private const int MaxPlans = 10;
    private static readonly RequestOrigin CounterOrigin = new(static () => "numbers for new entities");

    public async ValueTask<int> SaveAsync(IList<IUpdateEntry> entries, bool isAsync, CancellationToken cancellationToken)
    {
        transactionLog.WarnOfAmbientTransaction();
        var owners = ValueAssigner.IsNeeded(entries) ? await AssignAsync(entries, cancellationToken).ConfigureAwait(false) : null;
        try
        {
            var count = await WriteAsync(entries, isAsync, cancellationToken).ConfigureAwait(false);
            EntryMarks.Clear(entries);
            owners?.ForEach(static owner => owner.AcceptChanges());
            return count;
        }
        catch
        {
            owners?.ForEach(static owner => owner.DiscardStoreGeneratedValues());
            throw;
        }
    }

    private async ValueTask<List<InternalEntityEntry>?> AssignAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken)
    {
        try
        {
            return await new ValueAssigner(Counters.Of(source.Store), requests.StoreClient(CounterOrigin), valueGenerators)
                .AssignAsync(entries, cancellationToken).ConfigureAwait(false);
        }
        catch (DynoException exception)
        {
            throw WriteResultMapper.Map(exception, entries);
        }
    }

    private async ValueTask<int> WriteAsync(IList<IUpdateEntry> entries, bool isAsync, CancellationToken cancellationToken)
    {
        for (var plans = 1; ; plans++)
        {
            if (await TryWriteAsync(entries, isAsync, cancellationToken).ConfigureAwait(false) is { } count)
            {
                return count;
            }

            if (plans == MaxPlans)
            {
                throw new DbUpdateConcurrencyException(Messages.DependentsChanged(MaxPlans), [.. entries.Cast<InternalEntityEntry>()]);
            }
        }
    }

    // Null where nothing was written, because dependents that are to go with their principals were not as they were found.
    private async ValueTask<int?> TryWriteAsync(IList<IUpdateEntry> entries, bool isAsync, CancellationToken cancellationToken)
    {
        var plan = new WritePlanner(DynoModel.Of(currentContext.Context.Model), updateLogger.ShouldLogSensitiveData()).Plan(entries);
        if (StoreCascades.AreIn(plan))
        {
            try
            {
                plan = await new StoreCascades(currentContext.Context, cascades).AddAsync(plan, isAsync, cancellationToken).ConfigureAwait(false);
            }
            catch (DynoException exception)
            {
                throw WriteResultMapper.Map(exception, entries);
            }
        }

        var maximum = source.Client.Capabilities.MaxTransactionActions;
        if (plan.Actions.Count <= maximum)
        {
            if (plan.Actions.Count > Limits.TransactionActions)
            {
                updateLogger.LargeCommitWarning(plan.Actions.Count);
            }

            return await WritePartAsync(plan, entries, isAsync, cancellationToken).ConfigureAwait(false) ? plan.ItemCount : null;
        }

        if (currentContext.Context.Database.AutoTransactionBehavior != AutoTransactionBehavior.Never)
        {
            throw new InvalidOperationException(Messages.TooManyActions(plan.Actions.Count, maximum));
        }

        foreach (var part in PlanChunks.Split(plan, maximum))
        {
            // The parts before it are written: planning again would write them twice.
            if (!await WritePartAsync(part, entries, isAsync, cancellationToken).ConfigureAwait(false))
            {
                throw new DbUpdateConcurrencyException(Messages.DependentsChanged(1), [.. entries.Cast<InternalEntityEntry>()]);
            }
        }

        return plan.ItemCount;
    }

    // One request, and again as long as an answer says what to leave out or to write in another way. False where it says that dependents have changed.
    private async ValueTask<bool> WritePartAsync(WritePlan part, IList<IUpdateEntry> entries, bool isAsync, CancellationToken cancellationToken)
    {
        var withPaths = true;
        StandingUniques? standing = null;
        while (part.Actions.Count > 0)
        {
            try
            {
                var sent = part;
                await WriteRequests.SendAsync(requests.Client(new(() => WriteRequests.Summary(sent))), part, cancellationToken).ConfigureAwait(false);
                OrdinalKeys.Assign(part);
                return true;
            }
            catch (DynoException exception)
            {
                var failed = WriteResultMapper.FailedConditions(part, exception);
                if (failed.Exists(static a => a is CascadeAction))
                {
                    return false;
                }

                var learned = StandingUniques.Learn(standing, part, exception);
                var needsWhole = withPaths && failed.Exists(static a => a is ItemUpdateAction { HasGuards: true });
                if (needsWhole || learned is not null)
                {
                    // The stored value is not what the paths take it for: written by another version of the application, say. Whole values fit always.
                    withPaths &= !needsWhole;
                    standing = learned ?? standing;
                    part = new WritePlanner(DynoModel.Of(currentContext.Context.Model), updateLogger.ShouldLogSensitiveData(), standing).Plan(entries, withPaths).Of(part);
                    continue;
                }

                var refusal = WriteResultMapper.Map(part, exception, updateLogger.ShouldLogSensitiveData());
                if (refusal is not DbUpdateConcurrencyException conflict
                    || !await IsSuppressedAsync(conflict, failed[0], isAsync, cancellationToken).ConfigureAwait(false))
                {
                    throw refusal;
                }

                part = part.Without(failed[0]);
            }
        }

        return true;
    }

    // An interceptor may say that a conflict is none; what is in conflict is then left as it is in the store.
    private async ValueTask<bool> IsSuppressedAsync(
        DbUpdateConcurrencyException conflict, WriteAction failed, bool isAsync, CancellationToken cancellationToken)
    {
        var entries = failed.Entries;
        var result = isAsync
            ? await updateLogger.OptimisticConcurrencyExceptionAsync(currentContext.Context, entries, conflict, null, cancellationToken).ConfigureAwait(false)
            : updateLogger.OptimisticConcurrencyException(currentContext.Context, entries, conflict, null);
        return result.IsSuppressed;
    }
}
