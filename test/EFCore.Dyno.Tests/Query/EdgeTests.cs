// Corners: nulls that only show when a query runs, sparse indexes, several types in a table, nesting, clients that must be awaited.

using EFCore.Dyno.Query;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Tests.Query;

public sealed class EdgeTests : IDisposable
{
    private readonly string _name = "edge-" + Guid.NewGuid().ToString("N");

    public EdgeTests()
    {
        using var context = Open();
        context.Database.EnsureCreated();
        context.AddRange(
            new Task1 { Id = "1", Owner = "ann", Due = 3, Parts = [new Part { Name = "a", Size = new Size { W = 2 } }, new Part { Name = "b" }] },
            new Task1 { Id = "2", Owner = "ann" },
            new Task1 { Id = "3" },
            new Note { Id = "1", Text = "n" },
            new Note { Id = "3", Text = "m" });
        context.SaveChanges();
    }

    public void Dispose()
    {
        using var context = Open();
        context.Database.CloseDyno();
    }

    private EdgeContext Open(Action<DbContextOptionsBuilder>? configure = null)
    {
        var builder = new DbContextOptionsBuilder<EdgeContext>().UseDyno(o => o.InMemory(_name));
        configure?.Invoke(builder);
        return new(builder.Options);
    }

    [Fact]
    public void A_sparse_index_never_loses_rows()
    {
        using var context = Open();
        Assert.Equal(["1", "2"], context.Tasks.Where(t => t.Owner == "ann").OrderBy(t => t.Id).Select(t => t.Id));
        Assert.StartsWith("Scan", context.Tasks.Where(t => t.Owner == "ann").ToQueryString(), StringComparison.Ordinal);
        var due = context.Tasks.Where(t => t.Owner == "ann" && t.Due > 0);
        Assert.StartsWith("Query Things.ByOwner", due.ToQueryString(), StringComparison.Ordinal);
        Assert.Equal(["1"], due.Select(t => t.Id));
        Assert.Equal(["3"], context.Tasks.Where(t => t.Owner == null).Select(t => t.Id));
        Assert.Contains("is null are not in it", Assert.Throws<InvalidOperationException>(
            () => context.Tasks.WithIndex("ByOwner").ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_that_only_shows_when_the_query_runs_is_nothing_on_a_key_or_in_a_range()
    {
        using var context = Open();
        string? id = null;
        Assert.Empty(context.Tasks.Where(t => t.Id == id).ToList());
        int? due = null;
        Assert.Empty(context.Tasks.Where(t => t.Owner == "ann" && t.Due > due).ToList());
    }

    [Fact]
    public void A_comparison_of_strings_gives_minus_one_zero_or_one()
    {
        using var context = Open();
        Assert.Equal(["3"], context.Tasks.AllowScan().Where(t => string.Compare(t.Id, "1") == 1 && t.Id.CompareTo("2") == 1).Select(t => t.Id));
        Assert.Equal(["1"], context.Tasks.AllowScan().Where(t => t.Id.CompareTo("3") == -1 && -1 == string.Compare(t.Id, "2")).Select(t => t.Id));
    }

    [Fact]
    public void Types_that_share_a_table_stay_apart()
    {
        using var context = Open();
        Assert.Equal(["1", "3"], context.Notes.AllowScan().OrderBy(n => n.Id).Select(n => n.Id));
        Assert.Equal("n", context.Notes.Find("1")!.Text);
        Assert.Null(context.Notes.Find("2"));
        Assert.Equal(3, context.Tasks.Count());
    }

    [Fact]
    public void Owned_types_nest()
    {
        using var context = Open();
        var task = context.Tasks.Single(t => t.Id == "1");
        Assert.Equal([2, null], task.Parts.Select(p => p.Size?.W));
        Assert.Equal(["1"], context.Tasks.Where(t => t.Parts.Any(p => p.Size!.W == 2)).Select(t => t.Id));
        Assert.False(context.ChangeTracker.HasChanges());
    }

    [Fact]
    public async Task A_client_that_must_be_awaited_is()
    {
        DelayedClient delayed;
        IDynoTables tables;
        using (var inner = Open())
        {
            var source = inner.GetService<IDynoClientSource>();
            delayed = new DelayedClient(source.Client);
            tables = source.Tables;
        }

        await using var context = new EdgeContext(new DbContextOptionsBuilder<EdgeContext>().UseDyno(delayed, tables).Options);
        Assert.Equal(["1", "2"], (await context.Tasks.Where(t => t.Owner == "ann").ToListAsync()).Select(t => t.Id).Order());
        Assert.Equal("1", (await context.Tasks.FindAsync("1"))!.Id);
        Assert.Equal(["1"], await context.Tasks.Where(t => t.Id == "1").Select(t => t.Id).ToListAsync());
        Assert.Equal(QueryMessages.SynchronousNotSupported(), Assert.Throws<InvalidOperationException>(() => context.Tasks.ToList()).Message);
    }

    public sealed class EdgeContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Task1> Tasks => Set<Task1>();

        public DbSet<Note> Notes => Set<Note>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Task1>(task =>
            {
                task.ToDynoTable("Things").HasPartitionKey(t => $"TASK#{t.Id}");
                task.HasGlobalSecondaryIndex("ByOwner", t => t.Owner, t => t.Due);
                task.OwnsMany(t => t.Parts, part => part.OwnsOne(p => p.Size));
            });
            modelBuilder.Entity<Note>().ToDynoTable("Things").HasPartitionKey(n => $"NOTE#{n.Id}");
        }
    }

    public class Task1
    {
        public string Id { get; set; } = "";

        public string? Owner { get; set; }

        public int? Due { get; set; }

        public List<Part> Parts { get; set; } = [];
    }

    public class Part
    {
        public string Name { get; set; } = "";

        public Size? Size { get; set; }
    }

    public class Size
    {
        public int? W { get; set; }
    }

    public class Note
    {
        public string Id { get; set; } = "";

        public string Text { get; set; } = "";
    }
}
