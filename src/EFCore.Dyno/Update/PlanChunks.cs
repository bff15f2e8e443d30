// A plan that is too large for one transaction, in parts that are each atomic: an item stays with its sentinels, and with the items it
// hands unique values to. Only where the application said that a save need not be one transaction (AutoTransactionBehavior.Never).

namespace EFCore.Dyno.Update;

internal static class PlanChunks
{
    /// <exception cref="InvalidOperationException">What belongs together is more than one transaction holds.</exception>
    public static IEnumerable<WritePlan> Split(WritePlan plan, int maximum)
    {
        var chunk = new List<WriteAction>();
        foreach (var group in Groups(plan.Actions))
        {
            if (group.Count > maximum)
            {
                throw new InvalidOperationException(Messages.TooManyActions(group.Count, maximum));
            }

            if (chunk.Count + group.Count > maximum)
            {
                yield return WritePlan.Part(chunk);
                chunk = [];
            }

            chunk.AddRange(group);
        }

        if (chunk.Count > 0)
        {
            yield return WritePlan.Part(chunk);
        }
    }

    // Groups in the order of their first actions.
    private static List<List<WriteAction>> Groups(List<WriteAction> actions)
    {
        var byEntry = new Dictionary<object, List<WriteAction>>();
        var groups = new List<List<WriteAction>>();
        foreach (var action in actions)
        {
            // Dependents go before their principal, each by itself: what is left of them is found again.
            var belonging = action is CascadeAction cascade ? (cascade.TableName, cascade.Dependent) : (object)action.Entry;
            if (!byEntry.TryGetValue(belonging, out var group))
            {
                byEntry.Add(belonging, group = []);
                groups.Add(group);
            }

            group.Add(action);
            if (action is TakeAction { Releaser: { } releaser } && byEntry.TryGetValue(releaser, out var other) && other != group)
            {
                group.AddRange(other);
                groups.Remove(other);
                foreach (var moved in other)
                {
                    byEntry[moved.Entry] = group;
                }
            }
        }

        return groups;
    }
}
