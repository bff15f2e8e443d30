// Values that are made when entities are saved: keys from counters, row versions, ULIDs and GUIDs, and what saves that fail leave behind.

using EFCore.Dyno.ValueGeneration;

namespace EFCore.Dyno.Tests.Update;

public sealed class GeneratedValueTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private sealed class Ticket
    {
        public int Id { get; set; }

        public string? Title { get; set; }

        public long Number { get; set; }

        public List<Note> Notes { get; set; } = [];
    }

    private sealed class Note
    {
        public int Id { get; set; }

        public int TicketId { get; set; }

        public string? Text { get; set; }
    }

    private sealed class Document
    {
        public string Id { get; set; } = null!;

        public string? Text { get; set; }

        public int Version { get; set; }

        public byte[]? Stamp { get; set; }

        public Guid Tag { get; set; }

        public Part? Part { get; set; }
    }

    private sealed class Part
    {
        public string? Name { get; set; }
    }

    [Fact]
    public async Task Numbers_are_counted_when_they_are_saved_and_foreign_keys_follow()
    {
        using var context = Tickets();
        var ticket = new Ticket { Notes = [new Note { Text = "a" }, new Note { Text = "b" }] };
        context.Add(ticket);
        Assert.Equal(0, ticket.Id);
        Assert.True(context.Entry(ticket).Property(t => t.Id).IsTemporary);
        Assert.Equal(3, await context.SaveChangesAsync());
        Assert.Equal(1, ticket.Id);
        Assert.Equal(1, ticket.Number);
        Assert.Equal([1, 2], ticket.Notes.Select(n => n.Id).Order());
        Assert.All(ticket.Notes, n => Assert.Equal(1, n.TicketId));
        context.Add(new Ticket());
        context.SaveChanges();
        context.ChangeTracker.Clear();
        Assert.Equal([1, 2], (await context.Set<Ticket>().AllowScan().ToListAsync()).Select(t => t.Id).Order());
        Assert.Equal(2, await context.Set<Ticket>().AllowScan().CountAsync());
        Assert.Equal([1, 1], (await context.Set<Note>().AllowScan().ToListAsync()).Select(n => n.TicketId));
    }

    [Fact]
    public void A_number_that_an_entity_brings_is_not_given_out_again()
    {
        using (var context = Tickets())
        {
            context.Add(new Ticket { Id = 1 });
            context.Add(new Ticket { Id = 2 });
            context.SaveChanges();
            var next = new Ticket();
            context.Add(next);
            context.SaveChanges();
            Assert.Equal(3, next.Id);
            context.Add(new Ticket { Id = 5 });
            context.SaveChanges();
            var last = new Ticket();
            context.Add(last);
            context.SaveChanges();
            Assert.Equal(6, last.Id);
        }
    }

    [Fact]
    public void Many_writers_never_get_the_same_number()
    {
        Tickets().Dispose();
        Parallel.For(0, 8, _ =>
        {
            using var context = _database.Context(TicketModel);
            for (var i = 0; i < 50; i++)
            {
                context.Add(new Ticket());
                context.SaveChanges();
            }
        });
        using var all = _database.Context(TicketModel);
        Assert.Equal(400, all.Set<Ticket>().AllowScan().AsEnumerable().Select(t => t.Id).Distinct().Count());
    }

    [Fact]
    public void A_counter_goes_on_after_a_restart()
    {
        var directory = Path.Combine(Path.GetTempPath(), $"dyno-counter-{Guid.NewGuid():N}");
        try
        {
            int Save()
            {
                var options = new DbContextOptionsBuilder<ModelContext>().UseDyno(directory)
                    .ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, PerDelegateModel>().Options;
                using var context = new ModelContext(options, TicketModel);
                context.Database.EnsureCreated();
                var ticket = new Ticket();
                context.Add(ticket);
                context.SaveChanges();
                context.Database.CloseDyno();
                return ticket.Id;
            }

            var first = Save();
            Assert.True(Save() > first);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void Deleted_tables_begin_to_count_again()
    {
        using var context = Tickets();
        context.Add(new Ticket());
        context.SaveChanges();
        context.Database.EnsureDeleted();
        context.Database.EnsureCreated();
        context.ChangeTracker.Clear();
        var ticket = new Ticket();
        context.Add(ticket);
        context.SaveChanges();
        Assert.Equal(1, ticket.Id);
    }

    [Fact]
    public void A_save_that_fails_gives_the_temporary_values_back()
    {
        using var context = Tickets();
        context.Add(new Ticket { Id = 7 });
        context.SaveChanges();
        context.ChangeTracker.Clear();
        var ticket = new Ticket();
        var duplicate = new Ticket { Id = 7 };
        context.AddRange(ticket, duplicate);
        Assert.Throws<DbUpdateException>(() => context.SaveChanges());
        Assert.True(context.Entry(ticket).Property(t => t.Id).IsTemporary);
        context.Entry(duplicate).State = EntityState.Detached;
        context.SaveChanges();
        Assert.True(ticket.Id > 7);
    }

    [Fact]
    public void Versions_change_with_every_save_and_guard_the_item()
    {
        using var context = Documents();
        var document = new Document { Text = "a" };
        context.Add(document);
        context.SaveChanges();
        Assert.Equal(26, document.Id.Length);
        Assert.Equal(1, document.Version);
        Assert.Equal(8, document.Stamp!.Length);
        Assert.NotEqual(Guid.Empty, document.Tag);
        var stamp = document.Stamp;

        using var other = _database.Context(DocumentModel);
        var stale = other.Find<Document>(document.Id)!;
        document.Text = "b";
        context.SaveChanges();
        Assert.Equal(2, document.Version);
        Assert.True(document.Stamp.AsSpan().SequenceCompareTo(stamp) > 0);

        stale.Text = "c";
        var error = Assert.Throws<DbUpdateConcurrencyException>(() => other.SaveChanges());
        Assert.Same(stale, Assert.Single(error.Entries).Entity);
        Assert.Equal(1, stale.Version);
        error.Entries[0].OriginalValues.SetValues(error.Entries[0].GetDatabaseValues()!);
        other.SaveChanges();
        Assert.Equal(3, stale.Version);
    }

    [Fact]
    public void A_change_of_an_owned_value_is_a_new_version_of_the_item()
    {
        using var context = Documents();
        var document = new Document { Part = new Part { Name = "a" } };
        context.Add(document);
        context.SaveChanges();
        document.Part.Name = "b";
        Assert.Equal(1, context.SaveChanges());
        Assert.Equal(2, document.Version);
        Assert.All(context.ChangeTracker.Entries(), e => Assert.Equal(EntityState.Unchanged, e.State));
        document.Part.Name = "c";
        context.SaveChanges();
        Assert.Equal(3, document.Version);

        using var other = _database.Context(DocumentModel);
        var stale = other.Find<Document>(document.Id)!;
        document.Text = "x";
        context.SaveChanges();
        stale.Part!.Name = "d";
        Assert.Throws<DbUpdateConcurrencyException>(() => other.SaveChanges());
        Assert.Equal(3, stale.Version);
    }

    [Fact]
    public void Ulids_sort_in_the_order_they_were_made()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => Ulid.Next()).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^[0-7][0-9A-HJKMNP-TV-Z]{25}$", id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    // A new entity brings none, whether its initializer leaves the text empty or null.
    [Fact]
    public void A_Ulid_is_made_where_the_property_is_as_its_initializer_leaves_it()
    {
        using var context = Created(_database.Context(b =>
        {
            b.Entity<Letter>().Property(l => l.Id).UseUlid();
            b.Entity<Letter>().Property(l => l.Reference).UseUlid();
            b.Entity<Parcel>().HasKey(p => p.Number);
            b.Entity<Parcel>().Property(p => p.Number).UseUlid();
        }));
        var (letter, parcel) = (new Letter(), new Parcel("x"));
        context.AddRange(letter, parcel, new Letter { Id = "own", Reference = "r" });
        context.SaveChanges();
        Assert.Equal((26, (int?)26, 26), (letter.Id.Length, letter.Reference?.Length, parcel.Number.Length));
        Assert.Equal("r", context.Set<Letter>().AsNoTracking().Single(l => l.Id == "own").Reference);
    }

    public void Dispose() => _database.Dispose();

    private sealed class Letter
    {
        public string Id { get; set; } = "";

        public string? Reference { get; set; }
    }

    private sealed class Parcel(string text)
    {
        public string Number { get; set; } = null!;

        public string Text { get; private set; } = text;
    }

    private static void TicketModel(ModelBuilder b)
    {
        b.Entity<Ticket>().Property(t => t.Number).ValueGeneratedOnAdd();
        b.Entity<Note>();
    }

    private static void DocumentModel(ModelBuilder b) => b.Entity<Document>(e =>
    {
        e.Property(d => d.Id).UseUlid();
        e.Property(d => d.Version).IsRowVersion();
        e.Property(d => d.Stamp).IsRowVersion();
        e.Property(d => d.Tag).IsRowVersion();
        e.OwnsOne(d => d.Part);
    });

    private ModelContext Tickets() => Created(_database.Context(TicketModel));

    private ModelContext Documents() => Created(_database.Context(DocumentModel));

    private static ModelContext Created(ModelContext context)
    {
        context.Database.EnsureCreated();
        return context;
    }
}
