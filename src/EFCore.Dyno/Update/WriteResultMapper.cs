// From the store's refusals to EF's exceptions, with the entries they concern.

using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class WriteResultMapper
{
    private const string ConditionalCheckFailed = "ConditionalCheckFailed";

    /// <summary>EF's exception for a refused plan. The action that failed its condition names the entries.</summary>
    public static Exception Map(WritePlan plan, DynoException exception)
    {
        switch (exception)
        {
            case ConditionalCheckFailedException:
                return Conflict(plan.Actions[0], exception);
            case TransactionCanceledException cancelled:
                for (var i = 0; i < cancelled.CancellationReasons.Count && i < plan.Actions.Count; i++)
                {
                    if (cancelled.CancellationReasons[i].Code == ConditionalCheckFailed)
                    {
                        return Conflict(plan.Actions[i], exception);
                    }
                }

                var reason = cancelled.CancellationReasons.Select((r, i) => (r, i)).FirstOrDefault(p => p.r.Code != CancellationReason.None);
                return reason.r is null
                    ? new DbUpdateException(exception.Message, exception, AllEntries(plan))
                    : new DbUpdateException(reason.r.Message ?? exception.Message, exception, plan.Actions[reason.i].Entries);
            case ResourceNotFoundException:
                return new DbUpdateException(Messages.TableMissing(exception.Message), exception, AllEntries(plan));
            default:
                return new DbUpdateException(exception.Message, exception, AllEntries(plan));
        }
    }

    private static DbUpdateException Conflict(WriteAction action, DynoException exception)
    {
        var type = action.Map.EntityType.DisplayName();
        var key = action.Key.ToString();
        return action is PutAction { Replaces: false }
            ? new DbUpdateException(Messages.DuplicateKey(type, action.TableName, key), exception, action.Entries)
            : new DbUpdateConcurrencyException(Messages.ConcurrencyConflict(type, action.TableName, key), exception, action.Entries);
    }

    private static IReadOnlyList<IUpdateEntry> AllEntries(WritePlan plan) => [.. plan.Actions.SelectMany(a => a.Entries)];
}
