// Unique indexes and alternate keys: kept by sentinel items in the same transaction, which no query sees.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Tests.Update;

public sealed class UniqueTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private sealed class User
    {
        public int Id { get; set; }

        public string? Email { get; set; }

        public string? First { get; set; }

        public string? Last { get; set; }

        public List<Badge> Badges { get; set; } = [];
    }

    private sealed class Badge
    {
        public string Id { get; set; } = "";

        public string Code { get; set; } = "";

        public string? Holder { get; set; }
    }

    [Fact]
    public async Task A_value_that_is_taken_is_refused_and_nothing_is_written()
    {
        using var context = Context();
        context.Add(new User { Email = "a@b", First = "A", Last = "B" });
        await context.SaveChangesAsync();
        using var other = Context();
        var second = new User { Email = "a@b", First = "C" };
        other.AddRange(second, new User { Email = "c@d" });
        var error = await Assert.ThrowsAsync<DbUpdateException>(() => other.SaveChangesAsync());
        Assert.IsNotType<DbUpdateConcurrencyException>(error);
        Assert.Contains("'Email'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Email = 'a@b'", error.Message, StringComparison.Ordinal);
        Assert.Same(second, Assert.Single(error.Entries).Entity);
        using var silent = _database.Context(Model);
        silent.Add(new User { Email = "a@b" });
        error = await Assert.ThrowsAsync<DbUpdateException>(() => silent.SaveChangesAsync());
        Assert.Contains("'Email'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a@b", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await context.Set<User>().AllowScan().CountAsync());
    }

    [Fact]
    public void Nulls_are_not_compared_and_several_values_are_compared_together()
    {
        using var context = Context();
        context.AddRange(
            new User(), new User(), new User { First = "A", Last = "B" }, new User { First = "A", Last = "C" }, new User { First = "A" }, new User { First = "A" });
        Assert.Equal(6, context.SaveChanges());
        context.Add(new User { First = "A", Last = "B" });
        var error = Assert.Throws<DbUpdateException>(() => context.SaveChanges());
        Assert.Contains("'Name'", error.Message, StringComparison.Ordinal);
        Assert.Contains("First = 'A', Last = 'B'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_moves_the_value_and_a_delete_frees_it()
    {
        using var context = Context();
        var user = new User { Email = "a@b" };
        context.Add(user);
        context.SaveChanges();
        user.Email = "c@d";
        Assert.Equal(1, context.SaveChanges());
        context.Add(new User { Email = "a@b" });
        context.SaveChanges();
        user.Email = "a@b";
        Assert.Throws<DbUpdateException>(() => context.SaveChanges());
        context.Entry(user).Reload();
        Assert.Equal("c@d", user.Email);
        context.Remove(user);
        context.SaveChanges();
        context.Add(new User { Email = "c@d" });
        context.SaveChanges();
        Assert.Equal(2, context.Set<User>().AllowScan().Count());
    }

    [Fact]
    public void Two_entities_swap_values_in_one_save()
    {
        using var context = Context();
        var one = new User { Email = "1" };
        var two = new User { Email = "2" };
        context.AddRange(one, two);
        context.SaveChanges();
        (one.Email, two.Email) = (two.Email, one.Email);
        Assert.Equal(2, context.SaveChanges());
        context.Add(new User { Email = "1" });
        Assert.Throws<DbUpdateException>(() => context.SaveChanges());
    }

    [Fact]
    public void Two_entities_that_take_one_value_in_one_save_are_refused()
    {
        using var context = Context();
        context.AddRange(new User { Email = "1" }, new User { Email = "1" });
        Assert.Equal(2, Assert.Throws<DbUpdateException>(() => context.SaveChanges()).Entries.Count);
    }

    [Fact]
    public void An_entity_that_is_not_as_it_was_loaded_frees_what_it_has_and_not_what_another_one_holds()
    {
        using var context = Context();
        var user = new User { Email = "a" };
        context.Add(user);
        context.SaveChanges();
        using (var other = _database.Context(Model))
        {
            other.Find<User>(user.Id)!.Email = "b";
            other.SaveChanges();
            other.Add(new User { Email = "a" });
            other.SaveChanges();
        }

        user.Email = "c";
        Assert.Equal(1, context.SaveChanges());
        Assert.Equal("c", context.Set<User>().AsNoTracking().Single(u => u.Id == user.Id).Email);
        using var third = _database.Context(Model);
        third.Add(new User { Email = "b" });
        Assert.Equal(1, third.SaveChanges());
        third.Add(new User { Email = "a" });
        Assert.Throws<DbUpdateException>(() => third.SaveChanges());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_entity_that_is_known_by_its_key_only_is_changed_and_deleted(bool several)
    {
        using var context = Context();
        var user = new User { Email = "a", First = "A", Last = "B" };
        context.AddRange(user, new Badge { Id = "1", Code = "x" }, new Badge { Id = "2", Code = "y" });
        context.SaveChanges();
        context.ChangeTracker.Clear();

        var attached = context.Attach(new User { Id = user.Id });
        attached.Entity.Email = "b";
        Add(several, "n1");
        context.SaveChanges();
        context.ChangeTracker.Clear();
        Assert.Equal(("b", "A"), context.Set<User>().AsNoTracking().Where(u => u.Id == user.Id).AsEnumerable().Select(u => (u.Email, u.First)).Single());

        context.Remove(new User { Id = user.Id });
        context.Remove(new Badge { Id = "1", Code = "y" });
        Add(several, "n2");
        context.SaveChanges();
        context.AddRange(new User { Email = "a" }, new User { Email = "b" }, new User { First = "A", Last = "B" }, new Badge { Id = "3", Code = "x" });
        Assert.Equal(4, context.SaveChanges());
        context.Add(new Badge { Id = "4", Code = "y" });
        Assert.Throws<DbUpdateException>(() => context.SaveChanges());

        void Add(bool more, string email)
        {
            if (more)
            {
                context.Add(new User { Email = email });
            }
        }
    }

    [Fact]
    public void What_is_gone_is_a_conflict_all_the_same()
    {
        using var context = Context();
        context.Remove(new User { Id = 77 });
        Assert.Throws<DbUpdateConcurrencyException>(() => context.SaveChanges());
    }

    [Fact]
    public async Task Alternate_keys_are_unique_and_sentinels_say_whose_they_are()
    {
        using var context = Context();
        context.Add(new Badge { Id = "1", Code = "x" });
        context.SaveChanges();
        context.ChangeTracker.Clear();
        context.Add(new Badge { Id = "2", Code = "x" });
        Assert.Contains("'Code'", Assert.Throws<DbUpdateException>(() => context.SaveChanges()).Message, StringComparison.Ordinal);

        var scan = await context.Database.GetDynoClient().ScanAsync(new ScanRequest { TableName = "Badges" });
        var sentinel = Assert.Single(scan.Items, i => i["$dyno"]?.AsString() == "unique");
        Assert.Equal("$dyno#unique#Badge.Code#S1:x", sentinel["Id"]!.AsString());
        Assert.Equal("1", sentinel["$owner"]!.AsMap()["Id"].AsString());
        Assert.Equal("1", context.Set<Badge>().AsNoTracking().AllowScan().Single().Id);
    }

    [Fact]
    public void A_key_of_the_providers_own_is_refused()
    {
        using var context = Context();
        context.Add(new Badge { Id = "$dyno#unique#x", Code = "y" });
        Assert.Contains("provider's own", Assert.Throws<InvalidOperationException>(() => context.SaveChanges()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AttributeType.S)]
    [InlineData(AttributeType.N)]
    [InlineData(AttributeType.B)]
    public void Reserved_keys_are_told_from_others_by_filter_and_by_value(AttributeType type)
    {
        var table = new DynoTableModel
        {
            Name = "T",
            PartitionKey = new DynoAttribute("PK", type),
            SortKey = new DynoAttribute("SK", type),
            Indexes = [],
            Entities = [],
        };
        var visible = new ConditionExpression(ReservedKeys.VisibleFilter(table));
        foreach (var name in new[] { "a", "b", new string('x', 5000) })
        {
            var key = ReservedKeys.Key(table, ReservedKeys.UniqueKind, name);
            Assert.True(key.TryGet("PK", out var value));
            Assert.True(ReservedKeys.IsReserved(value));
            Assert.False(visible.Matches(key));
            Assert.NotEqual(key, ReservedKeys.Key(table, ReservedKeys.UniqueKind, name + "x"));
        }

        AttributeValue[] others = type switch
        {
            AttributeType.S => [AttributeValue.S("a"), AttributeValue.S("$dyn"), AttributeValue.S("$e")],
            AttributeType.N => [AttributeValue.N("0"), AttributeValue.N("-1E+124"), AttributeValue.N("9E+125")],
            _ => [AttributeValue.B([1]), AttributeValue.B([255, 255])],
        };
        foreach (var other in others)
        {
            var item = Item.Of(("PK", other));
            item.TryGet("PK", out var value);
            Assert.False(ReservedKeys.IsReserved(value));
            Assert.True(visible.Matches(item));
        }
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public void A_scan_that_an_index_of_EF_was_meant_to_spare_says_which_index_the_table_needs()
    {
        var told = new List<string>();
        using var context = _database.Context(Model, b => b.LogTo(told.Add, [EFCore.Dyno.Diagnostics.DynoEventId.ScanWarning]));
        context.Database.EnsureCreated();
        _ = context.Set<User>().FirstOrDefault(u => u.Email == "a@b");
        _ = context.Set<User>().FirstOrDefault(u => u.Last == "b");
        Assert.Contains("HasIndex on Email is EF Core's alone: IsGlobalSecondaryIndex() behind it", told[0], StringComparison.Ordinal);
        Assert.DoesNotContain("HasIndex", told[1], StringComparison.Ordinal);
    }

    private static void Model(ModelBuilder b)
    {
        b.Entity<User>(e =>
        {
            e.HasIndex(u => u.Email).IsUnique();
            e.HasIndex(u => new { u.First, u.Last }, "Name").IsUnique();
            e.Ignore(u => u.Badges);
        });
        b.Entity<Badge>().HasAlternateKey(x => x.Code);
    }

    private ModelContext Context()
    {
        var context = _database.Context(Model, b => b.EnableSensitiveDataLogging());
        context.Database.EnsureCreated();
        return context;
    }
}
