// What a deletion does to dependents that the context does not track: they go, or lose their foreign key, in the same transaction, as with the foreign keys of a database.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Tests.Query;

namespace EFCore.Dyno.Tests.Update;

public sealed class CascadeTests : IDisposable
{
    private readonly TestDatabase _database = new();

    private sealed class Author
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public List<Book> Books { get; set; } = [];
    }

    // Its key begins with the foreign key.
    private sealed class Book
    {
        public int AuthorId { get; set; }

        public int Number { get; set; }

        public string? Isbn { get; set; }

        public List<Review> Reviews { get; set; } = [];

        public List<Subject> Subjects { get; set; } = [];
    }

    // Of a foreign key of two properties, which an index has.
    private sealed class Review
    {
        public string Id { get; set; } = "";

        public int AuthorId { get; set; }

        public int BookNumber { get; set; }

        public string Text { get; set; } = "";
    }

    private sealed class Subject
    {
        public string Id { get; set; } = "";

        public List<Book> Books { get; set; } = [];
    }

    // Nothing of its keys finds it by its members.
    private sealed class Club
    {
        public string Id { get; set; } = "";

        public int? PatronId { get; set; }

        public int? FounderId { get; set; }

        public string City { get; set; } = "";

        public string? ParentId { get; set; }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dependents_go_with_their_principal_level_by_level(bool isNetwork)
    {
        Seed();
        var log = new RequestRecorder();
        await using var embedded = Context();
        await using var context = isNetwork ? Over(embedded, log) : Context(b => b.AddInterceptors(log));
        context.Remove(new Author { Id = 1 });
        Assert.Equal(1, await context.SaveChangesAsync());
        Assert.Empty(context.ChangeTracker.Entries());

        await using var after = Context();
        Assert.Equal([(2, 1)], await after.Set<Book>().AllowScan().Select(b => new ValueTuple<int, int>(b.AuthorId, b.Number)).ToListAsync());
        Assert.Equal(["r4"], await after.Set<Review>().AllowScan().Select(r => r.Id).ToListAsync());
        Assert.Equal([2], await after.Set<Dictionary<string, object>>("BookSubject").AllowScan().Select(j => (int)j["BooksAuthorId"]).ToListAsync());
        Assert.Equal(2, await after.Set<Subject>().AllowScan().CountAsync());

        // The books by one Query of their key, the reviews of each book by one of the index, one transaction.
        Assert.Single(log.Requests.OfType<TransactWriteItemsRequest>());
        Assert.Equal(["Books", "Reviews", "Reviews"], log.Requests.OfType<QueryRequest>().Where(q => q.TableName is "Books" or "Reviews").Select(q => q.TableName));

        // What was unique is free again.
        after.Add(new Book { AuthorId = 2, Number = 9, Isbn = "isbn-1" });
        Assert.Equal(1, await after.SaveChangesAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Foreign_keys_that_may_be_null_become_null_and_indexes_follow(bool isNetwork)
    {
        Seed();
        await using var embedded = Context();
        await using var context = isNetwork ? Over(embedded, new()) : Context();
        context.Remove((await context.Set<Author>().FindAsync(1))!);
        await context.SaveChangesAsync();
        await using var after = Context();
        var clubs = await after.Set<Club>().AllowScan().OrderBy(c => c.Id).ToListAsync();

        // c1 had the author twice, c2 once; c3 another one.
        Assert.Equal([(null, null), (null, 2), (2, 2)], clubs.Select(c => (c.PatronId, c.FounderId)));
        Assert.Equal(["c3"], await after.Set<Club>().Where(c => c.PatronId == 2).Select(c => c.Id).ToListAsync());
        var table = after.Database.GetDynoClient();
        Assert.Equal(1, (await table.ScanAsync(new() { TableName = "Clubs", IndexName = "ByPatron" })).Count);
        clubs[0].PatronId = 2;
        await after.SaveChangesAsync();
        Assert.Equal(2, await after.Set<Club>().CountAsync(c => c.PatronId == 2));
    }

    [Fact]
    public void A_tree_goes_with_its_root_and_a_scan_is_told()
    {
        Seed();
        var told = new List<string>();
        using var context = Context(b => b.LogTo(told.Add, [DynoEventId.CascadeScanWarning]));
        context.AddRange(new Club { Id = "root" }, new Club { Id = "a", ParentId = "root" }, new Club { Id = "b", ParentId = "root" }, new Club { Id = "c", ParentId = "a" });
        context.SaveChanges();
        context.ChangeTracker.Clear();
        Assert.Empty(told);
        context.Remove(context.Set<Club>().Single(c => c.Id == "root"));
        Assert.Equal(1, context.SaveChanges());
        Assert.Equal(["c1", "c2", "c3"], context.Set<Club>().AllowScan().Select(c => c.Id).Order());
        Assert.Contains("'Club' is looked for in all of Clubs", told[0], StringComparison.Ordinal);
        Assert.Contains("ClientCascade", told[0], StringComparison.Ordinal);

        using var strict = Context(b => b.ConfigureWarnings(w => w.Throw(DynoEventId.CascadeScanWarning)));
        strict.Remove(strict.Set<Club>().Single(c => c.Id == "c1"));
        Assert.Contains("CascadeScanWarning", Assert.Throws<InvalidOperationException>(() => strict.SaveChanges()).Message, StringComparison.Ordinal);
        Assert.Equal(3, context.Set<Club>().AllowScan().Count());
    }

    [Fact]
    public async Task What_the_context_tracks_is_its_own_affair()
    {
        Seed();
        await using var context = Context();
        var moved = await context.Set<Review>().SingleAsync(r => r.Id == "r1");
        (moved.AuthorId, moved.BookNumber, moved.Text) = (2, 1, "moved");
        context.Add(new Book { AuthorId = 2, Number = 2, Isbn = "isbn-1" });
        context.Remove(new Author { Id = 1 });
        Assert.Equal(3, await context.SaveChangesAsync());
        await using var after = Context();
        Assert.Equal([("r1", "moved"), ("r4", "fine")], (await after.Set<Review>().AllowScan().OrderBy(r => r.Id).ToListAsync()).Select(r => (r.Id, r.Text)));

        // The unique value went from a book that was deleted in the store to one that was added.
        after.Add(new Book { AuthorId = 2, Number = 3, Isbn = "isbn-1" });
        Assert.Contains("Isbn", (await Assert.ThrowsAsync<DbUpdateException>(() => after.SaveChangesAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unique_values_go_over_where_the_save_is_planned_again_for_others()
    {
        Seed();
        await using var context = Context();
        context.Add(new Book { AuthorId = 2, Number = 2, Isbn = "isbn-1" });
        context.Remove(new Author { Id = 1 });

        // Attached with its key only: which values it gives up, the first refusal says.
        context.Remove(new Book { AuthorId = 2, Number = 1 });
        Assert.Equal(3, await context.SaveChangesAsync());
        await using var after = Context();
        Assert.Equal("isbn-1", (await after.Set<Book>().AllowScan().SingleAsync()).Isbn);
    }

    [Fact]
    public async Task A_refused_deletion_leaves_the_dependents()
    {
        Seed();
        await using var context = Context();
        var author = (await context.Set<Author>().FindAsync(1))!;
        await using (var other = Context())
        {
            (await other.Set<Author>().FindAsync(1))!.Name = "changed";
            await other.SaveChangesAsync();
        }

        context.Remove(author);
        var error = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());
        Assert.Same(author, Assert.Single(error.Entries).Entity);
        await using var after = Context();
        Assert.Equal(3, await after.Set<Book>().AllowScan().CountAsync());
        Assert.Equal(4, await after.Set<Review>().AllowScan().CountAsync());
    }

    [Fact]
    public async Task Dependents_that_change_meanwhile_are_found_again()
    {
        Seed();
        var log = new RequestRecorder();
        await using var context = Context(b => b.AddInterceptors(log));
        log.Before = request =>
        {
            if (request is TransactWriteItemsRequest)
            {
                // One more, and one that moves away, after they were read.
                log.Before = null;
                using var other = Context();
                other.Add(new Review { Id = "r5", AuthorId = 1, BookNumber = 1, Text = "late" });
                other.Set<Review>().Single(r => r.Id == "r1").AuthorId = 2;
                other.SaveChanges();
            }
        };
        context.Remove(new Author { Id = 1 });
        await context.SaveChangesAsync();
        await using var after = Context();
        Assert.Equal(["r1", "r4"], await after.Set<Review>().AllowScan().Select(r => r.Id).Order().ToListAsync());
    }

    [Fact]
    public async Task Client_behaviours_leave_alone_what_is_not_loaded()
    {
        void Client(ModelBuilder model)
        {
            Model(model);
            foreach (var foreignKey in model.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()))
            {
                foreignKey.DeleteBehavior = foreignKey.DeleteBehavior == DeleteBehavior.Cascade ? DeleteBehavior.ClientCascade : DeleteBehavior.ClientSetNull;
            }
        }

        Seed();
        var log = new RequestRecorder();
        await using var context = _database.Context(Client, b => b.AddInterceptors(log));
        context.Remove(new Author { Id = 1 });
        await context.SaveChangesAsync();
        Assert.Equal(3, await context.Set<Book>().AllowScan().CountAsync());
        Assert.Equal(2, log.Requests.Count);
    }

    [Fact]
    public async Task What_cannot_be_looked_for_is_an_error_of_the_save_and_nothing_is_deleted()
    {
        Seed();
        await using var context = Context();
        await context.Database.GetDynoTables().DeleteTableAsync("Clubs");
        context.Remove(new Author { Id = 1 });
        var error = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        Assert.Contains("EnsureCreated", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, await context.Set<Book>().AllowScan().CountAsync());
    }

    [Fact]
    public async Task In_a_transaction_they_come_back_with_it()
    {
        Seed();
        await using var context = Context();
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            context.Add(new Book { AuthorId = 1, Number = 77 });
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
            context.Remove(new Author { Id = 1 });
            await context.SaveChangesAsync();
            Assert.Equal(1, await context.Set<Book>().AllowScan().CountAsync());
            await transaction.RollbackAsync();
        }

        Assert.Equal(3, await context.Set<Book>().AllowScan().CountAsync());
    }

    [Fact]
    public async Task More_than_a_transaction_holds_is_refused_or_goes_before_its_principal()
    {
        await using var embedded = Context();
        await embedded.Database.EnsureCreatedAsync();
        embedded.AddRange(new Author { Id = 1 }, new Author { Id = 2 });
        embedded.AddRange(Enumerable.Range(1, 20).Select(n => new Book { AuthorId = 1, Number = n, Isbn = n % 3 == 0 ? $"i{n}" : null }));
        await embedded.SaveChangesAsync();
        var log = new RequestRecorder();
        await using var context = Over(embedded, log, maxTransactionActions: 6);
        context.Remove(new Author { Id = 1 });
        Assert.Contains("27", (await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(20, await embedded.Set<Book>().AllowScan().CountAsync());

        log.Requests.Clear();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        Assert.Equal(1, await context.SaveChangesAsync());
        var written = log.Requests.OfType<TransactWriteItemsRequest>().Select(r => r.TransactItems).ToList();
        Assert.All(written, items => Assert.InRange(items.Count, 2, 6));
        Assert.Equal("Authors", written[^1][^1].TableName);
        Assert.Equal(26, written.Sum(items => items.Count(i => i.TableName == "Books")));
        Assert.Equal(0, await embedded.Set<Book>().AllowScan().CountAsync());
        Assert.Equal(1, await embedded.Set<Author>().AllowScan().CountAsync());
    }

    public void Dispose() => _database.Dispose();

    private ModelContext Context(Action<DbContextOptionsBuilder>? configure = null) => _database.Context(Model, configure);

    // As over a network: every answer comes later, and no more is read of an item than is needed.
    private static ModelContext Over(ModelContext embedded, RequestRecorder log, int? maxTransactionActions = null) => new(
        new DbContextOptionsBuilder<ModelContext>().ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, PerDelegateModel>()
            .UseDyno(new DelayedClient(embedded.Database.GetDynoClient(), maxTransactionActions), embedded.Database.GetDynoTables()).AddInterceptors(log).Options,
        Model);

    private static void Model(ModelBuilder model)
    {
        model.Entity<Author>().Property(a => a.Name).IsConcurrencyToken();
        model.Entity<Book>(book =>
        {
            book.HasKey(b => new { b.AuthorId, b.Number });
            book.HasIndex(b => b.Isbn).IsUnique();
            book.HasMany(b => b.Reviews).WithOne().HasForeignKey(r => new { r.AuthorId, r.BookNumber });
            book.HasMany(b => b.Subjects).WithMany(s => s.Books);
        });
        model.Entity<Review>().HasGlobalSecondaryIndex("ByBook", r => r.AuthorId, r => r.BookNumber);
        model.Entity<Club>(club =>
        {
            club.HasOne<Author>().WithMany().HasForeignKey(c => c.PatronId).OnDelete(DeleteBehavior.SetNull);
            club.HasOne<Author>().WithMany().HasForeignKey(c => c.FounderId).OnDelete(DeleteBehavior.SetNull);
            club.HasOne<Club>().WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Cascade);
            club.HasGlobalSecondaryIndex("ByPatron", c => $"{c.City}#{c.PatronId}");
        });
    }

    private void Seed()
    {
        using var context = Context();
        context.Database.EnsureCreated();
        Subject[] subjects = [new() { Id = "s1" }, new() { Id = "s2" }];
        Book[] books =
        [
            new() { AuthorId = 1, Number = 1, Isbn = "isbn-1", Subjects = [.. subjects] },
            new() { AuthorId = 1, Number = 2, Isbn = "isbn-2" },
            new() { AuthorId = 2, Number = 1, Isbn = "isbn-3", Subjects = [subjects[0]] },
        ];
        context.AddRange(new Author { Id = 1 }, new Author { Id = 2 });
        context.AddRange(books);
        context.AddRange(
            new Review { Id = "r1", AuthorId = 1, BookNumber = 1 }, new Review { Id = "r2", AuthorId = 1, BookNumber = 1 },
            new Review { Id = "r3", AuthorId = 1, BookNumber = 2 }, new Review { Id = "r4", AuthorId = 2, BookNumber = 1, Text = "fine" });
        context.AddRange(
            new Club { Id = "c1", PatronId = 1, FounderId = 1, City = "Rome" }, new Club { Id = "c2", PatronId = 1, FounderId = 2, City = "Rome" },
            new Club { Id = "c3", PatronId = 2, FounderId = 2, City = "Rome" });
        context.SaveChanges();
    }
}
