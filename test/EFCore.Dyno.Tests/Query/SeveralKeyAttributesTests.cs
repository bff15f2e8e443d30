// Global indexes whose keys have several attributes: all of the partition's by equality, the sort key's in their order, the last one by a range.

namespace EFCore.Dyno.Tests.Query;

public sealed class SeveralKeyAttributesTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly List<Match> _matches;

    public SeveralKeyAttributesTests()
    {
        var random = new Random(int.TryParse(Environment.GetEnvironmentVariable("DYNO_SEED"), out var seed) ? seed : 20261121);
        _matches = [.. Enumerable.Range(1, 300).Select(i => new Match
        {
            Id = i,
            Tournament = "T" + random.Next(2),
            Region = new[] { "EU", "US", "AS" }[random.Next(3)],
            Round = random.Next(1, 4),
            Bracket = random.Next(5) == 0 ? null : new[] { "upper", "lower" }[random.Next(2)],
            PlayedAt = new DateTime(2026, 1, 1).AddMinutes(random.Next(100_000)),
        })];
        using var context = Context();
        context.Database.EnsureCreated();
        foreach (var part in _matches.Chunk(90))
        {
            context.AddRange(part);
            context.SaveChanges();
        }
    }

    public void Dispose() => _database.Dispose();

    private sealed class Match
    {
        public int Id { get; set; }

        public string Tournament { get; set; } = "";

        public string Region { get; set; } = "";

        public int Round { get; set; }

        public string? Bracket { get; set; }

        public DateTime PlayedAt { get; set; }
    }

    private static readonly string[] s_regions = ["US", "AS"];

    // What is asked, its key and where it is sorted.
    private static readonly Dictionary<string, (Func<IQueryable<Match>, IQueryable<Match>> Query, string Key)> s_queries = new()
    {
        ["partition"] = (q => q.Where(m => m.Tournament == "T1" && m.Region == "EU"), "Tournament = \"T1\" AND Region = \"EU\""),
        ["first of the sort key"] = (q => q.Where(m => m.Tournament == "T1" && m.Region == "EU" && m.Round == 2), "Tournament = \"T1\" AND Region = \"EU\" AND Round = 2"),
        ["range of the first"] = (q => q.Where(m => m.Region == "EU" && m.Tournament == "T1" && m.Round > 1).OrderBy(m => m.Round).ThenBy(m => m.PlayedAt),
            "Tournament = \"T1\" AND Region = \"EU\" AND Round > 1"),
        ["range of the last"] = (q => q.Where(m => m.Tournament == "T1" && m.Region == "EU" && m.Round == 2 && m.PlayedAt >= new DateTime(2026, 1, 20)).OrderByDescending(m => m.PlayedAt),
            "Tournament = \"T1\" AND Region = \"EU\" AND Round = 2 AND PlayedAt >= "),
        ["in the key's order"] = (q => q.Where(m => m.Tournament == "T0" && m.Region == "US").OrderByDescending(m => m.Round).ThenByDescending(m => m.PlayedAt).Take(9),
            "Tournament = \"T0\" AND Region = \"US\""),
        ["merged"] = (q => q.Where(m => m.Tournament == "T0" && s_regions.Contains(m.Region) && m.Round == 3).OrderBy(m => m.PlayedAt),
            "Tournament = \"T0\" AND Region IN "),
        ["partitions in order"] = (q => q.Where(m => m.Tournament == "T0" && s_regions.Contains(m.Region)).OrderBy(m => m.Region).ThenByDescending(m => m.Round).ThenByDescending(m => m.PlayedAt),
            "Tournament = \"T0\" AND Region IN "),
    };

    public static TheoryData<string> Names => [.. s_queries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_index_answers(string name)
    {
        var (query, key) = s_queries[name];
        using var context = Context();
        var asked = query(context.Set<Match>().AsNoTracking());
        var plan = asked.ToQueryString();
        Assert.StartsWith("Query Match.ByTournament", plan, StringComparison.Ordinal);
        Assert.True(plan.Contains("key: " + key, StringComparison.Ordinal), plan);
        Assert.DoesNotContain("client: sort", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("client: filter", plan, StringComparison.Ordinal);
        var expected = query(_matches.AsQueryable()).Select(m => m.Id).ToList();
        Assert.NotEmpty(expected);
        var found = asked.Select(m => m.Id).ToList();
        var isOrdered = plan.Contains("order:", StringComparison.Ordinal);
        Assert.Equal(isOrdered ? expected : [.. expected.Order()], isOrdered ? found : [.. found.Order()]);

        var paged = new List<int>();
        string? cursor = null;
        do
        {
            var page = await asked.ToPageAsync(4, cursor);
            paged.AddRange(page.Items.Select(m => m.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(found, paged);
    }

    [Fact]
    public void What_the_index_lacks_is_not_asked_of_it()
    {
        using var context = Context();
        Assert.StartsWith("Scan", context.Set<Match>().Where(m => m.Tournament == "T1").ToQueryString(), StringComparison.Ordinal);
        Assert.StartsWith("Scan", context.Set<Match>().Where(m => m.Bracket == "upper" && m.Round == 1).ToQueryString(), StringComparison.Ordinal);

        // Rows without a bracket are not in an index that sorts by it, and a gap in the sort key ends the range.
        Assert.StartsWith("Scan", context.Set<Match>().Where(m => m.PlayedAt == new DateTime(2026, 1, 5) && m.Round == 1).ToQueryString(), StringComparison.Ordinal);
        var upper = context.Set<Match>().Where(m => m.Round == 2 && m.PlayedAt == _matches[0].PlayedAt && m.Bracket == "upper").ToQueryString();
        Assert.StartsWith("Query Match.ByRound", upper, StringComparison.Ordinal);
        Assert.Contains("AND Bracket = \"upper\"", upper, StringComparison.Ordinal);

        var gap = context.Set<Match>().Where(m => m.Tournament == "T1" && m.Region == "EU" && m.PlayedAt > new DateTime(2026, 1, 20));
        Assert.Contains("key: Tournament = \"T1\" AND Region = \"EU\"" + Environment.NewLine, gap.ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("client: filter PlayedAt", gap.ToQueryString(), StringComparison.Ordinal);
        Assert.Equal(_matches.Count(m => m.Tournament == "T1" && m.Region == "EU" && m.PlayedAt > new DateTime(2026, 1, 20)), gap.Count());

        string? region = null;
        Assert.Contains("key: Tournament", context.Set<Match>().Where(m => m.Tournament == "T1" && m.Region == region).ToQueryString(), StringComparison.Ordinal);
        Assert.Empty(context.Set<Match>().Where(m => m.Tournament == "T1" && m.Region == region).ToList());
    }

    [Fact]
    public void A_join_reads_the_index_by_values_of_its_rows()
    {
        using var context = Context();
        var query = context.Set<Match>().Where(m => m.Id == 7)
            .SelectMany(m => context.Set<Match>().Where(o => o.Tournament == m.Tournament && o.Region == m.Region && o.Round == m.Round).Select(o => o.Id));
        Assert.Contains("Query Match.ByTournament", query.ToQueryString(), StringComparison.Ordinal);
        var seventh = _matches.Single(m => m.Id == 7);
        Assert.Equal(
            _matches.Where(o => o.Tournament == seventh.Tournament && o.Region == seventh.Region && o.Round == seventh.Round).Select(o => o.Id).Order(),
            query.ToList().Order());
    }

    private ModelContext Context() => _database.Context(b => b.Entity<Match>(e =>
    {
        e.ToDynoTable("Match");
        e.HasGlobalSecondaryIndex("ByTournament", m => new { m.Tournament, m.Region }, m => new { m.Round, m.PlayedAt });
        e.HasGlobalSecondaryIndex("ByRound", m => new { m.Round, m.PlayedAt }, m => m.Bracket);
    }));
}
