// Indexes of EF's model that become indexes of the table: one by one, and all of them with the foreign keys.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Tests.Metadata;

public sealed class EfIndexTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private sealed class Team
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";
    }

    private sealed class Player
    {
        public string Id { get; set; } = "";

        public int TeamId { get; set; }

        public Team? Team { get; set; }

        public string Country { get; set; } = "";

        public int Born { get; set; }

        public string Name { get; set; } = "";

        public bool IsActive { get; set; }

        public string? Licence { get; set; }
    }

    private sealed class Match
    {
        public int HomeId { get; set; }

        public int Number { get; set; }

        public int GuestId { get; set; }
    }

    [Fact]
    public void An_index_that_is_one_of_the_table_answers_by_its_properties()
    {
        void Model(ModelBuilder model) => model.Entity<Player>(player =>
        {
            player.Ignore(p => p.Team);
            player.HasIndex(p => new { p.Country, p.Born, p.Name }).IsGlobalSecondaryIndex();
            player.HasIndex(p => p.Licence, "Licences").IsUnique().IsGlobalSecondaryIndex();
            player.HasIndex(nameof(Player.TeamId)).IsGlobalSecondaryIndex("Teams");
            player.HasIndex(p => p.Name);
        });

        using var context = _database.Context(Model);
        Assert.Equal(
            ["ByCountryBornName: Country / Born, Name", "Licences: Licence / ", "Teams: TeamId / "],
            DynoModel.Of(context.Model).Tables[0].Indexes.Select(i => $"{i.Name}: {Names(i.PartitionKeys)} / {Names(i.SortKeys)}"));
        context.Database.EnsureCreated();
        context.AddRange(
            new Player { Id = "a", Country = "IT", Born = 2000, Name = "A", Licence = "1" }, new Player { Id = "b", Country = "IT", Born = 2001, Name = "B" },
            new Player { Id = "c", Country = "FR", Born = 2001, Name = "C" });
        context.SaveChanges();
        var players = context.Set<Player>().Where(p => p.Country == "IT" && p.Born > 2000);
        Assert.StartsWith("Query Players.ByCountryBornName", players.ToQueryString(), StringComparison.Ordinal);
        Assert.Equal("b", players.Single().Id);
        Assert.StartsWith("Query Players.Licences", context.Set<Player>().Where(p => p.Licence == "1").ToQueryString(), StringComparison.Ordinal);
        context.Add(new Player { Id = "d", Licence = "1" });
        Assert.Throws<DbUpdateException>(() => context.SaveChanges());
    }

    [Fact]
    public void All_indexes_and_foreign_keys_are_the_table_s_where_nothing_finds_them_already()
    {
        void Model(ModelBuilder model)
        {
            model.UseGlobalSecondaryIndexes();
            model.Entity<Player>(player =>
            {
                player.HasIndex(p => new { p.Name, p.IsActive });
                player.HasIndex(p => p.IsActive);
                player.HasIndex(p => new { p.Id, p.Born });
                player.HasIndex(p => p.Country);
                player.HasGlobalSecondaryIndex("Countries", p => p.Country, p => p.Born);
            });
            model.Entity<Match>(match =>
            {
                match.HasKey(m => new { m.HomeId, m.Number });
                match.HasOne<Team>().WithMany().HasForeignKey(m => m.HomeId);
                match.HasOne<Team>().WithMany().HasForeignKey(m => m.GuestId);
            });
        }

        using var context = _database.Context(Model, b => b.ConfigureWarnings(w => w.Throw(DynoEventId.CascadeScanWarning)));
        Assert.Equal(
            ["Matches.ByGuestId: GuestId / ", "Players.ByName: Name / ", "Players.ByTeamId: TeamId / ", "Players.Countries: Country / Born"],
            DynoModel.Of(context.Model).Tables.SelectMany(t => t.Indexes.Select(i => $"{t.Name}.{i.Name}: {Names(i.PartitionKeys)} / {Names(i.SortKeys)}")).Order());
        context.Database.EnsureCreated();
        context.AddRange(new Team { Id = 1 }, new Team { Id = 2 }, new Match { HomeId = 2, Number = 1, GuestId = 1 }, new Match { HomeId = 1, Number = 1, GuestId = 2 });
        context.AddRange(new Player { Id = "a", TeamId = 1, Name = "A", Country = "IT" }, new Player { Id = "b", TeamId = 2, Name = "B", Country = "IT" });
        context.SaveChanges();
        context.ChangeTracker.Clear();

        // By the indexes, and without a scan.
        context.Remove(new Team { Id = 1 });
        context.SaveChanges();
        Assert.Equal("b", context.Set<Player>().AllowScan().Single().Id);
        Assert.Equal(0, context.Set<Match>().AllowScan().Count());
    }

    public void Dispose() => _database.Dispose();

    private static string Names(IEnumerable<DynoAttribute> attributes) => string.Join(", ", attributes.Select(a => a.Name));
}
