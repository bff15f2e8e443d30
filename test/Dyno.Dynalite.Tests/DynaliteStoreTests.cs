// The provider over dynalite: it has no transactions, so every item is written on its own.
using EFCore.Dyno.Tests.Query;
using EFCore.Dyno.Tests.Remote;

namespace Dyno.Dynalite.Tests;

public sealed class DynaliteStore : RemoteStore
{
    private DynaliteServer? _server;

    protected override bool Transactions => false;

    public override async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
        }
    }

    protected override async Task<Uri> StartServerAsync() => (_server = await DynaliteServer.StartAsync()).Endpoint;
}

public sealed class DynaliteProviderQueryTests(RemoteFixture<DynaliteStore> remote) : RemoteQueryTests(remote), IClassFixture<RemoteFixture<DynaliteStore>>;

public sealed class DynaliteProviderStoreTests(RemoteFixture<DynaliteStore> remote) : RemoteStoreTests(remote), IClassFixture<RemoteFixture<DynaliteStore>>;

public sealed class NoTransactionsTests : IAsyncLifetime
{
    private readonly DynaliteStore _store = new();

    public Task InitializeAsync() => _store.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(true, "(o.Endpoint(uri, transactions: false))")]
    [InlineData(false, "the server of this context has no transactions")]
    public async Task Who_saves_several_items_is_told_the_way_out(bool transactions, string message)
    {
        await using var context = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseDyno(o => o.Endpoint(_store.Endpoint, transactions: transactions)).Options);
        await context.Database.EnsureCreatedAsync();
        context.AddRange(RemoteFixture.NewOrder("A", 1), RemoteFixture.NewOrder("A", 2));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => context.SaveChangesAsync());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("AutoTransactionBehavior.Never", error.Message, StringComparison.Ordinal);
        Assert.Empty(await context.Orders.AllowScan().ToListAsync());

        context.Database.AutoTransactionBehavior = transactions ? AutoTransactionBehavior.WhenNeeded : AutoTransactionBehavior.Never;
        context.Entry(context.Orders.Local.First(o => o.Number == 2)).State = transactions ? EntityState.Detached : EntityState.Added;
        Assert.Equal(transactions ? 1 : 2, await context.SaveChangesAsync());
    }
}
