// One context, three lines to choose its database by: what it does does not change, only where.
using Amazon.Runtime;
using EFCore.Dyno.Aws;

namespace EFCore.Dyno.Tests.Remote;

public sealed class OneLineTests : IAsyncLifetime
{
    private readonly ServedStore _server = new();

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("embedded")]
    [InlineData("endpoint")]
    [InlineData("client")]
    public async Task A_context_moves_by_one_line(string where)
    {
        Action<DbContextOptionsBuilder> line = where switch
        {
            "embedded" => options => options.UseDyno(o => o.InMemory("one-line")),
            "endpoint" => options => options.UseDyno(o => o.Endpoint(_server.Endpoint.ToString())),
            _ => options => options.UseDyno(o => o.Aws(_server.Sdk)),
        };

        await using (var first = new Shop(line))
        {
            Assert.True(await first.Database.EnsureCreatedAsync());
            first.AddRange(
                new Sale { CustomerId = "ada", OrderId = "2026-01-01", Total = 42.50m },
                new Sale { CustomerId = "ada", OrderId = "2026-02-01", Total = 7m },
                new Sale { CustomerId = "bob", OrderId = "2026-01-15", Total = 1m });
            Assert.Equal(3, await first.SaveChangesAsync());
            Assert.Equal(where == "embedded", first.Database.GetDynoClient().Capabilities.CompletesSynchronously);
        }

        await using var second = new Shop(line);
        var sales = await second.Sales.Where(o => o.CustomerId == "ada").OrderByDescending(o => o.OrderId).Take(10).ToListAsync();
        Assert.Equal([7m, 42.50m], sales.Select(o => o.Total));
        sales[0].Total = 8;
        Assert.Equal(1, await second.SaveChangesAsync());
        Assert.Equal(8m, (await second.Sales.AsNoTracking().SingleAsync(o => o.CustomerId == "ada" && o.OrderId == "2026-02-01")).Total);
        Assert.True(await second.Database.EnsureDeletedAsync());
    }

    [Fact]
    public async Task Contexts_with_the_same_line_share_a_client()
    {
        await using var one = new Shop(o => o.UseDyno(d => d.Endpoint(_server.Endpoint)));
        await using var two = new Shop(o => o.UseDyno(d => d.Endpoint(_server.Endpoint)));
        await using var other = new Shop(o => o.UseDyno(d => d.Endpoint(_server.Endpoint, region: "eu-west-1")));
        Assert.Same(one.Database.GetDynoClient(), two.Database.GetDynoClient());
        Assert.NotSame(one.Database.GetDynoClient(), other.Database.GetDynoClient());
        await using var given = new Shop(o => o.UseDyno(d => d.Aws(_server.Sdk)));
        await using var again = new Shop(o => o.UseDyno(d => d.Aws(_server.Sdk)));
        Assert.Same(given.Database.GetDynoClient(), again.Database.GetDynoClient());
    }

    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("tables")]
    [InlineData("file:///tables")]
    public void What_is_no_endpoint_is_refused_with_an_example(string endpoint)
    {
        using var context = new Shop(o => o.UseDyno(d => d.Endpoint(endpoint)));
        var error = Assert.Throws<ArgumentException>(() => context.Database.EnsureCreated());
        Assert.Contains(endpoint, error.Message, StringComparison.Ordinal);
        Assert.Contains("http://localhost:8000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_profiles_and_credentials_reach_the_SDK()
    {
        using var regional = new AwsClientSettings { Region = "eu-central-1", Profile = "work", Credentials = new AnonymousAWSCredentials() }.CreateClient();
        Assert.Equal("eu-central-1", regional.Config.RegionEndpoint.SystemName);
        Assert.Equal("work", regional.Config.Profile.Name);
        Assert.Null(regional.Config.ServiceURL);

        using var local = new AwsClientSettings { Endpoint = new Uri("http://127.0.0.1:8000"), Region = "eu-west-1" }.CreateClient();
        Assert.Equal("http://127.0.0.1:8000/", local.Config.ServiceURL);
        Assert.Equal("eu-west-1", local.Config.AuthenticationRegion);
        Assert.Equal("us-east-1", new AwsClientSettings { Endpoint = new Uri("http://127.0.0.1:8000") }.CreateClient().Config.AuthenticationRegion);
    }

    private sealed class Sale
    {
        public string CustomerId { get; set; } = "";

        public string OrderId { get; set; } = "";

        public decimal Total { get; set; }
    }

    private sealed class Shop(Action<DbContextOptionsBuilder> line) : DbContext
    {
        public DbSet<Sale> Sales => Set<Sale>();

        protected override void OnConfiguring(DbContextOptionsBuilder options) => line(options);

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Sale>().HasKey(o => new { o.CustomerId, o.OrderId });
    }
}
