// Indexes that have not everything: they are read where what they lack is only asked for by a key that holds it.

namespace EFCore.Dyno.Tests.Query;

public sealed class ProjectedIndexTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private sealed class Ticket
    {
        public string Id { get; set; } = "";

        public string Queue { get; set; } = "";

        public string Code { get; set; } = "";

        public string Title { get; set; } = "";
    }

    public ProjectedIndexTests()
    {
        using var context = Context();
        context.Database.EnsureCreated();
        for (var i = 0; i < 40; i++)
        {
            context.Add(new Ticket { Id = "T" + i, Queue = "Q" + (i % 3), Code = $"C{i * 7 % 40:D2}", Title = "Title " + (i % 5) });
        }

        context.SaveChanges();
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Keys_answer_what_the_index_has_not_copied()
    {
        using var context = Context();
        Check("Query Tickets.ByQueue", context, t => t.Where(x => x.Queue == "Q1").Select(x => x.Id));
        Check("Query Tickets.ByQueue", context, t => t.Where(x => x.Queue == "Q1" && x.Code == "C07").Select(x => x.Id));
        Check("Query Tickets.ByQueue", context, t => t.Where(x => x.Queue == "Q1").OrderByDescending(x => x.Code).Select(x => x.Id), ordered: true);
        Assert.Equal(13, context.Set<Ticket>().Count(x => x.Queue == "Q1"));
    }

    [Fact]
    public void What_is_read_or_filtered_beside_the_keys_must_be_there()
    {
        using var context = Context();
        Check("Scan Tickets", context, t => t.Where(x => x.Queue == "Q1").Select(x => x.Queue + x.Id));
        Check("Scan Tickets", context, t => t.Where(x => x.Queue == "Q1" && x.Title == "Title 1").Select(x => x.Id));
        Check("Scan Tickets", context, t => t.Where(x => x.Queue == "Q1").OrderBy(x => x.Title).ThenBy(x => x.Id).Select(x => x.Id), ordered: true);

        // A condition that the key does not answer in full.
        Check("Scan Tickets", context, t => t.Where(x => x.Queue == "Q1" && x.Code.EndsWith("2")).Select(x => x.Id));
    }

    private static void Check(string plan, ModelContext context, Func<IQueryable<Ticket>, IQueryable<string>> query, bool ordered = false)
    {
        var expected = query(context.Set<Ticket>().AllowScan().ToList().AsQueryable()).ToList();
        var tested = query(context.Set<Ticket>().AllowScan());
        Assert.StartsWith(plan, tested.ToQueryString(), StringComparison.Ordinal);
        Assert.NotEmpty(expected);
        var actual = tested.ToList();
        if (!ordered)
        {
            expected.Sort(StringComparer.Ordinal);
            actual.Sort(StringComparer.Ordinal);
        }

        Assert.Equal(expected, actual);
    }

    private ModelContext Context() => _database.Context(b => b.Entity<Ticket>(e =>
    {
        e.ToDynoTable("Tickets");
        e.HasGlobalSecondaryIndex("ByQueue", t => $"QUEUE#{t.Queue}", t => $"CODE#{t.Code}").ProjectsKeysOnly();
    }));
}
