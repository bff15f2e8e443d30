// A server with the orders of two customers in it, for a class of tests.
using EFCore.Dyno.Tests.Query;

namespace EFCore.Dyno.Tests.Remote;

public sealed class RemoteFixture : IAsyncLifetime
{
    private readonly RemoteServer _server = new();

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        await using var context = Open();
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
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public ShopContext Open(Action<string>? log = null) => _server.Open(log);

    public ShopContext OpenEngine() => _server.OpenEngine();

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
