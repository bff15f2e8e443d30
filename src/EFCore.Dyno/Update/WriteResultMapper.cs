// From the store's refusals to EF's exceptions, with the entries they concern.

using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class WriteResultMapper
{
    /// <summary>The actions whose conditions did not hold, in their order; empty where the store refused for another reason.</summary>
    public static List<WriteAction> FailedConditions(WritePlan plan, DynoException exception)
    {
        switch (exception)
        {
            case ConditionalCheckFailedException:
                return [plan.Actions[0]];
            case TransactionCanceledException cancelled:
                var failed = new List<WriteAction>();
                for (var i = 0; i < cancelled.CancellationReasons.Count && i < plan.Actions.Count; i++)
                {
                    if (cancelled.CancellationReasons[i].Code == CancellationReason.ConditionalCheckFailed)
                    {
                        failed.Add(plan.Actions[i]);
                    }
                }

                return failed;
            default:
                return [];
        }
    }

    /// <summary>
    /// EF's exception for a refused plan: <see cref="DbUpdateConcurrencyException"/> where items were not as they were loaded,
    /// <see cref="DbUpdateException"/> for anything else. What is there twice comes first: trying again does not help against it.
    /// Of several conflicts the first is told, as relational providers do: who resolves it saves again and meets the next.
    /// </summary>
    /// <param name="plan">What was to be written.</param>
    /// <param name="exception">The refusal.</param>
    /// <param name="showsValues">Whether messages may tell values.</param>
    public static DbUpdateException Map(WritePlan plan, DynoException exception, bool showsValues)
    {
        var failed = FailedConditions(plan, exception);
        foreach (var action in failed)
        {
            if (action is PutAction { IsInsert: true })
            {
                return new DbUpdateException(
                    Messages.DuplicateKey(action.Map.EntityType.DisplayName(), action.TableName, showsValues ? action.Key.ToString() : null), exception, Entries(action));
            }

            if (action is TakeAction take)
            {
                return new DbUpdateException(Messages.UniqueViolated(take.Constraint, showsValues ? take.Constraint.Describe(take.Entry) : null), exception, Entries(action));
            }
        }

        if (failed is [var first, ..])
        {
            return new DbUpdateConcurrencyException(
                Messages.ConcurrencyConflict(first.Map.EntityType.DisplayName(), first.TableName, showsValues ? first.Key.ToString() : null),
                exception,
                Entries(first));
        }

        return exception switch
        {
            TransactionCanceledException cancelled => Cancelled(plan, cancelled),
            ResourceNotFoundException => new DbUpdateException(Messages.TableMissing(exception.Message), exception, Entries([.. plan.Actions])),
            UnknownOperationException when plan.Actions.Count > 1 => new DbUpdateException(Messages.NoTransactions(exception.Message), exception, Entries([.. plan.Actions])),
            _ => new DbUpdateException(exception.Message, exception, Entries([.. plan.Actions])),
        };
    }

    /// <summary>EF's exception for a store that failed before anything was planned.</summary>
    public static DbUpdateException Map(DynoException exception, IList<IUpdateEntry> entries) => new(
        exception is ResourceNotFoundException ? Messages.TableMissing(exception.Message) : exception.Message,
        exception,
        [.. entries.Cast<InternalEntityEntry>()]);

    private static DbUpdateException Cancelled(WritePlan plan, TransactionCanceledException cancelled)
    {
        for (var i = 0; i < cancelled.CancellationReasons.Count && i < plan.Actions.Count; i++)
        {
            if (cancelled.CancellationReasons[i] is { Code: not CancellationReason.None } reason)
            {
                return new DbUpdateException(reason.Message ?? cancelled.Message, cancelled, Entries(plan.Actions[i]));
            }
        }

        return new DbUpdateException(cancelled.Message, cancelled, Entries([.. plan.Actions]));
    }

    private static List<InternalEntityEntry> Entries(params ReadOnlySpan<WriteAction> actions)
    {
        var entries = new List<InternalEntityEntry>();
        foreach (var action in actions)
        {
            foreach (var entry in action.Entries)
            {
                if (!entries.Contains((InternalEntityEntry)entry))
                {
                    entries.Add((InternalEntityEntry)entry);
                }
            }
        }

        return entries;
    }
}
