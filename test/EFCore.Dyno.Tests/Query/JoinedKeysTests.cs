// Conditions on the keys of joined rows: what they find is what LINQ finds over the same objects, with keys that are null, that lead nowhere and that are shared, and
// the rows they are joined to are found by key.

using Xunit.Abstractions;

namespace EFCore.Dyno.Tests.Query;

public sealed class JoinedKeysTests : IDisposable
{
    private readonly string _name = "joined-" + Guid.NewGuid().ToString("N");
    private readonly List<Team> _teams = [];
    private readonly List<Player> _players = [];

    public JoinedKeysTests(ITestOutputHelper output)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 6; i++)
        {
            _teams.Add(new() { Town = $"c{i % 3}", Id = i, Name = $"n{i % 4}" });
        }

        for (var i = 0; i < 60; i++)
        {
            // Some teams and captains are not there.
            _players.Add(new()
            {
                Id = i,
                Town = $"c{random.Next(4)}",
                TeamId = random.Next(8),
                CaptainId = random.Next(4) == 0 ? null : random.Next(80),
                Club = random.Next(3) == 0 ? null : $"k{random.Next(3)}",
                RivalTown = random.Next(4) == 0 ? null : $"c{random.Next(4)}",
                RivalId = random.Next(4) == 0 ? null : random.Next(8),
            });
        }

        using var context = Open();
        context.Database.EnsureCreated();
        context.Teams.AddRange(_teams);
        context.Clubs.AddRange(new Club { Id = "k0" }, new Club { Id = "k1" });
        context.AddRange(_players);
        context.SaveChanges();
        foreach (var player in _players)
        {
            player.Team = _teams.SingleOrDefault(t => t.Town == player.Town && t.Id == player.TeamId)!;
            player.Rival = _teams.SingleOrDefault(t => t.Town == player.RivalTown && t.Id == player.RivalId);
            player.Captain = _players.SingleOrDefault(p => p.Id == player.CaptainId);
        }
    }

    public void Dispose()
    {
        using var context = Open();
        context.Database.CloseDyno();
    }

    private LeagueContext Open() => new(new DbContextOptionsBuilder<LeagueContext>().UseDyno(o => o.InMemory(_name)).Options);

    private void Same(string? path, Func<IQueryable<Player>, IQueryable<Team>, IQueryable<int>> query)
    {
        using var context = Open();
        // Without foreign keys a required navigation joins: a player without its team is not among the rows.
        var mine = query(context.Players, context.Teams);
        Assert.Equal(query(_players.AsQueryable(), _teams.AsQueryable()).Order(), mine.AsEnumerable().Order());
        if (path is not null)
        {
            Assert.StartsWith(path, mine.ToQueryString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_required_navigation_compared_by_entity_or_key()
    {
        foreach (var team in _teams)
        {
            Same("Query Players.ByTeam", (p, _) => p.Where(x => x.Team == team).Select(x => x.Id));
            Same("Query Players.ByTeam", (p, _) => p.Where(x => x.Team != null && x.Team.Town == team.Town && x.Team.Id == team.Id).Select(x => x.Id));
            Same(null, (p, _) => p.Where(x => x.Team != null && x.Team.Id == team.Id).Select(x => x.Id));
            Same(null, (p, _) => p.Where(x => x.Team != null && x.Team.Id > team.Id && x.Team.Name == team.Name).Select(x => x.Id));
            Same("Query Players.ByTeam", (p, _) => p.Where(x => x.Team != null && x.Team.Town == team.Town && x.Team.Id > team.Id).Select(x => x.Id));
            Same("Query Players.ByTeam", (p, t) =>
                from x in p
                join y in t.Where(y => y.Town == team.Town && y.Id == team.Id) on new { x.Town, Id = x.TeamId } equals new { y.Town, y.Id }
                select x.Id);
            Same("GetItem Teams", (p, t) =>
                from y in t
                join x in p on new { y.Town, y.Id } equals new { x.Town, Id = x.TeamId }
                where x.Town == team.Town && x.TeamId == team.Id
                select x.Id);
        }
    }

    [Fact]
    public void An_optional_navigation_by_a_value_that_may_be_null()
    {
        for (var id = 0; id < 80; id += 7)
        {
            int? maybe = id;
            Same("Query Players.ByCaptain", (p, _) => p.Where(x => x.Captain != null && x.Captain.Id == id).Select(x => x.Id));
            Same("Query Players.ByCaptain", (p, _) => p.Where(x => (x.Captain == null ? null : (int?)x.Captain.Id) == maybe).Select(x => x.Id));
        }

        // What leads nowhere is found by null, as what is null itself.
        int? nobody = null;
        Same("Scan", (p, _) => p.Where(x => (x.Captain == null ? null : (int?)x.Captain.Id) == nobody).Select(x => x.Id));
        Same("Scan", (p, _) => p.Where(x => x.Captain == null).Select(x => x.Id));
        Player? none = null;
        Same("Scan", (p, _) => p.Where(x => x.Captain == none).Select(x => x.Id));
        foreach (var captain in _players.Take(9))
        {
            Same("Query Players.ByCaptain", (p, _) => p.Where(x => x.Captain == captain).Select(x => x.Id));
            Same("Query Players.ByCaptain", (p, _) => p.Where(x => x.Captain == captain && x.Town == captain.Town).Select(x => x.Id));
            Same(null, (p, _) => p.Where(x => x.Captain == captain || x.Captain == none).Select(x => x.Id));
            Same("Query Players.ByCaptain", (p, _) => p.Where(x => x.CaptainId == captain.Id).Select(x => x.Id));
        }
    }

    [Fact]
    public void An_optional_navigation_by_a_key_of_two()
    {
        foreach (var team in _teams)
        {
            Same("Query Players.ByRival", (p, _) => p.Where(x => x.Rival == team).Select(x => x.Id));
            Same("Query Players.ByRival", (p, _) => p.Where(x => x.Rival == team && x.Club != null).Select(x => x.Id));
            Same(null, (p, _) => p.Where(x => x.Team != null && x.Team.Players.Any(y => y.Rival == team)).Select(x => x.Id));
            Same(null, (p, t) => p.SelectMany(x => t.Where(y => y == team && x.Rival == y), (x, y) => x.Id));
        }

        Team? none = null;
        Same("Scan", (p, _) => p.Where(x => x.Rival == none).Select(x => x.Id));
        Same(null, (p, _) => p.Where(x => x.Team != null && x.Team.Players.Any(y => y.Rival == none)).Select(x => x.Id));
    }

    [Fact]
    public void A_join_to_a_key_that_may_be_null()
    {
        using var context = Open();
        foreach (var id in new[] { "k0", "k1", "k2", null })
        {
            // k2 is no club.
            var expected = _players.Where(p => p.Club is not null && p.Club != "k2" && p.Club == id).Select(p => p.Id);
            var found = from p in context.Players join c in context.Clubs on p.Club equals c.Id where c.Id == id select p.Id;
            Assert.Equal(expected.Order(), found.AsEnumerable().Order());
            Assert.StartsWith(id is null ? "Scan Players" : "Query Players.ByClub", found.ToQueryString(), StringComparison.Ordinal);
        }

        var known = from p in context.Players join c in context.Clubs on p.Club equals c.Id where c.Id == "k1" select p.Id;
        Assert.StartsWith("Query Players.ByClub", known.ToQueryString(), StringComparison.Ordinal);
        Assert.Equal(_players.Where(p => p.Club == "k1").Select(p => p.Id).Order(), known.AsEnumerable().Order());
    }

    [Fact]
    public void Chains_and_collections()
    {
        foreach (var team in _teams)
        {
            Same(null, (p, _) => p.Where(x => x.Captain != null && x.Captain.Team != null && x.Captain.Team.Town == team.Town && x.Captain.Team.Id == team.Id).Select(x => x.Id));
            using var context = Open();
            var flat = context.Teams.SelectMany(t => t.Players).Where(x => x.Town == team.Town && x.TeamId == team.Id);
            Assert.StartsWith("GetItem Teams", flat.ToQueryString(), StringComparison.Ordinal);
            Assert.Equal(
                _players.Where(x => x.Town == team.Town && x.TeamId == team.Id).Select(x => x.Id).Order(), flat.Select(x => x.Id).AsEnumerable().Order());
            var teams = new List<Team> { team, _teams[0], null! };
            Same(null, (p, _) => p.Where(x => x.Team != null && teams.Contains(x.Team)).Select(x => x.Id));
        }
    }

    // Neither row is joined where the other is known.
    [Fact]
    public void Keys_of_two_joined_rows()
    {
        Same(null, (p, _) => p.Where(x => x.Team != null && x.Captain != null && x.Captain.Team != null && x.Team == x.Captain.Team).Select(x => x.Id));
        Same(null, (p, _) => p.Where(x => x.Captain != null && x.Captain.Captain != null && x.Captain == x.Captain.Captain).Select(x => x.Id));
        Same(null, (p, _) => p.Where(x => x.Captain != null && x.Captain.Captain != null && x.Captain.Captain.Id == x.Id).Select(x => x.Id));
        Same(null, (p, _) => p.Where(x => x.Captain != null && x.Team != null && x.Captain.Id == x.Team.Id).Select(x => x.Id));
        Same(null, (p, t) =>
            from x in p
            join y in t on new { x.Town, Id = x.TeamId } equals new { y.Town, y.Id }
            join z in t on y.Name equals z.Name
            where z.Id == y.Id && z.Town == y.Town
            select x.Id);
    }

    private sealed class LeagueContext(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Team> Teams => Set<Team>();

        public DbSet<Player> Players => Set<Player>();

        public DbSet<Club> Clubs => Set<Club>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Team>().HasKey(t => new { t.Town, t.Id });
            modelBuilder.Entity<Player>(player =>
            {
                player.HasOne(p => p.Team).WithMany(t => t.Players).HasForeignKey(p => new { p.Town, p.TeamId });
                player.HasOne(p => p.Rival).WithMany().HasForeignKey(p => new { p.RivalTown, p.RivalId });
                player.HasOne(p => p.Captain).WithMany().HasForeignKey(p => p.CaptainId);
                player.HasGlobalSecondaryIndex("ByTeam", p => p.Town, p => p.TeamId);
                player.HasGlobalSecondaryIndex("ByCaptain", p => p.CaptainId);
                player.HasGlobalSecondaryIndex("ByRival", p => p.RivalTown, p => p.RivalId);
                player.HasGlobalSecondaryIndex("ByClub", p => p.Club);
            });
        }
    }

    private sealed class Team
    {
        public string Town { get; set; } = "";

        public int Id { get; set; }

        public string Name { get; set; } = "";

        public List<Player> Players { get; set; } = [];
    }

    private sealed class Player
    {
        public int Id { get; set; }

        public string Town { get; set; } = "";

        public int TeamId { get; set; }

        public Team Team { get; set; } = null!;

        public int? CaptainId { get; set; }

        public Player? Captain { get; set; }

        public string? Club { get; set; }

        public string? RivalTown { get; set; }

        public int? RivalId { get; set; }

        public Team? Rival { get; set; }
    }

    private sealed class Club
    {
        public string Id { get; set; } = "";
    }
}
