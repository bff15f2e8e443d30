// How contexts find their database: by path, shared in the process, pooled, closed, and with a client that cannot answer synchronously.

using EFCore.Dyno.Extensions;
using Microsoft.Extensions.DependencyInjection;

namespace EFCore.Dyno.Tests.Infrastructure;

public sealed class UseDynoTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), "dyno-" + Guid.NewGuid().ToString("N"));

    [Fact]
    public void Contexts_with_one_path_share_the_database_and_it_survives_closing()
    {
        using (var one = new NotesContext(Options()))
        using (var two = new NotesContext(Options()))
        {
            Assert.True(one.Database.IsDyno());
            one.Database.EnsureCreated();
            one.Add(new Note { Id = "a", Text = "kept" });
            one.SaveChanges();
            Assert.Same(one.Database.GetDynoClient(), two.Database.GetDynoClient());
            Assert.Equal("kept", two.Notes.Find("a")!.Text);
            Assert.True(one.Database.CloseDyno());
            Assert.False(one.Database.CloseDyno());
        }

        using var later = new NotesContext(Options());
        Assert.Equal("kept", later.Notes.Find("a")!.Text);
    }

    [Fact]
    public async Task Pooled_contexts_forget_what_they_tracked()
    {
        await using var services = new ServiceCollection()
            .AddDbContextPool<NotesContext>(o => o.UseDyno(_path), poolSize: 1)
            .BuildServiceProvider();
        NotesContext first;
        using (var scope = services.CreateScope())
        {
            first = scope.ServiceProvider.GetRequiredService<NotesContext>();
            await first.Database.EnsureCreatedAsync();
            first.Add(new Note { Id = "p" });
            await first.SaveChangesAsync();
        }

        using (var scope = services.CreateScope())
        {
            var second = scope.ServiceProvider.GetRequiredService<NotesContext>();
            Assert.Same(first, second);
            Assert.Empty(second.ChangeTracker.Entries());
            Assert.NotNull(await second.Notes.FindAsync("p"));
        }
    }

    [Fact]
    public void A_service_provider_of_ones_own_closes_its_database_when_disposed()
    {
        for (var time = 0; time < 2; time++)
        {
            using var services = new ServiceCollection().AddEntityFrameworkDyno().BuildServiceProvider();
            using var context = new NotesContext(new DbContextOptionsBuilder<NotesContext>().UseDyno(_path).UseInternalServiceProvider(services).Options);
            Assert.Equal(time == 0, context.Database.EnsureCreated());
            services.Dispose();
            using var reopened = global::Dyno.Engine.DynoEngine.Open(_path);
            Assert.NotNull(reopened);
        }
    }

    [Fact]
    public void Without_a_database_the_message_says_what_to_give()
    {
        using var context = new NotesContext(new DbContextOptionsBuilder<NotesContext>().UseDyno(_ => { }).Options);
        Assert.Contains("UseDyno(\"shop.dyno\")", Assert.Throws<InvalidOperationException>(() => context.Database.EnsureCreated()).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        using (var context = new NotesContext(Options()))
        {
            context.Database.CloseDyno();
        }

        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }

    private DbContextOptions<NotesContext> Options() => new DbContextOptionsBuilder<NotesContext>().UseDyno(_path).Options;

    public sealed class Note
    {
        public string Id { get; set; } = "";

        public string? Text { get; set; }
    }

    public sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
    {
        public DbSet<Note> Notes => Set<Note>();
    }
}
