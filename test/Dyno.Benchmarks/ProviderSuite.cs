// The provider against the engine call below it, and against EF Core's in-memory provider.

using Dyno.Engine;
using Dyno.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dyno.Benchmarks;

internal sealed class Person
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string City { get; set; }

    public int Age { get; set; }

    public decimal Balance { get; set; }

    public DateTime Since { get; set; }
}

internal sealed class PeopleContext(DbContextOptions<PeopleContext> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();
}

internal sealed class ProviderSuite : IDisposable
{
    // Few enough for the in-memory provider, which walks its table for every Find.
    private const int People = 10_000;

    private readonly DynoEngine _engine;
    private readonly DbContextOptions<PeopleContext> _dyno;
    private readonly DbContextOptions<PeopleContext> _inMemory;
    private readonly PeopleContext _dynoReader;
    private readonly PeopleContext _inMemoryReader;

    // A compiled query belongs to the model it first ran on, and each provider has its own.
    private readonly Func<PeopleContext, string, Person?> _dynoById = CompileById();
    private readonly Func<PeopleContext, string, Person?> _inMemoryById = CompileById();
    private readonly Random _random = new(1);
    private int _next = People;

    public ProviderSuite(string directory)
    {
        _engine = DynoEngine.Open(
            Path.Combine(directory, "people"), new DynoEngineOptions { Durability = Durability.LosesLastWritesOnPowerLoss });
        _dyno = new DbContextOptionsBuilder<PeopleContext>().UseDyno(_engine, _engine).Options;
        _inMemory = new DbContextOptionsBuilder<PeopleContext>().UseInMemoryDatabase("people").Options;
        _dynoReader = new PeopleContext(_dyno);
        _inMemoryReader = new PeopleContext(_inMemory);
    }

    public void Dispose()
    {
        _dynoReader.Dispose();
        _inMemoryReader.Dispose();
        _engine.Dispose();
    }

    public void Load()
    {
        foreach (var options in new[] { _dyno, _inMemory })
        {
            using var db = new PeopleContext(options);
            db.Database.EnsureCreated();
            for (var i = 0; i < People; i += 100)
            {
                db.AddRange(Enumerable.Range(i, 100).Select(Make));
                db.SaveChanges();
                db.ChangeTracker.Clear();
            }
        }
    }

    public IEnumerable<(string Name, string Limit, Side Subject, Side LimitSide)> Run()
    {
        yield return Compare("EF find by key, compiled, untracked", "engine GetItem", () => Find(_dynoReader, _dynoById), GetItem);
        yield return Compare("EF find by key, compiled, untracked", "EF in-memory", () => Find(_dynoReader, _dynoById), () => Find(_inMemoryReader, _inMemoryById));
        yield return Compare("EF SaveChanges of 1", "engine PutItem", () => Save(_dyno, 1), PutItem);
        yield return Compare("EF SaveChanges of 1", "EF in-memory", () => Save(_dyno, 1), () => Save(_inMemory, 1));
        yield return Compare("EF SaveChanges of 100", "engine TransactWriteItems of 100", () => Save(_dyno, 100), Transact);
        yield return Compare("EF SaveChanges of 100", "EF in-memory", () => Save(_dyno, 100), () => Save(_inMemory, 100));
    }

    private static (string, string, Side, Side) Compare(string name, string limit, Action subject, Action other)
    {
        var (one, two) = Measure.Compare(subject, other);
        return (name, limit, one, two);
    }

    private static Func<PeopleContext, string, Person?> CompileById() =>
        EF.CompileQuery((PeopleContext db, string id) => db.People.AsNoTracking().FirstOrDefault(p => p.Id == id));

    private void Find(PeopleContext db, Func<PeopleContext, string, Person?> byId)
    {
        var id = Id(_random.Next(People));
        if (byId(db, id)?.Id != id)
        {
            throw new InvalidOperationException("The benchmark did not find what it stored.");
        }
    }

    private void GetItem() => _engine.GetItemAsync(new GetItemRequest { TableName = "People", Key = Item.Of(("Id", Id(_random.Next(People)))) })
        .GetAwaiter().GetResult();

    private void Save(DbContextOptions<PeopleContext> options, int count)
    {
        using var db = new PeopleContext(options);
        for (var i = 0; i < count; i++)
        {
            db.Add(Make(_next++));
        }

        db.SaveChanges();
    }

    private void PutItem()
    {
        using var blocking = SynchronousCall.Enter();
        _engine.PutItemAsync(new PutItemRequest { TableName = "People", Item = Encode(_next++) }).GetAwaiter().GetResult();
    }

    private void Transact()
    {
        using var blocking = SynchronousCall.Enter();
        var puts = new TransactWriteItem[100];
        for (var i = 0; i < puts.Length; i++)
        {
            puts[i] = new TransactPut { TableName = "People", Item = Encode(_next++) };
        }

        _engine.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = puts }).GetAwaiter().GetResult();
    }

    private static string Id(int n) => $"person-{n:D9}";

    private static Person Make(int n) => new()
    {
        Id = Id(n),
        Name = $"Name {n}",
        City = "Lisbon",
        Age = n % 90,
        Balance = n * 1.25m,
        Since = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(n),
    };

    // What the provider stores for the same person.
    private static Item Encode(int n)
    {
        var person = Make(n);
        var writer = ItemWriter.Rent();
        writer.WriteInt64("Age"u8, person.Age);
        writer.WriteDecimal("Balance"u8, person.Balance);
        writer.WriteString("City"u8, person.City);
        writer.WriteString("Id"u8, person.Id);
        writer.WriteString("Name"u8, person.Name);
        writer.WriteString("Since"u8, person.Since.ToString("O"));
        var item = writer.ToItem();
        ItemWriter.Return(writer);
        return item;
    }
}
