// The sentinels of one save. An item can be in a transaction once: values that one entity gives up and another one takes are one Put without a
// condition, since the first entity's own condition says that it has them. Two entities that take the same values are refused at once.

using System.Text;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

/// <param name="showsValues">Whether messages may tell values.</param>
internal sealed class SentinelPlanner(bool showsValues)
{
    private static readonly byte[] KindUtf8 = Encoding.UTF8.GetBytes(ReservedKeys.KindAttribute);
    private static readonly byte[] ScopeUtf8 = Encoding.UTF8.GetBytes(ReservedKeys.ScopeAttribute);
    private static readonly byte[] OwnerUtf8 = Encoding.UTF8.GetBytes(ReservedKeys.OwnerAttribute);

    private readonly Dictionary<(string Table, Item Key), Change> _changes = [];

    /// <summary>An entry takes the values; the default key where there is nothing to take.</summary>
    public void Take(UniqueConstraint constraint, Item key, IUpdateEntry entry)
    {
        if (key.IsDefault)
        {
            return;
        }

        var change = Of(constraint, key);
        if (change.Taker is not null)
        {
            throw new DbUpdateException(
                Messages.UniqueViolated(constraint, showsValues ? constraint.Describe(entry) : null),
                [((InternalEntityEntry)change.Taker), (InternalEntityEntry)entry]);
        }

        change.Taker = entry;
    }

    /// <summary>An entry gives up the values.</summary>
    public void Release(UniqueConstraint constraint, Item key, IUpdateEntry entry)
    {
        if (!key.IsDefault)
        {
            Of(constraint, key).Releaser = entry;
        }
    }

    public void Finish(List<WriteAction> actions)
    {
        foreach (var ((_, key), change) in _changes)
        {
            if (change.Taker is { } taker)
            {
                actions.Add(new TakeAction(change.Constraint, Sentinel(change.Constraint, key, ItemBuilder.BuildKey(change.Constraint.Map, taker)))
                {
                    Map = change.Constraint.Map,
                    ItemKey = key,
                    Entry = taker,
                    Releaser = change.Releaser,
                    Condition = change.Releaser is null ? EntityWrites.Of(change.Constraint.Map).Absent : null,
                });
            }
            else
            {
                actions.Add(new ReleaseAction(change.Constraint) { Map = change.Constraint.Map, ItemKey = key, Entry = change.Releaser!, Condition = null });
            }
        }
    }

    private Change Of(UniqueConstraint constraint, Item key)
    {
        if (!_changes.TryGetValue((constraint.Map.Table.Name, key), out var change))
        {
            _changes.Add((constraint.Map.Table.Name, key), change = new Change(constraint));
        }

        return change;
    }

    // The key, what it is, and whose it is: the owner's key as a map, for people and for repair. A key that is a number does not tell of what it is.
    public static Item Sentinel(UniqueConstraint constraint, Item key, Item ownerKey)
    {
        var writer = ItemWriter.Rent();
        try
        {
            for (var reader = key.GetReader(); reader.Read();)
            {
                writer.WriteEncoded(reader.Name, reader.Value.Raw);
            }

            writer.WriteString(KindUtf8, ReservedKeys.UniqueKind);
            if (constraint.Map.Table.PartitionKey.Type == AttributeType.N)
            {
                writer.WriteString(ScopeUtf8, constraint.Scope);
            }

            writer.StartMap(OwnerUtf8);
            for (var reader = ownerKey.GetReader(); reader.Read();)
            {
                writer.WriteEncoded(reader.Name, reader.Value.Raw);
            }

            writer.EndMap();
            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private sealed class Change(UniqueConstraint constraint)
    {
        public UniqueConstraint Constraint { get; } = constraint;

        public IUpdateEntry? Taker { get; set; }

        public IUpdateEntry? Releaser { get; set; }
    }
}
