// Sharded keys: where items are written, that whoever knows the whole key needs one request, and that a read without it asks every shard.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Tests.Update;

public sealed class ShardingTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private sealed class Reading
    {
        public string Day { get; set; } = "";

        public int Sensor { get; set; }

        public string Status { get; set; } = "ok";

        public double Value { get; set; }
    }

    [Fact]
    public async Task Items_of_one_partition_key_are_spread_and_found()
    {
        using var context = Context();
        for (var i = 0; i < 100; i++)
        {
            context.Add(new Reading { Day = "d1", Sensor = i, Value = i, Status = i % 2 == 0 ? "ok" : "bad" });
        }

        context.Add(new Reading { Day = "d2", Sensor = 1 });
        context.SaveChanges();
        var items = (await context.Database.GetDynoClient().ScanAsync(new ScanRequest { TableName = "Readings" })).Items;
        Assert.Equal(4, items.Select(i => i["PK"]!.AsString()).Where(k => k.StartsWith("DAY#d1#", StringComparison.Ordinal)).Distinct().Count());
        Assert.Equal(4, items.Select(i => i["ByStatusPK"]!.AsString()).Where(k => k.StartsWith("ok#", StringComparison.Ordinal)).Distinct().Count());

        context.ChangeTracker.Clear();
        Assert.Equal(42, context.Find<Reading>("d1", 42)!.Value);
        Assert.StartsWith("GetItem", context.Set<Reading>().Where(r => r.Day == "d1" && r.Sensor == 42).ToQueryString(), StringComparison.Ordinal);

        var all = context.Set<Reading>().AsNoTracking().Where(r => r.Day == "d1");
        Assert.StartsWith("Query", all.ToQueryString(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 100), all.OrderBy(r => r.Sensor).Select(r => r.Sensor).ToList());
        Assert.Equal(Enumerable.Range(90, 10).Reverse(), all.Where(r => r.Sensor >= 90).OrderByDescending(r => r.Sensor).Select(r => r.Sensor).ToList());
        Assert.Equal(100, all.Count());
        Assert.Equal(101, context.Set<Reading>().Count(r => new[] { "d1", "d2" }.Contains(r.Day)));

        var byStatus = context.Set<Reading>().AsNoTracking().Where(r => r.Status == "bad");
        Assert.Contains("ByStatus", byStatus.ToQueryString(), StringComparison.Ordinal);
        Assert.Equal(50, byStatus.ToList().Count);
    }

    [Fact]
    public void An_update_leaves_an_item_in_its_shard_and_moves_it_in_the_index()
    {
        using var context = Context();
        var reading = new Reading { Day = "d1", Sensor = 7 };
        context.Add(reading);
        context.SaveChanges();
        reading.Status = "bad";
        reading.Value = 2;
        Assert.Equal(1, context.SaveChanges());
        context.ChangeTracker.Clear();
        Assert.Equal(2, context.Set<Reading>().Single(r => r.Status == "bad").Value);
        Assert.Empty(context.Set<Reading>().Where(r => r.Status == "ok").ToList());
        context.Remove(context.Find<Reading>("d1", 7)!);
        Assert.Equal(1, context.SaveChanges());
    }

    [Fact]
    public void Shards_are_where_they_have_always_been()
    {
        using var context = Context();
        var map = DynoModel.Of(context.Model).For(context.Model.FindEntityType(typeof(Reading))!);
        var key = Assert.IsType<TemplateKeyPart>(map.PartitionKey);
        Assert.Equal(4, key.Shards!.Count);
        Assert.Equal("DAY#{Day}#{0..3}", key.ToString());
        string Key(string day, int sensor) => key.ComposeText(p => p.Name == nameof(Reading.Day) ? day : sensor)!;
        Assert.Equal(
            ["DAY#d1#3", "DAY#d1#0", "DAY#d1#2", "DAY#d1#0"],
            new[] { Key("d1", 0), Key("d1", 1), Key("d1", 2), Key("d1", 42) });
        Assert.Equal("DAY#d1#3", key.Compose(_ => "d1", 3).Read().GetString());
    }

    [Fact]
    public void A_key_whose_shard_nothing_decides_is_refused()
    {
        using var context = _database.Context(b => b.Entity<Reading>(e =>
        {
            e.HasKey(r => r.Day);
            e.WithShards(4);
        }));
        Assert.Contains("nothing of the EF key", Assert.Throws<InvalidOperationException>(() => context.Model).Message, StringComparison.Ordinal);
        using var other = _database.Context(b => b.Entity<Reading>(e =>
        {
            e.HasPartitionKey(r => r.Day).HasSortKey(r => r.Sensor);
            e.WithShards(4, r => r.Status);
        }));
        Assert.Contains("'Status'", Assert.Throws<InvalidOperationException>(() => other.Model).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _database.Dispose();

    private ModelContext Context()
    {
        var context = _database.Context(b => b.Entity<Reading>(e =>
        {
            e.HasPartitionKey(r => $"DAY#{r.Day}").HasSortKey(r => r.Sensor).WithShards(4);
            e.HasGlobalSecondaryIndex("ByStatus", r => r.Status).WithShards(4);
        }));
        context.Database.EnsureCreated();
        return context;
    }
}
