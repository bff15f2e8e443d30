// The loggers of a context whose application logs nothing speak as soon as somebody listens, those that were there before too; the application's own factory is used where there
// is one.

using EFCore.Dyno.Extensions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Tests.Diagnostics;

public sealed class QuietLoggerFactoryTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Who_listens_later_hears_what_comes_then()
    {
        using var context = _database.Context(Model);
        context.Database.EnsureCreated();
        context.Add(new Thing { Id = "a" });
        context.SaveChanges();

        var heard = new Listener();
        context.GetService<ILoggerFactory>().AddProvider(heard);
        Assert.Empty(heard.Messages);
        context.Add(new Thing { Id = "b" });
        context.SaveChanges();
        Assert.Contains(heard.Messages, m => m.StartsWith("Microsoft.EntityFrameworkCore.Update:", StringComparison.Ordinal));
        Assert.Contains(heard.Messages, m => m.StartsWith("Microsoft.EntityFrameworkCore.Database.Command:", StringComparison.Ordinal));

        // Another context has a factory of its own, as with EF's.
        var before = heard.Messages.Count;
        using var other = _database.Context(Model);
        other.Add(new Thing { Id = "c" });
        other.SaveChanges();
        Assert.Equal(before, heard.Messages.Count);
    }

    [Fact]
    public void A_listener_goes_with_its_context()
    {
        var heard = new Listener();
        using (var context = _database.Context(Model))
        {
            context.GetService<ILoggerFactory>().AddProvider(heard);
        }

        Assert.True(heard.IsDisposed);
    }

    [Fact]
    public void The_applications_factory_is_used()
    {
        var heard = new Listener();
        var services = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(heard))
            .AddDbContext<ThingContext>(o => o.UseDyno(d => d.InMemory("quiet-" + Guid.NewGuid().ToString("N"))));
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<ThingContext>();
        context.Database.EnsureCreated();
        context.Add(new Thing { Id = "a" });
        context.SaveChanges();
        Assert.Contains(heard.Messages, m => m.StartsWith("Microsoft.EntityFrameworkCore.Update:", StringComparison.Ordinal));
        context.Database.CloseDyno();
    }

    // EF's proxies ask for loggers before a context has said what its options are.
    [Fact]
    public void Loggers_are_there_before_a_context()
    {
        using var provider = new ServiceCollection().AddEntityFrameworkDyno().BuildServiceProvider();
        using var scope = provider.CreateScope();
        var logger = scope.ServiceProvider.GetRequiredService<IDiagnosticsLogger<DbLoggerCategory.Update>>();
        Assert.False(logger.Logger.IsEnabled(LogLevel.Critical));
        Assert.NotNull(logger.Interceptors);
    }

    private static void Model(ModelBuilder builder) => builder.Entity<Thing>();

    private sealed class Thing
    {
        public string Id { get; set; } = "";
    }

    private sealed class ThingContext(DbContextOptions<ThingContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => Model(modelBuilder);
    }

    private sealed class Listener : ILoggerProvider
    {
        public List<string> Messages { get; } = [];

        public bool IsDisposed { get; private set; }

        public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

        public void Dispose() => IsDisposed = true;

        private sealed class Ear(Listener listener, string category) : ILogger
        {
            public bool IsEnabled(LogLevel logLevel) => true;

            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                listener.Messages.Add($"{category}: {formatter(state, exception)}");
        }
    }
}
