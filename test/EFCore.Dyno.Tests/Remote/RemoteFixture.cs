// The orders of two customers, on a server and in an embedded engine, for a class of tests.
using EFCore.Dyno.Tests.Query;

namespace EFCore.Dyno.Tests.Remote;

public abstract class RemoteFixture : IAsyncLifetime
{
    private readonly string _reference = "reference-" + Guid.NewGuid().ToString("N");
    private readonly RemoteStore _store;

    protected RemoteFixture(RemoteStore store) => _store = store;

    public async Task InitializeAsync()
    {
        await _store.StartAsync();
        foreach (var context in (ShopContext[])[Open(), OpenReference()])
        {
            Assert.True(await context.Database.EnsureCreatedAsync());
            for (var number = 1; number <= 30; number++)
            {
                context.Add(NewOrder("A", number));
                context.Add(NewOrder("B", number));
            }

            context.AddRange(
                new Person { Region = "EU", Name = "Ada", Age = 36 },
                new Company { Region = "EU", Name = "Acme", Vat = "X1" });
            Assert.Equal(62, await context.SaveChangesAsync());
            await context.DisposeAsync();
        }
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await using var context = OpenReference();
        context.Database.CloseDyno();
    }

    /// <summary>A server of its own, empty.</summary>
    public abstract Task<RemoteStore> StartAnotherAsync();

    public ShopContext Open(Action<string>? log = null) => _store.Open(log);

    /// <summary>The same orders without a wire: what the server should answer.</summary>
    public ShopContext OpenReference() => new(new DbContextOptionsBuilder<ShopContext>().UseDyno(o => o.InMemory(_reference)).Options);

    public static Order NewOrder(string customer, int number) => new()
    {
        CustomerId = customer,
        Number = number,
        State = (OrderState)(number % 3),
        Note = number % 4 == 0 ? null : "note " + number,
        City = number % 2 == 0 ? "Rome" : "Oslo",
        Total = number / 4m,
        Discount = number % 5 == 0 ? null : number,
        IsGift = number % 7 == 0,
        PlacedAt = new DateTime(2026, 1, number, 0, 0, 0, DateTimeKind.Utc),
        Tags = number % 3 == 0 ? [] : ["t" + (number % 3), "all"],
        ShipTo = number % 6 == 0 ? null : new Address { Street = "S" + number, Zip = number % 2 == 0 ? null : "Z" },
        Lines = [new Line { Sku = "K" + number, Quantity = number }],
        Paid = new Money { Amount = number },
    };
}

public sealed class RemoteFixture<TStore>() : RemoteFixture(new TStore())
    where TStore : RemoteStore, new()
{
    public override async Task<RemoteStore> StartAnotherAsync()
    {
        var store = new TStore();
        await store.StartAsync();
        return store;
    }
}
