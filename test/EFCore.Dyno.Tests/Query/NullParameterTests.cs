// Parameters that are null in one execution and not in the next, compared with the keys of indexes that lack the rows without them: each execution finds what LINQ finds
// over the same objects, by the index where it can.

using System.Runtime.CompilerServices;
using EFCore.Dyno.Diagnostics;
using Xunit.Abstractions;

namespace EFCore.Dyno.Tests.Query;

public sealed class NullParameterTests : IDisposable
{
    private readonly string _name = "nulls-" + Guid.NewGuid().ToString("N");
    private readonly List<Ticket> _tickets = [];
    private readonly Random _random;

    public NullParameterTests(ITestOutputHelper output)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        _random = new(seed);
        for (var i = 0; i < 80; i++)
        {
            _tickets.Add(new() { Id = i, Owner = Owner(), Project = _random.Next(3) == 0 ? null : $"p{_random.Next(3)}", Rank = _random.Next(3) == 0 ? null : _random.Next(4) });
        }

        using var context = Open();
        context.Database.EnsureCreated();
        context.AddRange(_tickets);
        context.SaveChanges();
    }

    public void Dispose()
    {
        using var context = Open();
        context.Database.CloseDyno();
    }

    private string? Owner() => _random.Next(4) == 0 ? null : $"o{_random.Next(3)}";

    private TicketContext Open(Action<DbContextOptionsBuilder>? configure = null)
    {
        var builder = new DbContextOptionsBuilder<TicketContext>().UseDyno(o => o.InMemory(_name));
        configure?.Invoke(builder);
        return new(builder.Options);
    }

    private void Same(string path, Func<IQueryable<Ticket>, IQueryable<int>> query)
    {
        using var context = Open();
        var mine = query(context.Tickets);
        Assert.Equal(query(_tickets.AsQueryable()).Order(), mine.AsEnumerable().Order());
        Assert.StartsWith(path, mine.ToQueryString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_may_be_null()
    {
        foreach (var owner in new[] { "o0", null, "o1", null, "o9" })
        {
            Same(owner is null ? "Scan" : "Query Tickets.ByOwner", t => t.Where(x => x.Owner == owner).Select(x => x.Id));
            Same(owner is null ? "Scan" : "Query Tickets.ByOwner", t => t.Where(x => !(x.Owner != owner)).Select(x => x.Id));
            Same("Scan", t => t.Where(x => x.Owner != owner).Select(x => x.Id));
            Same(owner is null ? "Scan" : "Query Tickets.ByOwner", t => t.Where(x => x.Owner == owner || x.Owner == "o2").Select(x => x.Id));
            foreach (int? rank in new int?[] { null, 2 })
            {
                // The rows of the index that has both keys have no null in either.
                Same(
                    (rank, owner) switch { (not null, not null) => "Query Tickets.ByRankAndOwner", (null, not null) => "Query Tickets.ByOwner", _ => "Scan" },
                    t => t.Where(x => x.Rank == rank && x.Owner == owner).Select(x => x.Id));
                Same(owner is null ? "Scan" : "Query Tickets.ByOwner", t => t.Where(x => x.Owner == owner && x.Rank > rank).Select(x => x.Id));
            }
        }
    }

    [Fact]
    public void A_list_that_may_have_null_in_it()
    {
        foreach (var owners in new string?[][] { ["o0", "o1"], ["o0", null], [null], [] })
        {
            Same(owners.Contains(null) ? "Scan" : "Query Tickets.ByOwner", t => t.Where(x => owners.Contains(x.Owner)).Select(x => x.Id));
        }

        Same("Scan", t => t.Where(x => new[] { "o0", null }.Contains(x.Owner)).Select(x => x.Id));
        Same("Query Tickets.ByOwner", t => t.Where(x => new[] { "o0", "o2" }.Contains(x.Owner)).Select(x => x.Id));
        int[] ranks = [1, 2];
        Same("Query Tickets.ByRankAndOwner", t => t.Where(x => x.Rank != null && ranks.Contains(x.Rank.Value) && x.Owner == "o1").Select(x => x.Id));
    }

    [Fact]
    public void A_text_made_of_properties_that_may_be_null()
    {
        foreach (var project in new[] { "p1", null, "p0" })
        {
            Same(project is null ? "Scan" : "Query Tickets.ByProject", t => t.Where(x => x.Project == project).Select(x => x.Id));
            foreach (int? rank in new int?[] { 1, null })
            {
                Same(project is null ? "Scan" : "Query Tickets.ByProject", t => t.Where(x => x.Project == project && x.Rank == rank).Select(x => x.Id));
            }
        }
    }

    // The row around the query may have null, which equals null.
    [Fact]
    public void A_value_of_the_row_around_the_query()
    {
        Same("Scan", t => t.Where(x => t.Count(y => y.Owner == x.Owner) > 10).Select(x => x.Id));
        Same("Scan", t => t.SelectMany(x => t.Where(y => y.Owner == x.Owner).Select(y => y.Id)));
        Same("Scan", t => t.Join(t, x => x.Owner, y => y.Owner, (x, y) => y.Id));
        Same("Scan", t => t.Where(x => t.Count(y => y.Rank == x.Rank && y.Owner == x.Owner) > 3).Select(x => x.Id));
        Plan("Query Tickets.ByOwner", t => t.Where(x => t.Any(y => y.Owner != null && y.Owner == x.Owner && y.Id != x.Id)).Select(x => x.Id));
        Plan("Query Tickets.ByOwner", t => t.Where(x => t.Any(y => x.Owner != null && y.Owner == x.Owner && y.Id != x.Id)).Select(x => x.Id));
        Plan("Query Tickets.ByOwner", t => t.Where(x => t.Any(y => y.Owner == $"o{x.Id}")).Select(x => x.Id));
    }

    private void Plan(string inner, Func<IQueryable<Ticket>, IQueryable<int>> query)
    {
        Same("Scan", query);
        using var context = Open();
        var plan = query(context.Tickets).ToQueryString();
        Assert.True(plan.Contains("subquery: " + inner, StringComparison.Ordinal), plan);
    }

    [Fact]
    public void A_choice_between_values_of_the_program()
    {
        int? few = 1;
        int? none = null;
        Same("Scan", t => t.Where(x => (x.Id < 40 ? few : none).HasValue).Select(x => x.Id));
        Same("Scan", t => t.Where(x => x.Id < 40 && (x.Id < 40 ? few : none)!.Value + x.Id > 7).Select(x => x.Id));
    }

    [Fact]
    public async Task Compiled_queries_and_pages()
    {
        var compiled = EF.CompileQuery((TicketContext c, string? owner) => c.Tickets.Where(x => x.Owner == owner).Select(x => x.Id));
        for (var i = 0; i < 6; i++)
        {
            var owner = Owner();
            await using var context = Open();
            Assert.Equal(_tickets.Where(t => t.Owner == owner).Select(t => t.Id).Order(), compiled(context, owner).Order());
            var found = new List<int>();
            string? cursor = null;
            do
            {
                var page = await context.Tickets.Where(x => x.Owner == owner).Select(x => x.Id).ToPageAsync(7, cursor);
                found.AddRange(page.Items);
                cursor = page.NextCursor;
            }
            while (cursor is not null);

            Assert.Equal(_tickets.Where(t => t.Owner == owner).Select(t => t.Id).Order(), found.Order());
        }
    }

    [Fact]
    public async Task Bulk_writes()
    {
        foreach (var owner in new[] { "o0", null })
        {
            await using var context = Open();
            Assert.Equal(_tickets.Count(t => t.Owner == owner), await context.Tickets.Where(t => t.Owner == owner).ExecuteUpdateAsync(t => t.SetProperty(x => x.Note, "seen")));
            Assert.Equal(_tickets.Count(t => t.Owner == owner), context.Tickets.Where(t => t.Owner == owner).ExecuteDelete());
        }

        await using var left = Open();
        Assert.Equal(_tickets.Where(t => t.Owner is not (null or "o0")).Select(t => t.Id).Order(), left.Tickets.Select(t => t.Id).AsEnumerable().Order());
    }

    [Fact]
    public void The_scan_is_told_when_it_comes_to_that_and_an_index_that_was_asked_for_refuses()
    {
        using var strict = Open(o => o.ConfigureWarnings(w => w.Throw(DynoEventId.ScanWarning)));
        string? owner = "o1";
        var byOwner = strict.Tickets.Where(t => t.Owner == owner).Select(t => t.Id);
        Assert.Equal(_tickets.Count(t => t.Owner == "o1"), byOwner.AsEnumerable().Count());
        owner = null;
        Assert.Contains("Tickets", Assert.Throws<InvalidOperationException>(() => byOwner.ToList()).Message, StringComparison.Ordinal);
        var asked = strict.Tickets.WithIndex("ByOwner").Where(t => t.Owner == owner);
        Assert.Contains("is null are not in it", Assert.Throws<InvalidOperationException>(() => asked.ToList()).Message, StringComparison.Ordinal);
        owner = "o2";
        Assert.Equal(_tickets.Count(t => t.Owner == "o2"), asked.AsEnumerable().Count());
        Assert.Equal(_tickets.Count(t => t.Owner == "o2"), byOwner.AsEnumerable().Count());
    }

    // What EF keeps of a query outlives the context that it was compiled for, and the one for which it was compiled again.
    [Fact]
    public void No_context_is_kept()
    {
        var contexts = Contexts();
        for (var i = 0; i < 10 && contexts.Exists(c => c.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.DoesNotContain(contexts, c => c.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private List<WeakReference> Contexts()
    {
        var contexts = new List<WeakReference>();
        foreach (var owner in new[] { "o0", null, "o1", null })
        {
            using var context = Open();
            Assert.Equal(_tickets.Count(t => t.Owner == owner), context.Tickets.Count(t => t.Owner == owner && t.Id >= 0));
            contexts.Add(new(context));
        }

        return contexts;
    }

    private sealed class TicketContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Ticket> Tickets => Set<Ticket>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Ticket>(ticket =>
        {
            ticket.HasGlobalSecondaryIndex("ByOwner", t => t.Owner);
            ticket.HasGlobalSecondaryIndex("ByRankAndOwner", t => t.Rank, t => t.Owner);
            ticket.HasGlobalSecondaryIndex("ByProject", t => $"PROJECT#{t.Project}");
        });
    }

    private sealed class Ticket
    {
        public int Id { get; set; }

        public string? Owner { get; set; }

        public string? Project { get; set; }

        public int? Rank { get; set; }

        public string? Note { get; set; }
    }
}
