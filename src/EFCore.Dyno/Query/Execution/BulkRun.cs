// Runs a bulk write. Rows are read whole before the first of them is written, so that what is set is worked out of what was there. An item that
// was changed since then fails its condition: the rows are read again, and those not written yet that still match are tried again.

using Dyno.Expressions;
using EFCore.Dyno.Storage;
using EFCore.Dyno.Update;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class BulkRun(DynoQueryContext context, BulkPlan plan)
{
    private const int MaxFruitlessRounds = 10;

    private readonly IDynoClient _client = context.Requests.Client(plan.Origin);
    private readonly HashSet<Item> _written = [];
    private int _count;

    public static int Execute(QueryContext queryContext, PlanVariants<BulkPlan> variants)
    {
        var context = (DynoQueryContext)queryContext;
        var plan = variants.For(context);
        return SynchronousCalls.Run(
            context.Client, (context, plan), static state => new BulkRun(state.context, state.plan).RunAsync(CancellationToken.None), plan.Write.Name);
    }

    public static Task<int> ExecuteAsync(QueryContext queryContext, PlanVariants<BulkPlan> variants) =>
        new BulkRun((DynoQueryContext)queryContext, variants.For((DynoQueryContext)queryContext)).RunAsync(queryContext.CancellationToken).AsTask();

    private async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var section = context.ConcurrencyDetector.EnterCriticalSection();
            context.InitializeStateManager();
            cancellationToken.ThrowIfCancellationRequested();
            return plan.Write.Select.IsCascade ? await FindAsync(cancellationToken).ConfigureAwait(false)
                : plan.Key is { } key ? await WriteKeyAsync(key, cancellationToken).ConfigureAwait(false) : await WriteRowsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (context.ExceptionDetector.IsCancellation(exception, cancellationToken))
            {
                context.QueryLogger.QueryCanceled(plan.ContextType);
            }
            else
            {
                context.QueryLogger.QueryIterationFailed(plan.ContextType, exception);
            }

            throw;
        }
    }

    // For a save that will write it among its own.
    private async ValueTask<int> FindAsync(CancellationToken cancellationToken)
    {
        var actions = await ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var group in actions.Finish())
        {
            var item = actions.ItemOf(group.Keys[0]);
            context.Cascades.Add(new(plan.TypeOf(item).Map, group.Keys[0], item, group.Actions));
        }

        return 0;
    }

    private async ValueTask<int> WriteKeyAsync(SourcePlan source, CancellationToken cancellationToken)
    {
        var values = new TermValues(context, null);
        if (source.KeyOf(values) is not { } key)
        {
            return 0;
        }

        var condition = BulkActions.Condition(plan.Map);
        if (source.Plan.Filter is { } filter)
        {
            var bound = FilterBinder.Bind(filter, values);
            if (bound is { Node: null, Constant: false })
            {
                return 0;
            }

            condition = bound.Node is { } node ? new AndNode(condition, node) : condition;
        }

        try
        {
            TransactWriteItem item = plan.Write.IsDelete
                ? new TransactDelete { TableName = plan.Map.Table.Name, Key = key, ConditionExpression = new(condition) }
                : new TransactUpdate
                {
                    TableName = plan.Map.Table.Name,
                    Key = key,
                    UpdateExpression = new(new BulkActions(plan, context).Updates()),
                    ConditionExpression = new(condition),
                };
            await WriteCalls.SendAsync(_client, [item], readsBack: false, cancellationToken).ConfigureAwait(false);
        }
        catch (ConditionalCheckFailedException)
        {
            return 0;
        }

        return 1;
    }

    private async ValueTask<int> WriteRowsAsync(CancellationToken cancellationToken)
    {
        for (var fruitless = 0; fruitless < MaxFruitlessRounds; fruitless++)
        {
            var before = _count;
            if (await WriteRoundAsync(cancellationToken).ConfigureAwait(false))
            {
                return _count;
            }

            if (_count > before)
            {
                fruitless = 0;
            }
        }

        throw new DbUpdateConcurrencyException(QueryMessages.BulkChanged(plan.Write.Name, plan.Map.EntityType.DisplayName(), _count, MaxFruitlessRounds));
    }

    // False where a row was not as it was read.
    private async ValueTask<bool> WriteRoundAsync(CancellationToken cancellationToken)
    {
        var actions = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var rowCount = _count + actions.Rows;
        foreach (var batch in Batches(actions.Finish()))
        {
            if (!await WriteBatchAsync(batch, rowCount, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask<BulkActions> ReadAsync(CancellationToken cancellationToken)
    {
        var actions = new BulkActions(plan, context);
        var rows = plan.Rows!.Open(context, new ReadOptions());
        while (await rows.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            // A row may have no item, where it is the missing side of a join.
            if (rows.Current[0] is Item item && plan.Map.Table.KeyOf(item) is var key && !_written.Contains(key))
            {
                actions.Add(key, item, rows.Current);
            }
        }

        return actions;
    }

    private async ValueTask<bool> WriteBatchAsync(List<BulkGroup> batch, int rows, CancellationToken cancellationToken)
    {
        TransactWriteItem[] items = [.. batch.SelectMany(static g => g.Actions)];
        try
        {
            await WriteCalls.SendAsync(_client, items, readsBack: false, cancellationToken).ConfigureAwait(false);
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
        catch (TransactionCanceledException cancelled) when (FirstFailed(cancelled) is var failed && failed >= 0)
        {
            if (Taken(batch, failed) is { } message)
            {
                throw new DbUpdateException(message, cancelled);
            }

            return false;
        }
        catch (DynoException exception) when (_count > 0)
        {
            throw new DbUpdateException(QueryMessages.BulkStopped(plan.Write.Name, plan.Map.EntityType.DisplayName(), _count, rows), exception);
        }

        foreach (var group in batch)
        {
            _written.UnionWith(group.Keys);
            _count += group.Rows;
        }

        return true;
    }

    private IEnumerable<List<BulkGroup>> Batches(List<BulkGroup> groups)
    {
        var maximum = _client.Capabilities.MaxTransactionActions;
        var batch = new List<BulkGroup>();
        var actions = 0;
        foreach (var group in groups)
        {
            if (group.Actions.Count > maximum)
            {
                throw new InvalidOperationException(Messages.TooManyActions(group.Actions.Count, maximum));
            }

            if (actions + group.Actions.Count > maximum)
            {
                yield return batch;
                batch = [];
                actions = 0;
            }

            batch.Add(group);
            actions += group.Actions.Count;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static int FirstFailed(TransactionCanceledException cancelled)
    {
        for (var i = 0; i < cancelled.CancellationReasons.Count; i++)
        {
            if (cancelled.CancellationReasons[i].Code == CancellationReason.ConditionalCheckFailed)
            {
                return i;
            }
        }

        return -1;
    }

    // What a taken sentinel keeps unique, or null for another action.
    private static string? Taken(List<BulkGroup> batch, int place)
    {
        foreach (var group in batch)
        {
            if (place < group.Actions.Count)
            {
                return group.Takes.GetValueOrDefault(place);
            }

            place -= group.Actions.Count;
        }

        return null;
    }
}
