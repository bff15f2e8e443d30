// The tables of a database: in memory for every operation, on disk in the family `meta` (see MetaKeys).
//
// 1. A table is in memory when it is durable, and is taken from memory after its deletion is durable. 2. Control operations take turns (_turn).
// 3. A changed table is a new TableState: writes go by it from the change's place in the commit order on, readers see it when it is durable.
// 4. Ids are never used twice, so that what an operation writes late cannot appear in another table.
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Dyno.Engine.Commit;
using Dyno.Storage;

namespace Dyno.Engine;

internal sealed class Catalog
{
    private readonly EngineContext _context;
    private readonly ConcurrentDictionary<string, TableState> _tables = new(StringComparer.Ordinal);

    // Those that still say DELETING: everything of theirs is gone already.
    private readonly ConcurrentDictionary<string, TableState> _deleted = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();
    private uint _nextId = 1;

    public Catalog(EngineContext context)
    {
        _context = context;
        Load();
    }

    // Whoever holds it has the turn of control operations.
    public Lock Turn => _turn;

    public ICollection<TableState> Tables => _tables.Values;

    // For item operations, which do not say which table is missing.
    public TableState Get(string tableName)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return TryGet(tableName, out var table) && !table.IsDeleted && (table.Transition is null || IsThere(table))
            ? table
            : throw TableArn.Missing(tableName, Messages.TableNotFound);
    }

    // For table operations, which do. It may be a table that is being deleted.
    public TableState Describe(string tableName)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return TryGet(tableName, out var table) || TryGetDeleted(tableName, out table)
            ? table
            : throw TableArn.Missing(tableName, Messages.TableNotFoundByName(tableName));
    }

    // A table in transition cannot be changed.
    public void CheckChangeable(TableState table)
    {
        if (table.IsDeleted)
        {
            throw new ResourceInUseException(Messages.BeingDeleted(table.Name));
        }

        if (table.Transition is { } transition && !transition.IsOver(_context.Clock.GetUtcNow()))
        {
            throw new ResourceInUseException(
                transition.Status == TableStatus.CREATING ? Messages.BeingCreated(table.Name) : Messages.BeingUpdated(table.Name));
        }
    }

    public List<string> Names()
    {
        var names = new List<string>(_tables.Keys);
        foreach (var name in _deleted.Keys)
        {
            if (TryGetDeleted(name, out _))
            {
                names.Add(name);
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    // Gives the table and its indexes their ids and makes it durable. The request has passed TableValidation.
    public TableState Create(CreateTableRequest request)
    {
        lock (_turn)
        {
            if (_tables.ContainsKey(request.TableName) || TryGetDeleted(request.TableName, out _))
            {
                throw new ResourceInUseException(Messages.TableExists(request.TableName));
            }

            if (_tables.Count >= Limits.Tables)
            {
                throw new LimitExceededException(Messages.TooManyTables);
            }

            var next = _nextId;
            var table = new TableState(ToRecord(request, ref next));
            using var batch = _context.Store.RentBatch();
            batch.Put(_context.Meta, MetaKeys.Table(table.Name), table.Record.ToItem().Span);
            batch.Put(_context.Meta, MetaKeys.NextId, MetaKeys.Number(next));
            if (table.HasLocalIndexes)
            {
                _context.Collections.MarkCounted(batch, table.Id);
            }

            var stream = _context.Streams.Open(table, batch);
            StoreErrors.Commit(_context.Store, batch);
            _nextId = next;
            _context.Capacity.Configure(table);
            table.Transition = Begin(TableStatus.CREATING, table.Record.CreationDateTime);
            _tables[table.Name] = table;
            _context.Streams.Publish(stream);
            return table;
        }
    }

    // Gives the table another record in its turn. change: checks the request by the newest state and makes the record. inOrder: adds to the batch what
    // depends on its place in the commit order. durable: runs before the next control operation, when the change is durable.
    public TableState Replace(
        string tableName, Func<TableState, TableRecord> change, Action<TableState, WriteBatch>? inOrder = null, Action<TableState>? durable = null)
    {
        lock (_turn)
        {
            var table = Describe(tableName);
            if (table.IsDeleted)
            {
                throw new ResourceInUseException(Messages.BeingDeleted(table.Name));
            }

            var newer = new TableState(change(table), table);
            using var batch = _context.Store.RentBatch();
            batch.Put(_context.Meta, MetaKeys.Table(table.Name), newer.Record.ToItem().Span);
            batch.Put(_context.Meta, MetaKeys.NextId, MetaKeys.Number(_nextId));
            _context.Order.EnqueueReplacement(table, newer, batch, inOrder is null ? null : b => inOrder(newer, b));
            Complete(table, batch);
            _context.Capacity.Configure(newer);
            _tables[newer.Name] = newer;
            durable?.Invoke(newer);
            return newer;
        }
    }

    // In the turn of a change: an id for an index that it adds.
    public uint TakeId() => _nextId++;

    // The entries of an index that a change takes away.
    public void DeleteEntries(WriteBatch batch, IndexState index) => DeleteRange(batch, _context.Indexes, index.Id);

    public TableState Delete(string tableName)
    {
        lock (_turn)
        {
            var table = Describe(tableName);
            if (table.IsDeleted)
            {
                return table;
            }

            CheckChangeable(table);
            if (table.Record.Settings.DeletionProtection)
            {
                throw new ValidationException(Messages.DeletionProtected);
            }

            using var batch = _context.Store.RentBatch();
            batch.Delete(_context.Meta, MetaKeys.Table(table.Name));
            batch.Delete(_context.Meta, MetaKeys.CountersOf(table.Id));
            batch.DeleteRange(_context.Meta, MetaKeys.ItemCollections(table.Id), MetaKeys.ItemCollections(table.Id + 1));
            batch.Delete(_context.Meta, MetaKeys.ScalingOf(table.Id));
            DeleteRange(batch, _context.Items, table.Id);
            foreach (var index in table.Indexes)
            {
                DeleteRange(batch, _context.Indexes, index.Id);
            }

            DeleteRange(batch, _context.Expiries, table.Id);
            _context.Order.EnqueueDeletion(table, batch, b => _context.Streams.Close(table, b));
            Complete(table, batch);
            _context.Streams.Settle(table);
            table.Transition = Begin(TableStatus.DELETING, _context.Clock.GetUtcNow());
            if (table.Transition is not null)
            {
                _deleted[table.Name] = table;
            }

            _tables.TryRemove(table.Name, out _);
            return table;
        }
    }

    public Transition? Begin(TableStatus status, DateTimeOffset now, TableState? before = null) =>
        _context.Options.TableTransition > TimeSpan.Zero ? new Transition(status, now, now + _context.Options.TableTransition, before) : null;

    // A table whose deletion or change did not get to the disk is as it was.
    private void Complete(TableState table, WriteBatch batch)
    {
        try
        {
            StoreErrors.Complete(_context.Store, batch);
        }
        catch
        {
            _context.Order.Restore(table);
            throw;
        }
    }

    // Not while it is being created. Once it was there it need not be asked again.
    private bool IsThere(TableState table)
    {
        if (table.Transition is not { } transition)
        {
            return true;
        }

        if (transition.IsOver(_context.Clock.GetUtcNow()))
        {
            table.Transition = null;
            return true;
        }

        return transition.Status != TableStatus.CREATING;
    }

    private bool TryGetDeleted(string name, [NotNullWhen(true)] out TableState? table)
    {
        if (!_deleted.TryGetValue(TableArn.NameOf(name), out table))
        {
            return false;
        }

        if (table.Transition!.IsOver(_context.Clock.GetUtcNow()))
        {
            _deleted.TryRemove(new KeyValuePair<string, TableState>(table.Name, table));
            table = null;
            return false;
        }

        return true;
    }

    private static void DeleteRange(WriteBatch batch, ColumnFamily family, uint id) => batch.DeleteRange(family, MetaKeys.Number(id), MetaKeys.Number(id + 1));

    private bool TryGet(string name, [NotNullWhen(true)] out TableState? table) =>
        _tables.TryGetValue(name, out table) || (name.StartsWith("arn:", StringComparison.Ordinal) && _tables.TryGetValue(TableArn.NameOf(name), out table));

    private TableRecord ToRecord(CreateTableRequest request, ref uint nextId)
    {
        var now = _context.Clock.GetUtcNow();
        var id = nextId++;
        var indexes = new List<IndexRecord>();
        foreach (var index in request.LocalSecondaryIndexes ?? [])
        {
            indexes.Add(ToRecord(index, nextId++, null));
        }

        foreach (var index in request.GlobalSecondaryIndexes ?? [])
        {
            indexes.Add(ToRecord(index, nextId++, index.ProvisionedThroughput));
        }

        return new TableRecord
        {
            Id = id,
            TableName = request.TableName,
            TableId = Guid.NewGuid().ToString(),
            CreationDateTime = now,
            AttributeDefinitions = [.. request.AttributeDefinitions],
            PartitionKey = request.KeySchema[0].AttributeName,
            SortKey = request.KeySchema.Count > 1 ? request.KeySchema[1].AttributeName : null,
            Indexes = indexes,
            BillingMode = request.BillingMode,
            Throughput = request.ProvisionedThroughput,
            Settings = new TableSettings
            {
                Tags = TagValidation.Sorted(request.Tags ?? []),
                TableClass = request.TableClass,
                DeletionProtection = request.DeletionProtectionEnabled,
                Sse = TableChange.Describe(request.SSESpecification),
                OnDemand = request.OnDemandThroughput,
                Warm = request.WarmThroughput,
            },
            Stream = request.StreamSpecification is { StreamEnabled: true, StreamViewType: { } view } ? view : null,
            StreamLabel = request.StreamSpecification is { StreamEnabled: true } ? _context.Streams.NewLabel(request.TableName) : null,
        };
    }

    public static IndexRecord ToRecord(SecondaryIndex index, uint id, ProvisionedThroughput? throughput) => new()
    {
        Id = id,
        Name = index.IndexName,
        IsGlobal = index is GlobalSecondaryIndex,
        PartitionKeys = [.. index.KeySchema.Where(k => k.KeyType == KeyType.HASH).Select(k => k.AttributeName)],
        SortKeys = [.. index.KeySchema.Where(k => k.KeyType == KeyType.RANGE).Select(k => k.AttributeName)],
        Projection = index.Projection with { NonKeyAttributes = [.. index.Projection.NonKeyAttributes] },
        Throughput = throughput,
        OnDemand = (index as GlobalSecondaryIndex)?.OnDemandThroughput,
        Warm = (index as GlobalSecondaryIndex)?.WarmThroughput,
    };

    private void Load()
    {
        var store = _context.Store;
        var layout = store.Get(_context.Meta, MetaKeys.Layout);
        if (layout is null)
        {
            using var batch = store.RentBatch();
            batch.Put(_context.Meta, MetaKeys.Layout, MetaKeys.Number(MetaKeys.LayoutVersion));
            store.Commit(batch);
        }
        else if (BinaryPrimitives.ReadUInt32BigEndian(layout) is var version and not MetaKeys.LayoutVersion)
        {
            throw new InvalidDataException(Messages.LayoutNewer(store.Path, version));
        }

        if (store.Get(_context.Meta, MetaKeys.NextId) is { } next)
        {
            _nextId = BinaryPrimitives.ReadUInt32BigEndian(next);
        }

        using var records = store.Iterate(_context.Meta, MetaKeys.Tables, "t0"u8, deletions: RangeDeletions.None);
        for (var more = records.SeekFirst(); more; more = records.Next())
        {
            var name = Encoding.UTF8.GetString(records.Key[MetaKeys.Tables.Length..]);
            var table = new TableState(TableRecord.FromItem(name, Item.Parse(records.Value.ToArray())));
            if (store.Get(_context.Meta, MetaKeys.CountersOf(table.Id)) is { } counters)
            {
                CounterRecord.Read(counters, table);
            }

            _context.Collections.CountWhereMissing(table);
            _context.Capacity.Configure(table);
            _tables[name] = table;
        }
    }
}
