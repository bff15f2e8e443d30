// Adds to the plan of a save what follows from its deletions in the store, level by level: the dependents that the context does not track.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class StoreCascades(DbContext context, CascadeFinds finds)
{
    private readonly Dictionary<(string Table, Item Key), int> _places = [];
    private readonly List<CascadeAction> _actions = [];

    // The items of the save's own actions, and those of them that are sentinels whose values a dependent has.
    private readonly HashSet<(string Table, Item Key)> _own = [];
    private readonly HashSet<(string Table, Item Key)> _handedOver = [];

    /// <summary>Whether anything that the plan deletes can have dependents that go with it.</summary>
    public static bool AreIn(WritePlan plan)
    {
        foreach (var action in plan.Actions)
        {
            if (action is ItemDeleteAction && CascadeRelation.Of(action.Map).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The plan with the actions on dependents before all others.</summary>
    public async ValueTask<WritePlan> AddAsync(WritePlan plan, bool isAsync, CancellationToken cancellationToken)
    {
        finds.Take();
        var level = new Principals();
        foreach (var action in plan.Actions)
        {
            _own.Add((action.TableName, action.Key));
            if (action is ItemDeleteAction)
            {
                level.Add(action.Map, p => action.Entry.GetOriginalValue(p), action.Entry);
            }
        }

        while (level.Count > 0)
        {
            var next = new Principals();
            foreach (var (relation, principals) in level.ByRelation)
            {
                foreach (var part in Parts(relation, principals))
                {
                    await relation.FindAsync(context, part.ConvertAll(p => p.Key), isAsync, cancellationToken).ConfigureAwait(false);
                    foreach (var dependent in finds.Take())
                    {
                        Add(relation, dependent, Cause(relation, part, dependent), next);
                    }
                }
            }

            level = next;
        }

        return new WritePlan([.. _actions, .. plan.Actions.Select(a => a is TakeAction take && _handedOver.Contains((a.TableName, a.Key)) ? take.Unconditional() : a)], plan.ItemCount);
    }

    // What one query finds: a list of values is of one property.
    private static IEnumerable<List<(object[] Key, IUpdateEntry Entry)>> Parts(CascadeRelation relation, List<(object[] Key, IUpdateEntry Entry)> principals) =>
        relation.ForeignKey.Properties.Count == 1 ? [principals] : principals.Select(p => new List<(object[] Key, IUpdateEntry Entry)> { p });

    private void Add(CascadeRelation relation, FoundDependent dependent, IUpdateEntry cause, Principals next)
    {
        // What is saved itself is EF's affair; what is deleted for another reason has had its turn.
        var item = (dependent.Map.Table.Name, dependent.Key);
        if (_own.Contains(item) || (_places.TryGetValue(item, out var known) && _actions[known].Write is TransactDelete))
        {
            return;
        }

        foreach (var write in dependent.Actions)
        {
            var action = CascadeAction.Of(write, dependent, cause);
            var place = (action.TableName, action.Key);
            if (_own.Contains(place))
            {
                // An item can be in a transaction once: unique values that a dependent gives up and an entity takes are one Put.
                _handedOver.Add(place);
            }
            else if (_places.TryGetValue(place, out var same))
            {
                _actions[same] = _actions[same].With(action);
            }
            else
            {
                _places.Add(place, _actions.Count);
                _actions.Add(action);
            }
        }

        if (relation.Deletes)
        {
            next.Add(dependent.Map, p => Value(dependent.Map, p, dependent.Item), cause);
        }
    }

    // Which of the principals a dependent has.
    private static IUpdateEntry Cause(CascadeRelation relation, List<(object[] Key, IUpdateEntry Entry)> principals, FoundDependent dependent)
    {
        if (principals.Count > 1)
        {
            var comparer = relation.ForeignKey.PrincipalKey.Properties[0].GetKeyValueComparer();
            var value = Value(dependent.Map, relation.ForeignKey.Properties[0], dependent.Item);
            foreach (var (key, entry) in principals)
            {
                if (comparer.Equals(key[0], value))
                {
                    return entry;
                }
            }
        }

        return principals[0].Entry;
    }

    private static object? Value(DynoEntityMap map, IProperty property, Item item) =>
        map.Find(property)?.ReadFrom(item);

    // The keys of deleted principals, by the relationships that they are principals of.
    private sealed class Principals
    {
        public Dictionary<CascadeRelation, List<(object[] Key, IUpdateEntry Entry)>> ByRelation { get; } = [];

        public int Count => ByRelation.Count;

        public void Add(DynoEntityMap map, Func<IProperty, object?> values, IUpdateEntry entry)
        {
            foreach (var relation in CascadeRelation.Of(map))
            {
                object[] key = [.. relation.ForeignKey.PrincipalKey.Properties.Select(values).OfType<object>()];
                if (key.Length == relation.ForeignKey.Properties.Count)
                {
                    if (!ByRelation.TryGetValue(relation, out var keys))
                    {
                        ByRelation.Add(relation, keys = []);
                    }

                    keys.Add((key, entry));
                }
            }
        }
    }
}
