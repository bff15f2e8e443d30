// What it costs to keep a transaction open: reading one thing and writing one within it, against the same without, through EF and on the engine.

using Dyno.Engine;
using Dyno.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dyno.Benchmarks;

internal sealed class TransactionSuite : IDisposable
{
    private const int People = 10_000;

    private readonly DynoEngine _engine;
    private readonly DbContextOptions<PeopleContext> _options;
    private readonly Random _random = new(1);
    private int _age;

    public TransactionSuite(string directory)
    {
        _engine = DynoEngine.Open(
            Path.Combine(directory, "transactions"), new DynoEngineOptions { Durability = Durability.LosesLastWritesOnPowerLoss });
        _options = new DbContextOptionsBuilder<PeopleContext>().UseDyno(_engine, _engine).Options;
    }

    public void Dispose() => _engine.Dispose();

    private void Load()
    {
        using var db = new PeopleContext(_options);
        db.Database.EnsureCreated();
        for (var i = 0; i < People; i += 100)
        {
            db.AddRange(Enumerable.Range(i, 100).Select(n => new Person { Id = Id(n), Name = $"Name {n}", City = "Lisbon" }));
            db.SaveChanges();
            db.ChangeTracker.Clear();
        }
    }

    public IEnumerable<(string Name, string Limit, Side Subject, Side LimitSide)> Run()
    {
        Load();
        yield return Compare("engine transaction: get 1, put 1, commit", "GetItem and PutItem", Transact, GetAndPut);
        yield return Compare("engine transaction: begin, roll back", "GetItem", BeginAndRollBack, Get);
        yield return Compare("EF transaction: find 1, SaveChanges of 1, commit", "Find and SaveChanges", () => Change(inTransaction: true), () => Change(inTransaction: false));
    }

    private static (string, string, Side, Side) Compare(string name, string limit, Action subject, Action other)
    {
        var (one, two) = Measure.Compare(subject, other);
        return (name, limit, one, two);
    }

    private static string Id(int n) => $"person-{n:D9}";

    private void Transact()
    {
        using var blocking = SynchronousCall.Enter();
        using var transaction = _engine.BeginTransactionAsync().GetAwaiter().GetResult();
        GetAndPut(transaction);
        transaction.CommitAsync().GetAwaiter().GetResult();
    }

    private void GetAndPut()
    {
        using var blocking = SynchronousCall.Enter();
        GetAndPut(_engine);
    }

    private void GetAndPut(IDynoClient client)
    {
        var id = Id(_random.Next(People));
        client.GetItemAsync(new GetItemRequest { TableName = "People", Key = Item.Of(("Id", id)) }).GetAwaiter().GetResult();
        client.PutItemAsync(new PutItemRequest { TableName = "People", Item = Item.Of(("Id", id), ("Name", "Name"), ("City", "Lisbon"), ("Age", _age++)) })
            .GetAwaiter().GetResult();
    }

    private void BeginAndRollBack()
    {
        using var transaction = _engine.BeginTransactionAsync().GetAwaiter().GetResult();
        transaction.RollbackAsync().GetAwaiter().GetResult();
    }

    private void Get() =>
        _engine.GetItemAsync(new GetItemRequest { TableName = "People", Key = Item.Of(("Id", Id(_random.Next(People)))) }).GetAwaiter().GetResult();

    private void Change(bool inTransaction)
    {
        using var db = new PeopleContext(_options);
        using var transaction = inTransaction ? db.Database.BeginTransaction() : null;
        db.People.Find(Id(_random.Next(People)))!.Age = _age++;
        db.SaveChanges();
        transaction?.Commit();
    }
}
