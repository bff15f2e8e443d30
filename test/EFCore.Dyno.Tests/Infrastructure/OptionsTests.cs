// What UseDyno's options are: validated with a message, replaced as a whole, logged, and no reason for another service provider.

using EFCore.Dyno.Infrastructure;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Tests.Infrastructure;

public sealed class OptionsTests
{
    [Fact]
    public void Choosing_another_store_forgets_the_one_before()
    {
        using var engine = global::Dyno.Engine.DynoEngine.Open("options", new() { InMemory = true });
        var builder = new DbContextOptionsBuilder();
        Assert.Equal("InMemory=tests ", Fragment(builder.UseDyno(o => o.InMemory("tests"))));
        Assert.Equal("Path=shop.dyno ", Fragment(builder.UseDyno("shop.dyno")));
        Assert.Equal("Client=DynoEngine ", Fragment(builder.UseDyno(engine, engine)));
        Assert.Equal("InMemory=again ExecutionStrategy ", Fragment(builder.UseDyno(o => o.InMemory("again").EnableRetryOnFailure())));
    }

    [Fact]
    public void Options_of_the_embedded_engine_need_one()
    {
        using var engine = global::Dyno.Engine.DynoEngine.Open("options", new() { InMemory = true });
        var error = Assert.Throws<InvalidOperationException>(() => new DbContextOptionsBuilder().UseDyno(
            o => o.Client(engine, engine).Durability(global::Dyno.Storage.Durability.LosesLastWritesOnPowerLoss)));
        Assert.StartsWith("Durability is an option of the embedded engine", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DbContextOptionsBuilder().UseDyno(o => o.InMemory("x").EnableRetryOnFailure(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DbContextOptionsBuilder().UseDyno(o => o.EnableRetryOnFailure(1, TimeSpan.FromSeconds(-1))));
    }

    [Fact]
    public void Contexts_of_different_databases_share_one_service_provider()
    {
        using var one = new EmptyContext(new DbContextOptionsBuilder().UseDyno(o => o.InMemory("one")).Options);
        using var two = new EmptyContext(new DbContextOptionsBuilder().UseDyno(o => o.InMemory("two").EnableRetryOnFailure()).Options);
        Assert.Same(one.GetService<Microsoft.EntityFrameworkCore.Infrastructure.IModelSource>(), two.GetService<Microsoft.EntityFrameworkCore.Infrastructure.IModelSource>());
        Assert.NotSame(one.GetService<IDbContextOptions>(), two.GetService<IDbContextOptions>());
        Assert.True(two.Database.CreateExecutionStrategy().RetriesOnFailure);
        Assert.False(one.Database.CreateExecutionStrategy().RetriesOnFailure);
    }

    [Fact]
    public void The_context_logs_its_options()
    {
        var log = new List<string>();
        using var context = new EmptyContext(new DbContextOptionsBuilder().UseDyno(o => o.InMemory("logged")).LogTo(log.Add, [CoreEventId.ContextInitialized]).Options);
        _ = context.Model;
        Assert.Contains("InMemory=logged", Assert.Single(log), StringComparison.Ordinal);
    }

    private static string Fragment(DbContextOptionsBuilder builder) => builder.Options.FindExtension<DynoOptionsExtension>()!.Info.LogFragment;

    private sealed class EmptyContext(DbContextOptions options) : DbContext(options);
}
