// Auto scaling of provisioned throughput: targets are registered here, measured once a minute, and changed as UpdateTable changes them.
//
// 1. Targets are on disk before Register returns, and go with their table. 2. Everything happens in the lock; the timer runs while there are targets.
using System.Buffers.Binary;
using Dyno.Storage;

namespace Dyno.Engine;

/// <summary>
/// Scales the provisioned throughput of tables and global indexes of one database between bounds, as Application Auto Scaling does for DynamoDB. Targets
/// are stored with their tables; they are measured every minute by <see cref="DynoEngineOptions.Clock"/> while the database is open. All members may be
/// called by many threads at once.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html</remarks>
public sealed class DynoScaling
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly EngineContext _context;
    private readonly Lock _lock = new();
    private readonly List<ScaledResource> _resources = [];
    private ITimer? _timer;
    private bool _disposed;

    internal DynoScaling(EngineContext context)
    {
        _context = context;
        Load();
    }

    /// <summary>Begins to scale a table or global index, or changes how it is scaled.</summary>
    /// <param name="target">What to scale, and how.</param>
    /// <exception cref="ResourceNotFoundException">There is no such table.</exception>
    /// <exception cref="ValidationException">There is no such global index, or the bounds or the utilisation make no sense.</exception>
    public void Register(ScalingTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.MinCapacity < 1 || target.MaxCapacity < target.MinCapacity || target.TargetUtilization is not (>= 20 and <= 90)
            || target.ScaleInCooldown < TimeSpan.Zero || target.ScaleOutCooldown < TimeSpan.Zero)
        {
            throw new ValidationException(Messages.ScalingBounds);
        }

        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var table = _context.Catalog.Get(target.TableName);
            if (target.IndexName is { } index && table.FindIndex(index) is not { IsGlobal: true })
            {
                throw new ValidationException(Messages.NoSuchIndex(index));
            }

            target = target with { TableName = table.Name };
            var others = _resources.FindAll(r => r.TableId == table.Id && !IsSame(r.Target, target));
            Store(table.Id, [.. others.Select(r => r.Target), target]);
            _resources.RemoveAll(r => r.TableId == table.Id && IsSame(r.Target, target));
            var resource = new ScaledResource(table.Id, target, Now);
            if (CapacityOf(resource, out _) is { } capacity)
            {
                resource.Measure(capacity, Now, out _);
            }

            _resources.Add(resource);
            Start();
        }
    }

    /// <summary>Stops to scale a table or global index. Its throughput stays as it is.</summary>
    /// <param name="tableName">The table.</param>
    /// <param name="indexName">The global index; null for the table itself.</param>
    /// <param name="dimension">Reads or writes.</param>
    /// <returns>Whether it was scaled.</returns>
    public bool Deregister(string tableName, string? indexName, ScalableDimension dimension)
    {
        lock (_lock)
        {
            var found = _resources.Find(r => r.Target.TableName == tableName && r.Target.IndexName == indexName && r.Target.Dimension == dimension);
            if (found is null)
            {
                return false;
            }

            Store(found.TableId, [.. _resources.Where(r => r != found && r.TableId == found.TableId).Select(r => r.Target)]);
            _resources.Remove(found);
            return true;
        }
    }

    /// <summary>What is scaled of a table and its global indexes.</summary>
    /// <param name="tableName">The table.</param>
    /// <returns>The targets, in the order of their registration.</returns>
    public IReadOnlyList<ScalingTarget> Targets(string tableName)
    {
        lock (_lock)
        {
            return [.. _resources.Where(r => r.Target.TableName == tableName && IsThere(r)).Select(r => r.Target)];
        }
    }

    // When the database is closed.
    internal void Stop()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private DateTimeOffset Now => _context.Clock.GetUtcNow();

    private static bool IsSame(ScalingTarget one, ScalingTarget other) => one.IndexName == other.IndexName && one.Dimension == other.Dimension;

    // What the timer runs.
    private void Measure()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _resources.RemoveAll(r => !IsThere(r));
            foreach (var resource in _resources)
            {
                try
                {
                    Measure(resource);
                }
                catch (DynoException)
                {
                    // Too many decreases today, or the table is being deleted: the next minute tries again.
                }
            }
        }
    }

    private void Measure(ScaledResource resource)
    {
        if (CapacityOf(resource, out var throughput) is not { } capacity)
        {
            return;
        }

        var now = Now;
        for (var minutes = resource.Measure(capacity, now, out var unitsPerSecond); minutes > 0; minutes--)
        {
            var isRead = resource.Target.Dimension == ScalableDimension.ReadCapacityUnits;
            var provisioned = isRead ? throughput.ReadCapacityUnits : throughput.WriteCapacityUnits;
            if (resource.Tracking.AfterMinute(unitsPerSecond, provisioned, now) is not { } wanted)
            {
                continue;
            }

            throughput = isRead ? throughput with { ReadCapacityUnits = wanted } : throughput with { WriteCapacityUnits = wanted };
            Change(resource.Target, throughput, now);
            resource.Tracking.Changed(wanted > provisioned, now);
        }
    }

    private void Change(ScalingTarget target, ProvisionedThroughput throughput, DateTimeOffset now) => _context.Catalog.Replace(target.TableName, table =>
    {
        var record = table.Record;
        if (target.IndexName is null)
        {
            return record with { Throughput = throughput, History = record.History.Change(record.Throughput!, throughput, now) };
        }

        return record with
        {
            Indexes =
            [
                .. record.Indexes.Select(i => i.Name == target.IndexName
                    ? i with { Throughput = throughput, History = i.History.Change(i.Throughput!, throughput, now) }
                    : i),
            ],
        };
    });

    // The newest state of what is scaled; null where it is on demand or gone.
    private ResourceCapacity? CapacityOf(ScaledResource resource, out ProvisionedThroughput throughput)
    {
        throughput = null!;
        var table = _context.Catalog.Get(resource.Target.TableName);
        if (table.Record.BillingMode != BillingMode.PROVISIONED)
        {
            return null;
        }

        if (resource.Target.IndexName is not { } name)
        {
            throughput = table.Record.Throughput!;
            return table.Capacity;
        }

        var index = table.FindIndex(name);
        throughput = index?.Throughput!;
        return throughput is null ? null : index!.Capacity;
    }

    private bool IsThere(ScaledResource resource)
    {
        try
        {
            return _context.Catalog.Get(resource.Target.TableName).Id == resource.TableId;
        }
        catch (ResourceNotFoundException)
        {
            return false;
        }
    }

    private void Store(uint tableId, IReadOnlyList<ScalingTarget> targets)
    {
        using var batch = _context.Store.RentBatch();
        if (targets.Count == 0)
        {
            batch.Delete(_context.Meta, MetaKeys.ScalingOf(tableId));
        }
        else
        {
            batch.Put(_context.Meta, MetaKeys.ScalingOf(tableId), ScalingRecord.ToItem(targets).Span);
        }

        Commit.StoreErrors.Commit(_context.Store, batch);
    }

    private void Start() => _timer ??= _context.Clock.CreateTimer(static self => ((DynoScaling)self!).Measure(), this, Period, Period);

    private void Load()
    {
        var names = _context.Catalog.Names().ToDictionary(n => _context.Catalog.Get(n).Id);
        using var records = _context.Store.Iterate(_context.Meta, MetaKeys.Scaling, "a0"u8, deletions: RangeDeletions.None);
        for (var more = records.SeekFirst(); more; more = records.Next())
        {
            // A record without a table is what a registration left that met a deletion.
            var id = BinaryPrimitives.ReadUInt32BigEndian(records.Key[MetaKeys.Scaling.Length..]);
            if (names.TryGetValue(id, out var name))
            {
                foreach (var target in ScalingRecord.FromItem(name, Item.Parse(records.Value.ToArray())))
                {
                    _resources.Add(new ScaledResource(id, target, Now));
                }
            }
        }

        foreach (var resource in _resources)
        {
            if (CapacityOf(resource, out _) is { } capacity)
            {
                resource.Measure(capacity, Now, out _);
            }
        }

        if (_resources.Count > 0)
        {
            Start();
        }
    }
}
