// Unique values of entities that were saved before the model kept them unique: a plan's step gives them their sentinels, beside others that write, or tells of entities
// with the same values; and what the model keeps unique no more is let go of.

using EFCore.Dyno.Metadata;
using EFCore.Dyno.Schema;
using Xunit.Abstractions;

namespace EFCore.Dyno.Tests.Schema;

public sealed class UniqueFillTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Entities_that_are_there_get_their_sentinels_and_then_their_values_are_taken()
    {
        await SaveAsync(Plain, [.. Enumerable.Range(1, 250).Select(i => new User { Id = i, Email = i % 5 == 0 ? null : $"{i}@b", First = "f", Last = $"l{i}" })]);
        await using var context = _database.Context(Kept, o => o.EnableSensitiveDataLogging());
        var plan = await context.Database.PlanTablesAsync();
        Assert.Equal(
            """
            Users
              1. keep User.Email, User.First+Last unique: a sentinel for each value, from 250 items while the table is used; an error where two have the same

            """.ReplaceLineEndings("\n"),
            plan.ToString());
        Assert.Equal((TableStepKind.KeepUniqueValues, true, false), (plan.Steps[0].Kind, plan.Steps[0].IsOnline, plan.Steps[0].IsDestructive));

        var later = await context.Database.PlanTablesAsync(new TablePlanOptions { KeepUniqueValues = false });
        Assert.Empty(later.Steps);
        Assert.StartsWith("User.Email, User.First+Last are unique among entities that were saved since the model says so", Assert.Single(later.Remarks).Text, StringComparison.Ordinal);
        Assert.False(later.HasObstacles);

        // Until then, what the model says does not hold.
        context.Add(new User { Id = 900, Email = "1@b" });
        await context.SaveChangesAsync();
        context.Remove(context.Set<User>().Local.Single());
        await context.SaveChangesAsync();

        var seen = new List<string>();
        await plan.ApplyAsync(new Immediately(p => seen.Add($"{p.State} {p.Detail}")));
        Assert.Equal(["Started ", "Waiting 250 items are looked at", "Done "], seen);
        Assert.Empty((await context.Database.PlanTablesAsync()).Steps);
        Assert.Equal(450, (await SentinelsAsync()).Count);
        context.Add(new User { Id = 901, Email = "1@b" });
        Assert.Contains("Email = '1@b'", (await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync())).Message, StringComparison.Ordinal);
        context.ChangeTracker.Clear();

        // An entity of before gives up what it has now.
        (await context.Set<User>().FindAsync(1))!.Email = "new@b";
        context.Add(new User { Id = 902, Email = "1@b" });
        await context.SaveChangesAsync();
        await VerifyAsync();
    }

    [Fact]
    public async Task A_new_table_keeps_all_of_them_and_one_that_EnsureCreated_finds_is_asked_for()
    {
        await using (var context = _database.Context(Kept))
        {
            Assert.Equal(TableStepKind.CreateTable, Assert.Single((await context.Database.PlanTablesAsync()).Steps).Kind);
            await (await context.Database.PlanTablesAsync()).ApplyAsync();
            Assert.True((await context.Database.PlanTablesAsync()).IsEmpty);
            await context.Database.EnsureDeletedAsync();
            await context.Database.EnsureCreatedAsync();
            Assert.True((await context.Database.PlanTablesAsync()).IsEmpty);
            Assert.Empty(await context.Set<User>().AllowScan().ToListAsync());
            await context.Database.EnsureDeletedAsync();
        }

        await using (var context = _database.Context(Plain))
        {
            await context.Database.EnsureCreatedAsync();
        }

        await using (var context = _database.Context(Kept))
        {
            Assert.False(await context.Database.EnsureCreatedAsync());
            Assert.Equal(TableStepKind.KeepUniqueValues, Assert.Single((await context.Database.PlanTablesAsync()).Steps).Kind);
        }
    }

    [Fact]
    public async Task Entities_with_the_same_values_are_told_and_nothing_is_kept_until_they_differ()
    {
        await SaveAsync(
            Plain,
            [.. Enumerable.Range(1, 150).Select(i => new User { Id = i, Email = $"{i}@b" }), new User { Id = 200, Email = "7@b" }, new User { Id = 201, First = "x", Last = "y" }, new User { Id = 202, First = "x", Last = "y" }]);
        await using var context = _database.Context(Kept, o => o.EnableSensitiveDataLogging());
        var error = await Assert.ThrowsAsync<DbUpdateException>(async () => await (await context.Database.PlanTablesAsync()).ApplyAsync());
        Assert.StartsWith("Values in table 'Users' that are to be unique are held by several entities (2 found): ", error.Message, StringComparison.Ordinal);
        Assert.Matches("Email = '7@b' of 'User' {\"Id\":{\"N\":\"(7|200)\"}} and {\"Id\":{\"N\":\"(7|200)\"}}", error.Message);
        Assert.Matches("First = 'x', Last = 'y' of 'User' {\"Id\":{\"N\":\"20[12]\"}} and {\"Id\":{\"N\":\"20[12]\"}}", error.Message);
        Assert.EndsWith(" Change them or delete entities, and plan again: what is done already stays.", error.Message, StringComparison.Ordinal);
        await using (var silent = _database.Context(Kept))
        {
            error = await Assert.ThrowsAsync<DbUpdateException>(async () => await (await silent.Database.PlanTablesAsync()).ApplyAsync());
            Assert.DoesNotContain("7@b", error.Message, StringComparison.Ordinal);
            Assert.Contains("(2 found); EnableSensitiveDataLogging would show which.", error.Message, StringComparison.Ordinal);
        }

        // Whichever has the sentinel: it is freed with the entity that changes, and given to the other one by the next run.
        context.Remove((await context.Set<User>().FindAsync(7))!);
        (await context.Set<User>().FindAsync(201))!.Last = "z";
        await context.SaveChangesAsync();
        await (await context.Database.PlanTablesAsync()).ApplyAsync();
        Assert.True((await context.Database.PlanTablesAsync()).IsEmpty);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_sentinel_whose_owner_has_other_values_by_now_is_replaced()
    {
        await SaveAsync(Kept, [new User { Id = 1, Email = "a" }, new User { Id = 2, Email = "b" }, new User { Id = 3, Email = "c" }]);

        // By contexts that know of no constraint.
        await using (var plain = _database.Context(Plain))
        {
            (await plain.Set<User>().FindAsync(1))!.Email = "d";
            plain.Remove((await plain.Set<User>().FindAsync(2))!);
            plain.AddRange(new User { Id = 4, Email = "a" }, new User { Id = 5, Email = "b" });
            await plain.SaveChangesAsync();
            await KeptUniques.LeaveAsync(plain.Database.GetDynoClient(), Table(plain), ["User.Email"], default);
        }

        await using var context = _database.Context(Kept);
        await (await context.Database.PlanTablesAsync()).ApplyAsync();
        Assert.True((await context.Database.PlanTablesAsync()).IsEmpty);
        await VerifyAsync();
    }

    [Fact]
    public async Task What_the_model_keeps_unique_no_more_is_let_go_of()
    {
        await SaveAsync(Kept, [new User { Id = 1, Email = "a", First = "f", Last = "l" }]);
        await using (var half = _database.Context(b =>
        {
            Plain(b);
            b.Entity<User>().HasIndex(u => u.Email).IsUnique();
        }))
        {
            var plan = await half.Database.PlanTablesAsync(new TablePlanOptions { DropIndexes = false });
            Assert.Empty(plan.Steps);
            Assert.Equal("the model keeps User.First+Last unique no more; the sentinels cost storage", Assert.Single(plan.Remarks).Text);
            plan = await half.Database.PlanTablesAsync();
            Assert.Equal("keep User.First+Last unique no more, as the model does not: the sentinels are deleted", Assert.Single(plan.Steps).Description);
            Assert.Equal((TableStepKind.ReleaseUniqueValues, true), (plan.Steps[0].Kind, plan.Steps[0].IsDestructive));
            await plan.ApplyAsync();
            Assert.True((await half.Database.PlanTablesAsync()).IsEmpty);
            Assert.Equal(1, (await half.Set<User>().AllowScan().ToListAsync()).Single().Id);
        }

        Assert.Single(await SentinelsAsync());
        await using (var plain = _database.Context(Plain))
        {
            await (await plain.Database.PlanTablesAsync()).ApplyAsync();
            Assert.True((await plain.Database.PlanTablesAsync()).IsEmpty);

            // Nothing is left that a scan could take for an entity.
            Assert.Equal(1, (await plain.Set<User>().AllowScan().ToListAsync()).Single().Id);
            Assert.Equal(1, (await plain.Database.GetDynoClient().ScanAsync(new ScanRequest { TableName = "Users" })).Count);
        }
    }

    [Fact]
    public async Task Types_of_a_table_have_their_own_and_derived_ones_those_of_their_base()
    {
        void Before(ModelBuilder b) => Zoo(b);
        await SaveAsync(
            Before,
            [new Animal { Shop = "s", Id = "a1", Tag = "1" }, new Cat { Shop = "s", Id = "c1", Tag = "2", Chip = [1] }, new Cat { Shop = "s", Id = "c2", Tag = null, Chip = [2] }, new Keeper { Shop = "s", Id = "k1", Tag = "1" }]);
        await using var context = _database.Context(b =>
        {
            Zoo(b);
            b.Entity<Animal>().HasIndex(a => a.Tag).IsUnique();
            b.Entity<Cat>().HasIndex(c => new { c.Shop, c.Chip }).IsUnique();
            b.Entity<Keeper>().HasAlternateKey(k => k.Tag);
        });
        var plan = await context.Database.PlanTablesAsync();
        Assert.Contains("keep Animal.Tag, Cat.Shop+Chip, Keeper.Tag unique", Assert.Single(plan.Steps).Description, StringComparison.Ordinal);
        await plan.ApplyAsync();
        Assert.True((await context.Database.PlanTablesAsync()).IsEmpty);
        Assert.Equal(5, (await ItemsAsync("Zoo")).Count(i => i["$dyno"]?.AsString() == "unique"));
        context.Add(new Animal { Shop = "t", Id = "a2", Tag = "2" });
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        context.ChangeTracker.Clear();
        context.Add(new Cat { Shop = "s", Id = "c3", Chip = [2] });
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
    }

    // Contexts that know the constraint write while it is made to hold for the others.
    [Fact]
    public async Task Others_write_meanwhile()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        await SaveAsync(Plain, [.. Enumerable.Range(1, 400).Select(i => new User { Id = i, Email = $"{i}@b" })]);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(w => Task.Run(async () =>
        {
            var random = new Random(seed + w);
            while (!stop.IsCancellationRequested)
            {
                await using var context = _database.Context(Kept);
                var id = random.Next(1, 420);
                var user = await context.Set<User>().FindAsync(id);
                if (user is null)
                {
                    context.Add(new User { Id = id, Email = $"{random.Next(1000, 1500)}@b" });
                }
                else if (random.Next(4) == 0)
                {
                    context.Remove(user);
                }
                else
                {
                    user.Email = random.Next(5) == 0 ? null : $"{random.Next(1000, 1500)}@b";
                }

                try
                {
                    await context.SaveChangesAsync();
                }
                catch (DbUpdateException)
                {
                    // The value is taken, or another writer was there first.
                }
            }
        })).ToList();
        try
        {
            for (var round = 0; round < 5; round++)
            {
                await using var context = _database.Context(Kept);
                await (await context.Database.PlanTablesAsync()).ApplyAsync();
                Assert.True((await context.Database.PlanTablesAsync()).IsEmpty);
                await KeptUniques.LeaveAsync(context.Database.GetDynoClient(), Table(context), ["User.Email"], default);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }

        await VerifyAsync();
    }

    // Every entity's values have a sentinel that is its own, and there are no others.
    private async Task VerifyAsync()
    {
        await using var context = _database.Context(Kept);
        var users = await context.Set<User>().AsNoTracking().AllowScan().ToListAsync();
        var expected = users.Where(u => u.Email is not null).Select(u => ($"Email#S{u.Email!.Length}:{u.Email}", u.Id))
            .Concat(users.Where(u => u.First is not null && u.Last is not null).Select(u => ($"First+Last#S{u.First!.Length}:{u.First}S{u.Last!.Length}:{u.Last}", u.Id)))
            .Select(e => (Key(e.Item1), e.Id));
        Assert.Equal(expected.OrderBy(e => e.Item1.ToString()), (await SentinelsAsync()).OrderBy(e => e.Key.ToString()));

        Item Key(string name) => ReservedKeys.Key(Table(context), ReservedKeys.UniqueKind, "User." + name);
    }

    private async Task<List<(Item Key, int Id)>> SentinelsAsync() =>
        [.. (await ItemsAsync("Users")).Where(i => i["$dyno"]?.AsString() == "unique").Select(i => (Item.Of(("Id", i["Id"]!)), int.Parse(i["$owner"]!.AsMap()["Id"].AsNumber().ToString())))];

    private async Task<List<Item>> ItemsAsync(string table)
    {
        await using var context = _database.Context(Plain);
        var items = new List<Item>();
        Item? start = null;
        do
        {
            var page = await context.Database.GetDynoClient().ScanAsync(new ScanRequest { TableName = table, ExclusiveStartKey = start });
            items.AddRange(page.Items);
            start = page.LastEvaluatedKey;
        }
        while (start is not null);
        return items;
    }

    private async Task SaveAsync(Action<ModelBuilder> model, object[] entities)
    {
        await using var context = _database.Context(model);
        await context.Database.EnsureCreatedAsync();
        context.AddRange(entities);
        await context.SaveChangesAsync();
    }

    private static DynoTableModel Table(DbContext context) => context.Model.FindEntityType(typeof(User))!.GetDynoMap().Table;

    private static void Plain(ModelBuilder b) => b.Entity<User>().Property(u => u.Id).ValueGeneratedNever();

    private static void Kept(ModelBuilder b)
    {
        Plain(b);
        b.Entity<User>().HasIndex(u => u.Email).IsUnique();
        b.Entity<User>().HasIndex(u => new { u.First, u.Last }).IsUnique();
    }

    private static void Zoo(ModelBuilder b)
    {
        b.Entity<Animal>().ToDynoTable("Zoo").HasPartitionKey(a => $"SHOP#{a.Shop}").HasSortKey(a => $"A#{a.Id}");
        b.Entity<Cat>();
        b.Entity<Keeper>().ToDynoTable("Zoo").HasPartitionKey(k => $"SHOP#{k.Shop}").HasSortKey(k => $"K#{k.Id}");
    }

    private sealed class User
    {
        public int Id { get; set; }

        public string? Email { get; set; }

        public string? First { get; set; }

        public string? Last { get; set; }
    }

    private class Animal
    {
        public string Shop { get; set; } = "";

        public string Id { get; set; } = "";

        public string? Tag { get; set; }
    }

    private sealed class Cat : Animal
    {
        public byte[] Chip { get; set; } = [];
    }

    private sealed class Keeper
    {
        public string Shop { get; set; } = "";

        public string Id { get; set; } = "";

        public string Tag { get; set; } = "";
    }
}
