// Upserts, checks of entities that are not written, additions in the store, paths that do not fit what is stored, and saves in parts.

using Dyno.Expressions;

namespace EFCore.Dyno.Tests.Update;

public sealed class WriteExtensionTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public WriteExtensionTests()
    {
        using var context = Context();
        context.Database.EnsureCreated();
    }

    private sealed class Page
    {
        public string Id { get; set; } = "";

        public string? Title { get; set; }

        public int Views { get; set; }

        public Owner? Owner { get; set; }
    }

    private sealed class Owner
    {
        public string? Name { get; set; }

        public string? Mail { get; set; }
    }

    private sealed class Stamped
    {
        public string Id { get; set; } = "";

        public string? Text { get; set; }

        public int Version { get; set; }

        public Guid Stamp { get; set; }
    }

    [Fact]
    public async Task An_upsert_inserts_and_replaces()
    {
        using (var context = Context())
        {
            var entry = context.Upsert(new Page { Id = "a", Title = "one", Views = 3, Owner = new Owner { Name = "o" } });
            Assert.Equal(EntityState.Added, entry.State);
            Assert.Equal(1, await context.SaveChangesAsync());
        }

        using (var context = Context())
        {
            context.Set<Page>().Upsert(new Page { Id = "a", Title = "two" });
            Assert.Equal(1, context.SaveChanges());
            context.Add(new Page { Id = "b" });
            context.Upsert(new Page { Id = "c" });
            Assert.Equal(2, context.SaveChanges());
        }

        using var other = Context();
        var page = other.Find<Page>("a")!;
        Assert.Equal(("two", 0), (page.Title, page.Views));
        Assert.Null(page.Owner);
        Assert.Throws<InvalidOperationException>(() => other.Upsert(page));
        other.ChangeTracker.Clear();
        other.Add(new Page { Id = "a" });
        Assert.Throws<DbUpdateException>(() => other.SaveChanges());
    }

    [Fact]
    public void A_version_that_counts_cannot_be_upserted()
    {
        using var context = Context();
        context.Upsert(new Stamped { Id = "a" });
        Assert.Contains("counts on", Assert.Throws<InvalidOperationException>(() => context.SaveChanges()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_entity_must_be_as_it_was_loaded()
    {
        using var context = Context();
        context.AddRange(new Page { Id = "a", Title = "one" }, new Stamped { Id = "s" });
        context.SaveChanges();
        var page = context.Find<Page>("a")!;
        var stamped = context.Find<Stamped>("s")!;
        var version = stamped.Version;
        context.Entry(page).RequireUnchanged();
        context.Entry(stamped).RequireUnchanged();
        context.Add(new Page { Id = "b" });
        context.SaveChanges();
        Assert.Equal(version, stamped.Version);
        Assert.All(context.ChangeTracker.Entries(), e => Assert.Equal(EntityState.Unchanged, e.State));

        using (var other = Context())
        {
            other.Find<Page>("a")!.Title = "two";
            other.SaveChanges();
        }

        context.Add(new Page { Id = "c" });
        context.Entry(page).RequireUnchanged();
        var error = Assert.Throws<DbUpdateConcurrencyException>(() => context.SaveChanges());
        Assert.Same(page, Assert.Single(error.Entries).Entity);
        using var third = Context();
        Assert.Null(third.Find<Page>("c"));
        Assert.Throws<InvalidOperationException>(() => third.Entry(new Page { Id = "x" }).RequireUnchanged());
    }

    [Fact]
    public void Additions_of_several_writers_all_count()
    {
        using var context = Context();
        var page = new Page { Id = "a", Views = 10 };
        context.Add(page);
        Assert.Throws<InvalidOperationException>(() => context.Entry(page).Property(p => p.Views).Increment(1));
        context.SaveChanges();
        using (var other = Context())
        {
            var same = other.Find<Page>("a")!;
            other.Entry(same).Property(p => p.Views).Increment(5);
            other.Entry(same).Property(p => p.Views).Increment(2);
            Assert.Equal(17, same.Views);
            other.SaveChanges();
        }

        context.Entry(page).Property(p => p.Views).Increment(1);
        Assert.Equal(11, page.Views);
        context.SaveChanges();
        Assert.Equal(18, page.Views);
        Assert.Equal(EntityState.Unchanged, context.Entry(page).State);

        // Set after it was added to, it is set.
        context.Entry(page).Property(p => p.Views).Increment(1);
        page.Views = 100;
        context.SaveChanges();
        using var third = Context();
        Assert.Equal(100, third.Find<Page>("a")!.Views);
    }

    [Fact]
    public async Task Where_a_path_leads_nowhere_the_value_is_sent_whole()
    {
        using var context = Context();
        var page = new Page { Id = "a", Owner = new Owner { Name = "n", Mail = "m" } };
        context.Add(page);
        context.SaveChanges();
        var client = context.Database.GetDynoClient();
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "Pages",
            Key = Item.Of(("Id", "a")),
            UpdateExpression = UpdateExpression.Parse("REMOVE #o", new ExpressionScope(
                new Dictionary<string, string> { ["#o"] = "Owner" }, null)),
        });
        page.Owner.Name = "x";
        Assert.Equal(1, context.SaveChanges());
        using var other = Context();
        Assert.Equal(("x", "m"), (other.Find<Page>("a")!.Owner!.Name, other.Find<Page>("a")!.Owner!.Mail));
        await client.DeleteItemAsync(new DeleteItemRequest { TableName = "Pages", Key = Item.Of(("Id", "a")) });
        page.Owner.Name = "y";
        Assert.Throws<DbUpdateConcurrencyException>(() => context.SaveChanges());
    }

    [Fact]
    public void Two_writers_of_different_properties_of_an_owned_value_both_count()
    {
        using var context = Context();
        var page = new Page { Id = "a", Owner = new Owner { Name = "n", Mail = "m" } };
        context.Add(page);
        context.SaveChanges();
        using (var other = Context())
        {
            other.Find<Page>("a")!.Owner!.Mail = "m2";
            other.SaveChanges();
        }

        page.Owner.Name = "n2";
        context.SaveChanges();
        using var third = Context();
        Assert.Equal(("n2", "m2"), (third.Find<Page>("a")!.Owner!.Name, third.Find<Page>("a")!.Owner!.Mail));
    }

    public void Dispose() => _database.Dispose();

    private ModelContext Context() => _database.Context(Model);

    private static void Model(ModelBuilder b)
    {
        b.Entity<Page>().OwnsOne(p => p.Owner);
        b.Entity<Stamped>(e =>
        {
            e.Property(s => s.Version).IsRowVersion();
            e.Property(s => s.Stamp).IsRowVersion();
        });
    }
}
