// Gives every entity of a table the sentinels of unique constraints that it was saved without. Others write meanwhile: a sentinel goes in only while the entity
// still has the values, and contexts that know the constraint keep theirs themselves. Invariant: when it ends without an error, each entity has its sentinels, and no two
// entities have the same values. It can be stopped at any time and begun again.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Update;

namespace EFCore.Dyno.Schema;

internal sealed class UniqueFill
{
    /// <summary>The entity is checked and the sentinel is put, in one transaction.</summary>
    public const int LeastActions = 2;

    // The items that are looked at count into the 4 MB of a transaction, and a sentinel has less than 2 KB.
    private const int BatchBytes = 3 * 1024 * 1024;

    private const int Attempts = 20;
    private const int ConflictsTold = 10;

    private static readonly DocumentPath OwnerPath = DocumentPath.Of(ReservedKeys.OwnerAttribute);

    private readonly StepStore _store;
    private readonly DynoTableModel _table;
    private readonly IReadOnlyCollection<string> _scopes;
    private readonly int _maxActions;
    private readonly List<(UniqueConstraint[] Uniques, EncodedValue Discriminator)> _types = [];
    private readonly List<Holder> _batch = [];
    private readonly HashSet<Item> _batchKeys = [];
    private readonly HashSet<Item> _conflicts = [];
    private readonly List<string> _told = [];

    public UniqueFill(StepStore store, DynoTableModel table, IReadOnlyCollection<string> scopes, int maxActions)
    {
        _store = store;
        _table = table;
        _scopes = scopes;
        _maxActions = Math.Min(maxActions, Limits.TransactionActions);
        foreach (var uniques in UniqueConstraint.In(table).Where(u => scopes.Contains(u.Scope)).GroupBy(u => u.Map))
        {
            _types.Add(([.. uniques], uniques.Key.Discriminator is { } discriminator ? InstanceWriter.Encode(discriminator, uniques.Key.DiscriminatorValue) : default));
        }
    }

    /// <exception cref="DbUpdateException">Entities have the same values.</exception>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in _store.ScanAsync(_table, ReservedKeys.VisibleFilter(_table), cancellationToken).ConfigureAwait(false))
        {
            await AddAsync(item, cancellationToken).ConfigureAwait(false);
        }

        await WriteBatchAsync(cancellationToken).ConfigureAwait(false);
        if (_conflicts.Count > 0)
        {
            throw new DbUpdateException(Messages.UniquesHeldTwice(_table.Name, _conflicts.Count, _store.ShowsValues ? _told : null));
        }

        await KeptUniques.AddAsync(_store.Items, _table, _scopes, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask AddAsync(Item item, CancellationToken cancellationToken)
    {
        if (Read(item) is not { } holder)
        {
            return;
        }

        if (_batch.Sum(h => h.Actions) + holder.Actions > _maxActions || _batch.Sum(h => (long)h.Size) + holder.Size > BatchBytes || holder.Takes.Exists(t => _batchKeys.Contains(t.Key)))
        {
            await WriteBatchAsync(cancellationToken).ConfigureAwait(false);
        }

        _batch.Add(holder);
        _batchKeys.UnionWith(holder.Takes.Select(t => t.Key));
    }

    // All in one, and where something stands against it each by itself.
    private async ValueTask WriteBatchAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count > 0 && !await TryWriteAsync(_batch, cancellationToken).ConfigureAwait(false))
        {
            foreach (var holder in _batch)
            {
                await WriteAsync(holder, cancellationToken).ConfigureAwait(false);
            }
        }

