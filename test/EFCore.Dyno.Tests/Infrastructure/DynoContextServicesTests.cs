// A new context's model: the one that is in the cache, under the key that the application's factory makes; the application's own, where it brings one; and what EF says of a
// model that asks for itself.

using EFCore.Dyno.Extensions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace EFCore.Dyno.Tests.Infrastructure;

public sealed class DynoContextServicesTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Contexts_of_one_configuration_share_a_model_and_others_have_theirs()
    {
        Action<ModelBuilder> one = b => b.Entity<First>();
        Action<ModelBuilder> other = b => b.Entity<Second>();

        // A cache of their own: the models of other tests do not displace these.
        using var services = new ServiceCollection().AddSingleton<IModelCacheKeyFactory, PerDelegateModel>().AddEntityFrameworkDyno().BuildServiceProvider();
        var options = new DbContextOptionsBuilder().UseInternalServiceProvider(services).UseDyno(o => o.InMemory(nameof(DynoContextServicesTests))).Options;
        IModel Of(Action<ModelBuilder> model)
        {
            using var context = new ModelContext(options, model);
            return context.Model;
        }

        var model = Of(one);
        Assert.Same(model, Of(one));
        Assert.NotNull(Of(other).FindEntityType(typeof(Second)));
        Assert.Null(Of(other).FindEntityType(typeof(First)));
        Assert.Same(model, Of(one));
    }

    [Fact]
    public void A_model_of_the_application_is_used_though_another_is_known()
    {
        Action<ModelBuilder> configure = b => b.Entity<First>();
        using var known = _database.Context(configure);
        Assert.NotNull(known.Model.FindEntityType(typeof(First)));

        using var other = _database.Context(b => b.Entity<Second>());
        using var own = _database.Context(configure, o => o.UseModel(other.Model));
        Assert.Same(other.Model, own.Model);
    }

    [Fact]
    public void A_model_that_asks_for_itself_is_refused()
    {
        using var context = new AskingContext(_database.Options<AskingContext>());
        Assert.Throws<InvalidOperationException>(() => context.Model);
    }

    private sealed class First
    {
        public string Id { get; set; } = "";
    }

    private sealed class Second
    {
        public string Id { get; set; } = "";
    }

    private sealed class AskingContext(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => _ = Model;
    }
}
