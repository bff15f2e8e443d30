// A provider under measurement: how contexts of it are made, filled and asked. A compiled query belongs to the model that it first ran on, so each has its own.

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Dyno.Benchmarks.Ef;

internal sealed class Candidate
{
    private const int LoadBatch = 1000;

    private readonly PooledDbContextFactory<EntryContext> _pool;
    private readonly PooledDbContextFactory<EntryContext> _unsynced;
    private readonly PooledDbContextFactory<EntryContext> _durable;

    private readonly Func<EntryContext, string, int, Entry?> _byKey = EF.CompileQuery(
        (EntryContext db, string customer, int number) =>
            db.Entries.AsNoTracking().FirstOrDefault(e => e.Customer == customer && e.Number == number));

    private readonly Func<EntryContext, string, int, int, IEnumerable<Entry>> _range = EF.CompileQuery(
        (EntryContext db, string customer, int from, int to) =>
            db.Entries.AsNoTracking().Where(e => e.Customer == customer && e.Number >= from && e.Number <= to));

    private readonly Func<EntryContext, string, int, int, IEnumerable<Entry>> _trackedRange = EF.CompileQuery(
        (EntryContext db, string customer, int from, int to) =>
            db.Entries.Where(e => e.Customer == customer && e.Number >= from && e.Number <= to));

    private readonly Func<EntryContext, string, int, int, IEnumerable<Line>> _lines = EF.CompileQuery(
        (EntryContext db, string customer, int from, int to) =>
            db.Entries.Where(e => e.Customer == customer && e.Number >= from && e.Number <= to).Select(e => new Line(e.Number, e.Title, e.Amount)));

    private readonly int _entries;
    private int _inserted;

    /// <param name="name">As the tables have it.</param>
    /// <param name="entries">How many there are to read.</param>
    /// <param name="options">For reading.</param>
    /// <param name="unsynced">What is saved with these need not reach the disk; null where there is none.</param>
    /// <param name="durable">What is saved with these has reached the disk; null where those for reading are such.</param>
    public Candidate(
        string name,
        int entries,
        DbContextOptions<EntryContext> options,
        DbContextOptions<EntryContext>? unsynced = null,
        DbContextOptions<EntryContext>? durable = null)
    {
        Name = name;
        Options = options;
        _entries = entries;
        _pool = new(options);
        _unsynced = unsynced is null ? _pool : new(unsynced);
        _durable = durable is null ? _pool : new(durable);
    }

    public string Name { get; }

    public DbContextOptions<EntryContext> Options { get; }

    public void Load()
    {
        foreach (var pool in new[] { _unsynced, _durable })
        {
            using var db = pool.CreateDbContext();
            db.Database.EnsureCreated();
        }

        for (var n = 0; n < _entries; n += LoadBatch)
        {
            using var db = _unsynced.CreateDbContext();
            db.AddRange(Enumerable.Range(n, Math.Min(LoadBatch, _entries - n)).Select(Entries.Entry));
            db.SaveChanges();
        }
    }

    public EntryContext Pooled() => _pool.CreateDbContext();

    public void KeyCompiled(Random random)
    {
        using var db = Pooled();
        var n = random.Next(_entries);
        Require(_byKey(db, Entries.CustomerOf(n), n % Entries.PerCustomer) is not null);
    }

    public void Find(Random random)
    {
        using var db = Pooled();
        var n = random.Next(_entries);
        Require(db.Entries.Find(Entries.CustomerOf(n), n % Entries.PerCustomer) is not null);
    }

    public void KeyNew(Random random)
    {
        using var db = new EntryContext(Options);
        var n = random.Next(_entries);
        var (customer, number) = (Entries.CustomerOf(n), n % Entries.PerCustomer);
        Require(db.Entries.AsNoTracking().FirstOrDefault(e => e.Customer == customer && e.Number == number) is not null);
    }

    public void RangeCompiled(Random random)
    {
        using var db = Pooled();
        var (customer, from) = RangeOf(random);
        RequireRange(_range(db, customer, from, from + FloorProvider.RowsOfRange - 1));
    }

    public void RangeCompiledTracked(Random random)
    {
        using var db = Pooled();
        var (customer, from) = RangeOf(random);
        RequireRange(_trackedRange(db, customer, from, from + FloorProvider.RowsOfRange - 1));
    }

    public void RangeCompiledProjected(Random random)
    {
        using var db = Pooled();
        var (customer, from) = RangeOf(random);
        RequireRange(_lines(db, customer, from, from + FloorProvider.RowsOfRange - 1));
    }

    public void RangeNew(Random random)
    {
        using var db = new EntryContext(Options);
        var (customer, from) = RangeOf(random);
        var to = from + FloorProvider.RowsOfRange - 1;
        RequireRange(db.Entries.AsNoTracking().Where(e => e.Customer == customer && e.Number >= from && e.Number <= to));
    }

    public void RangeNewTracked(Random random)
    {
        using var db = new EntryContext(Options);
        var (customer, from) = RangeOf(random);
        var to = from + FloorProvider.RowsOfRange - 1;
        RequireRange(db.Entries.Where(e => e.Customer == customer && e.Number >= from && e.Number <= to));
    }

    public void RangeNewProjected(Random random)
    {
        using var db = new EntryContext(Options);
        var (customer, from) = RangeOf(random);
        var to = from + FloorProvider.RowsOfRange - 1;
        RequireRange(db.Entries.Where(e => e.Customer == customer && e.Number >= from && e.Number <= to).Select(e => new Line(e.Number, e.Title, e.Amount)));
    }

    public void Insert(int count)
    {
        using var db = _durable.CreateDbContext();
        Insert(db, count);
    }

    public void InsertUnsynced(int count)
    {
        using var db = _unsynced.CreateDbContext();
        Insert(db, count);
    }

    public void Stream()
    {
        using var db = Pooled();
        RequireAll(db.Entries.AsNoTracking());
    }

    public void StreamTracked()
    {
        using var db = Pooled();
        RequireAll(db.Entries);
    }

    private (string Customer, int From) RangeOf(Random random)
    {
        var n = random.Next(_entries);
        return (Entries.CustomerOf(n), random.Next(Entries.PerCustomer - FloorProvider.RowsOfRange));
    }

    private void Insert(EntryContext db, int count)
    {
        var first = Interlocked.Add(ref _inserted, count) - count;
        for (var i = 0; i < count; i++)
        {
            db.Add(Entries.Added(first + i));
        }

        Require(db.SaveChanges() == count);
    }

    private static void RequireRange<T>(IEnumerable<T> rows)
    {
        var count = 0;
        foreach (var _ in rows)
        {
            count++;
        }

        Require(count == FloorProvider.RowsOfRange);
    }

    private void RequireAll(IEnumerable<Entry> rows)
    {
        var count = 0;
        foreach (var _ in rows)
        {
            count++;
        }

        Require(count == _entries);
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("The benchmark did not find what it stored.");
        }
    }
}