        _batch.Clear();
        _batchKeys.Clear();
    }

    private async ValueTask<bool> TryWriteAsync(IReadOnlyList<Holder> holders, CancellationToken cancellationToken)
    {
        if (holders.Sum(h => h.Actions) > _maxActions)
        {
            return false;
        }

        try
        {
            await SendAsync(holders.SelectMany(Actions), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TransactionCanceledException exception) when (IsDecided(exception))
        {
            return false;
        }
    }

    // One sentinel after the other: an entity may have more of them than a transaction takes.
    private async ValueTask WriteAsync(Holder holder, CancellationToken cancellationToken)
    {
        for (var attempt = 1; holder.Takes.Count > 0; attempt++)
        {
            var take = holder.Takes[^1];
            try
            {
                await SendAsync([Check(holder), Put(holder.Key, take)], cancellationToken).ConfigureAwait(false);
                holder.Takes.RemoveAt(holder.Takes.Count - 1);
                attempt = 0;
            }
            catch (TransactionCanceledException exception) when (attempt < Attempts && IsDecided(exception))
            {
                var owner = exception.CancellationReasons[1].Item?[ReservedKeys.OwnerAttribute]?.AsMap() is { } key ? Item.From(key) : default(Item?);
                var (now, other) = await FindAsync(holder.Key, owner, cancellationToken).ConfigureAwait(false);
                if (now is null)
                {
                    return;
                }

                // It may have other values by now, of which all are to be kept.
                if (exception.CancellationReasons[0].Code == CancellationReason.ConditionalCheckFailed || !now.Takes.Exists(t => t.Key == take.Key))
                {
                    holder = now;
                }
                else if (owner is { } standing)
                {
                    Meet(holder, take, standing, isHeld: other is not null && other.Takes.Exists(t => t.Key == take.Key));
                }
            }
        }
    }

    // The sentinel is another entity's, or was one's that does not have the value any more.
    private void Meet(Holder holder, Take take, Item owner, bool isHeld)
    {
        var at = holder.Takes.Count - 1;
        if (!isHeld)
        {
            holder.Takes[at] = take with { Stale = EncodedValue.From(AttributeValue.M(owner.ToDictionary())) };
            return;
        }

        holder.Takes.RemoveAt(at);
        if (_conflicts.Add(take.Key) && _told.Count < ConflictsTold)
        {
            _told.Add(Messages.UniqueHeldTwice(take.Constraint, take.Constraint.Describe(p => p.ReadFrom(holder.Item)), holder.Key, owner));
        }
    }

    private Holder? Read(Item? found)
    {
        if (found is not { } item)
        {
            return null;
        }

        foreach (var (uniques, discriminator) in _types)
        {
            if (!discriminator.IsDefault && item.Get(uniques[0].Map.Discriminator!.AttributeName) != discriminator)
            {
                continue;
            }

            var takes = new List<Take>();
            foreach (var unique in uniques)
            {
                if (unique.KeyOf(item) is { IsDefault: false } key)
                {
                    takes.Add(new(unique, key, null));
                }
            }

            return takes.Count == 0 ? null : new(_table.KeyOf(item), item, takes);
        }

        return null;
    }

    private IEnumerable<TransactWriteItem> Actions(Holder holder) => holder.Takes.Select(TransactWriteItem (t) => Put(holder.Key, t)).Prepend(Check(holder));

    // The entity is there, with the values that were read.
    private TransactConditionCheck Check(Holder holder) => new()
    {
        TableName = _table.Name,
        Key = holder.Key,
        ConditionExpression = new ConditionExpression(holder.Takes.SelectMany(t => t.Constraint.Properties).Distinct()
            .Select(ConditionNode (p) => Equal(DocumentPath.Of(p.AttributeName), holder.Item.Get(p.AttributeName)!.Value))
            .Aggregate(static (all, one) => new AndNode(all, one))),
    };

    // Where it stands already it is the entity's own, or the one that was found stale.
    private TransactPut Put(Item owner, Take take)
    {
        var sentinel = SentinelPlanner.Sentinel(take.Constraint, take.Key, owner);
        ConditionNode free = new OrNode(EntityWrites.Of(take.Constraint.Map).Absent.Root, Equal(OwnerPath, sentinel.Get(ReservedKeys.OwnerAttribute)!.Value));
        return new()
        {
            TableName = _table.Name,
            Item = sentinel,
            ConditionExpression = new ConditionExpression(take.Stale is { } stale ? new OrNode(free, Equal(OwnerPath, stale)) : free),
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
    }

    private static ComparisonNode Equal(DocumentPath path, EncodedValue value) => new(ComparisonOperator.Equal, new PathOperand(path), new ValueOperand(value));

    private async ValueTask SendAsync(IEnumerable<TransactWriteItem> actions, CancellationToken cancellationToken) =>
        await _store.Items.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. actions] }, cancellationToken).ConfigureAwait(false);

    // Both at one moment. What has no unique values is as good as none.
    private async ValueTask<(Holder? Holder, Holder? Other)> FindAsync(Item key, Item? other, CancellationToken cancellationToken)
    {
        TransactGetItem[] gets = [new() { TableName = _table.Name, Key = key }, .. other is { } second ? [new TransactGetItem { TableName = _table.Name, Key = second }] : Array.Empty<TransactGetItem>()];
        var items = (await _store.Items.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = gets }, cancellationToken).ConfigureAwait(false)).Responses;
        return (Read(items[0]), items.Count > 1 ? Read(items[1]) : null);
    }

    // By conditions and by others' transactions, and not by what the store does not take.
    private static bool IsDecided(TransactionCanceledException exception) =>
        exception.CancellationReasons.All(r => r.Code is CancellationReason.None or CancellationReason.ConditionalCheckFailed or CancellationReason.TransactionConflict);

    // Stale: whose the sentinel that is replaced was.
    private sealed record Take(UniqueConstraint Constraint, Item Key, EncodedValue? Stale);

    private sealed record Holder(Item Key, Item Item, List<Take> Takes)
    {
        // Of the item, which is walked for it.
        public int Size { get; } = Item.Size;

        public int Actions => Takes.Count + 1;
    }
}
