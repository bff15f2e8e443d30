// Database.BeginTransaction over an embedded database: what contexts see, how transactions end, are shared, retried, logged and intercepted, and where they are refused.

using System.Transactions;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Tests.Query;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Tests.Storage;

public sealed class TransactionTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public TransactionTests()
    {
        using var context = Open();
        context.Database.EnsureCreated();
        context.AddRange(new Account { Bank = "B", Number = 1, Owner = "ann", Balance = 100 }, new Account { Bank = "B", Number = 2, Owner = "bob", Balance = 100 });
        context.SaveChanges();
    }

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_saved_is_seen_within_and_by_others_after_the_commit(bool async)
    {
        using var context = Open();
        using var transaction = async ? await context.Database.BeginTransactionAsync() : context.Database.BeginTransaction();
        Assert.Same(transaction, context.Database.CurrentTransaction);
        var ann = context.Accounts.Find("B", 1)!;
        ann.Balance -= 30;
        context.Add(new Account { Bank = "B", Number = 3, Owner = "ann", Balance = 30 });
        Assert.Equal(2, async ? await context.SaveChangesAsync() : context.SaveChanges());
        ann.Owner = "anna";
        Assert.Equal(1, async ? await context.SaveChangesAsync() : context.SaveChanges());
        Assert.Equal([70, 100, 30], context.Accounts.AsNoTracking().Where(a => a.Bank == "B").Select(a => a.Balance));
        Assert.Equal([3], context.Accounts.AsNoTracking().Where(a => a.Owner == "ann").Select(a => a.Number));
        Assert.Equal([100, 100], Balances());
        if (async)
        {
            await transaction.CommitAsync();
        }
        else
        {
            transaction.Commit();
        }

        Assert.Null(context.Database.CurrentTransaction);
        Assert.Equal([70, 100, 30], Balances());
        ann.Balance = 1;
        Assert.Equal(1, context.SaveChanges());
        Assert.Equal([1, 100, 30], Balances());
    }

    [Theory]
    [InlineData("rollback")]
    [InlineData("rollback async")]
    [InlineData("database")]
    [InlineData("dispose")]
    [InlineData("dispose async")]
    [InlineData("dispose context")]
    public async Task What_is_not_committed_is_gone(string end)
    {
        var context = Open();
        var transaction = context.Database.BeginTransaction();
        context.Remove(context.Accounts.Find("B", 1)!);
        context.SaveChanges();
        Assert.Null(context.Accounts.AsNoTracking().SingleOrDefault(a => a.Bank == "B" && a.Number == 1));
        switch (end)
        {
            case "rollback":
                transaction.Rollback();
                break;
            case "rollback async":
                await transaction.RollbackAsync();
                break;
            case "database":
                context.Database.RollbackTransaction();
                break;
            case "dispose":
                transaction.Dispose();
                break;
            case "dispose async":
                await transaction.DisposeAsync();
                break;
            default:
                context.Dispose();
                break;
        }

        Assert.Equal([100, 100], Balances());
        if (end != "dispose context")
        {
            Assert.Null(context.Database.CurrentTransaction);
            Assert.NotNull(context.Accounts.AsNoTracking().SingleOrDefault(a => a.Bank == "B" && a.Number == 1));
            using var again = context.Database.BeginTransaction();
        }
    }

    [Fact]
    public async Task A_context_goes_back_to_its_pool_without_its_transaction()
    {
        var factory = new PooledDbContextFactory<BankContext>(_database.Options<BankContext>(), 1);
        BankContext first;
        await using (first = factory.CreateDbContext())
        {
            await first.Database.BeginTransactionAsync();
            first.Add(new Account { Bank = "B", Number = 9, Owner = "x" });
            await first.SaveChangesAsync();
        }

        await using var second = factory.CreateDbContext();
        Assert.Same(first, second);
        Assert.Null(second.Database.CurrentTransaction);
        Assert.Equal([100, 100], Balances());
        Assert.Null(await second.Accounts.FindAsync("B", 9));
    }

    [Fact]
    public void Savepoints_take_back_what_came_after_them()
    {
        using var context = Open();
        using var transaction = context.Database.BeginTransaction();
        Assert.True(transaction.SupportsSavepoints);
        context.Add(new Account { Bank = "B", Number = 3, Owner = "x", Balance = 1 });
        context.SaveChanges();
        transaction.CreateSavepoint("one");
        context.Add(new Account { Bank = "B", Number = 4, Owner = "x", Balance = 2 });
        context.SaveChanges();
        transaction.RollbackToSavepoint("one");
        transaction.ReleaseSavepoint("one");
        Assert.Contains("no savepoint 'one'", Assert.Throws<InvalidOperationException>(() => transaction.RollbackToSavepoint("one")).Message, StringComparison.Ordinal);
        transaction.Commit();
        Assert.Equal([100, 100, 1], Balances());
    }

    [Fact]
    public void A_save_that_is_refused_leaves_the_transaction_as_it_was()
    {
        using var context = Open();
        using var transaction = context.Database.BeginTransaction();
        var fine = new Account { Bank = "B", Number = 3, Owner = "x", Balance = 1 };
        var duplicate = new Account { Bank = "B", Number = 1, Owner = "x" };
        context.AddRange(fine, duplicate);
        Assert.Same(duplicate, Assert.Throws<DbUpdateException>(() => context.SaveChanges()).Entries[0].Entity);
        Assert.Null(context.Accounts.AsNoTracking().SingleOrDefault(a => a.Bank == "B" && a.Number == 3));
        context.Entry(duplicate).State = EntityState.Detached;
        context.SaveChanges();
        transaction.Commit();
        Assert.Equal([100, 100, 1], Balances());
    }

    [Fact]
    public async Task Who_commits_second_conflicts_and_an_execution_strategy_tries_the_whole_again()
    {
        var options = _database.Options<BankContext>(b => b.UseDyno(o => o.EnableRetryOnFailure(5, TimeSpan.FromMilliseconds(5))));
        var attempts = 0;
        await using var context = new BankContext(options);
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            context.ChangeTracker.Clear();
            await using var transaction = await context.Database.BeginTransactionAsync();
            var sum = await context.Accounts.Where(a => a.Bank == "B").SumAsync(a => a.Balance);
            context.Add(new Account { Bank = "total", Number = attempts, Owner = "x", Balance = sum });
            await context.SaveChangesAsync();
            if (attempts++ < 2)
            {
                await using var other = Open();
                other.Add(new Account { Bank = "B", Number = 10 + attempts, Owner = "y", Balance = 5 });
                await other.SaveChangesAsync();
            }

            await transaction.CommitAsync();
        });
        Assert.Equal(3, attempts);
        await using var after = Open();
        Assert.Equal((2, 210), after.Accounts.Where(a => a.Bank == "total").Select(a => ValueTuple.Create(a.Number, a.Balance)).ToList().Single());

        // As with EF's other providers: the strategy cannot repeat what it did not run.
        await using var outside = await context.Database.BeginTransactionAsync();
        context.Add(new Account { Bank = "B", Number = 20, Owner = "z" });
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
        Assert.Contains("does not support user-initiated transactions", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_conflict_nothing_is_left_of_the_transaction(bool async)
    {
        using var context = Open();
        using var transaction = context.Database.BeginTransaction();
        context.Accounts.Find("B", 1)!.Balance = 1;
        context.SaveChanges();
        using (var other = Open())
        {
            other.Accounts.Find("B", 1)!.Balance = 2;
            other.SaveChanges();
        }

        if (async)
        {
            await Assert.ThrowsAsync<TransactionConflictException>(() => transaction.CommitAsync());
            await transaction.RollbackAsync();
        }
        else
        {
            Assert.Throws<TransactionConflictException>(transaction.Commit);
            transaction.Rollback();
        }

        Assert.Null(context.Database.CurrentTransaction);
        Assert.Equal([2, 100], Balances());
    }

    [Fact]
    public async Task Contexts_and_code_without_EF_share_a_transaction()
    {
        using var first = Open();
        using var second = Open();
        using var transaction = first.Database.BeginTransaction();
        first.Add(new Account { Bank = "B", Number = 3, Owner = "x", Balance = 1 });
        first.SaveChanges();
        using (var joined = second.Database.UseTransaction(transaction.GetDynoTransaction()))
        {
            Assert.Same(joined, second.Database.CurrentTransaction);
            second.Accounts.Find("B", 3)!.Balance = 2;
            second.SaveChanges();
        }

        Assert.Null(second.Database.CurrentTransaction);
        Assert.Null(second.Accounts.AsNoTracking().SingleOrDefault(a => a.Bank == "B" && a.Number == 3));
        second.Database.UseTransaction(transaction.GetDynoTransaction());
        second.Database.UseTransaction(null);
        Assert.Null(second.Database.CurrentTransaction);
        await first.Database.GetDynoClient().DeleteItemAsync(new DeleteItemRequest { TableName = "Accounts", Key = Item.Of(("Bank", "B"), ("Number", 2)) });
        transaction.Commit();
        Assert.Equal([100, 2], Balances());

        using var elsewhere = new TestDatabase();
        using var other = new BankContext(elsewhere.Options<BankContext>());
        using var foreign = other.Database.BeginTransaction();
        Assert.Contains(
            "belongs to another database",
            Assert.Throws<InvalidOperationException>(() => first.Database.UseTransaction(foreign.GetDynoTransaction())).Message, StringComparison.Ordinal);
    }

    // Numbers are handed out for good: they are not part of the transaction, and reserving more of them does not conflict with it.
    [Fact]
    public void Generated_numbers_are_not_rolled_back_and_do_not_conflict()
    {
        using var context = Open();
        int rolledBack;
        using (context.Database.BeginTransaction())
        {
            Assert.Empty(context.Notes.AllowScan());
            var note = new Note();
            context.Add(note);
            context.SaveChanges();
            rolledBack = note.Id;
        }

        context.ChangeTracker.Clear();
        using (var transaction = context.Database.BeginTransaction())
        {
            for (var i = 0; i < 40; i++)
            {
                Assert.Equal(i, context.Notes.AllowScan().AsNoTracking().ToList().Count);
                context.Add(new Note());
                context.SaveChanges();
            }

            transaction.Commit();
        }

        using var after = Open();
        var ids = after.Notes.AllowScan().Select(n => n.Id).ToList();
        Assert.Equal(40, ids.Distinct().Count());
        Assert.DoesNotContain(rolledBack, ids);
    }

    [Fact]
    public void One_transaction_at_a_time_and_none_to_end_without_one()
    {
        using var context = Open();
        Assert.Contains("no open transaction", Assert.Throws<InvalidOperationException>(() => context.Database.CommitTransaction()).Message, StringComparison.Ordinal);
        using var transaction = context.Database.BeginTransaction();
        Assert.Contains("still open", Assert.Throws<InvalidOperationException>(() => context.Database.BeginTransaction()).Message, StringComparison.Ordinal);
        context.Database.CommitTransaction();
        Assert.Throws<InvalidOperationException>(transaction.Commit);
        Assert.Throws<InvalidOperationException>(transaction.Rollback);
    }

    [Fact]
    public async Task A_store_without_transactions_says_what_to_do()
    {
        using var embedded = Open();
        await using var context = new BankContext(
            new DbContextOptionsBuilder<BankContext>().UseDyno(new DelayedClient(embedded.Database.GetDynoClient()), embedded.Database.GetDynoTables()).Options);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => context.Database.BeginTransactionAsync());
        Assert.Contains("one call of SaveChanges", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<InvalidOperationException>(() => context.Database.BeginTransaction()).Message);
    }

    [Fact]
    public void A_scope_of_System_Transactions_is_an_error_unless_it_is_ignored()
    {
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            using var context = Open();
            context.Add(new Account { Bank = "B", Number = 3, Owner = "x", Balance = 1 });
            Assert.Contains("TransactionScope", Assert.Throws<InvalidOperationException>(() => context.SaveChanges()).Message, StringComparison.Ordinal);
            Assert.Contains("TransactionScope", Assert.Throws<InvalidOperationException>(() => context.Database.BeginTransaction()).Message, StringComparison.Ordinal);
            using var ignoring = new BankContext(_database.Options<BankContext>(b => b.ConfigureWarnings(w => w.Ignore(DynoEventId.AmbientTransactionWarning))));
            ignoring.Add(new Account { Bank = "B", Number = 3, Owner = "x", Balance = 1 });
            ignoring.SaveChanges();
        }

        Assert.Equal([100, 100, 1], Balances());
    }

    [Fact]
    public async Task Transactions_are_logged_and_intercepted()
    {
        var events = new List<EventData>();
        var interceptor = new Recorder();
        await using var context = new BankContext(_database.Options<BankContext>(b => b
            .LogTo((id, _) => id.Name!.Contains("Database.Transaction", StringComparison.Ordinal), events.Add).AddInterceptors(interceptor)));
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            await transaction.CreateSavepointAsync("s");
            await transaction.RollbackToSavepointAsync("s");
            await transaction.ReleaseSavepointAsync("s");
            await transaction.CommitAsync();
            Assert.Equal(
                [
                    DynoEventId.TransactionStarted, DynoEventId.SavepointCreated, DynoEventId.SavepointRolledBack, DynoEventId.SavepointReleased,
                    DynoEventId.TransactionCommitted,
                ],
                events.Select(e => e.EventId));
            Assert.All(events, e => Assert.Equal(transaction.TransactionId, ((DynoTransactionEventData)e).TransactionId));
            Assert.Contains("Created savepoint 's'", events[1].ToString(), StringComparison.Ordinal);
        }

        events.Clear();
        using (context.Database.BeginTransaction())
        {
            context.Database.RollbackTransaction();
        }

        using (context.Database.BeginTransaction())
        {
        }

        using (context.Database.BeginTransaction())
        {
            context.Accounts.Find("B", 1)!.Balance = 5;
            context.SaveChanges();
            using (var other = Open())
            {
                other.Accounts.Find("B", 1)!.Balance = 6;
                other.SaveChanges();
            }

            Assert.Throws<TransactionConflictException>(context.Database.CommitTransaction);
        }

        Assert.Equal(
            [
                DynoEventId.TransactionStarted, DynoEventId.TransactionRolledBack, DynoEventId.TransactionStarted, DynoEventId.TransactionDisposed,
                DynoEventId.TransactionStarted, DynoEventId.TransactionFailed,
            ],
            events.Select(e => e.EventId));
        var failed = Assert.IsType<DynoTransactionErrorEventData>(events[^1]);
        Assert.IsType<TransactionConflictException>(failed.Exception);
        Assert.Equal(["started", "committing", "committed", "started", "rolled back", "started", "started", "committing", "failed commit"], interceptor.Log);
    }

    [Fact]
    public void An_interceptor_can_refuse_the_beginning_and_the_commit()
    {
        using var context = new BankContext(_database.Options<BankContext>(b => b.AddInterceptors(new Refusing { What = "start" })));
        Assert.Throws<NotSupportedException>(() => context.Database.BeginTransaction());
        Assert.Null(context.Database.CurrentTransaction);

        var refusing = new Refusing { What = "commit" };
        using var second = new BankContext(_database.Options<BankContext>(b => b.AddInterceptors(refusing)));
        using var transaction = second.Database.BeginTransaction();
        second.Accounts.Find("B", 1)!.Balance = 5;
        second.SaveChanges();
        Assert.Throws<NotSupportedException>(transaction.Commit);
        Assert.Equal([100, 100], Balances());
        refusing.What = "";
        transaction.Commit();
        Assert.Equal([5, 100], Balances());
    }

    [Fact]
    public async Task Requests_without_EF_are_part_of_it()
    {
        using var context = Open();
        using (context.Database.BeginTransaction())
        {
            await context.Database.GetDynoClient().PutItemAsync(new PutItemRequest
            {
                TableName = "Accounts",
                Item = Item.Of(("Bank", "B"), ("Number", 7), ("Owner", "raw"), ("Balance", 7)),
            });
            Assert.Equal(7, context.Accounts.Single(a => a.Owner == "raw").Balance);
        }

        Assert.Equal([100, 100], Balances());
    }

    private BankContext Open() => new(_database.Options<BankContext>());

    private List<int> Balances()
    {
        using var context = Open();
        return [.. context.Accounts.AsNoTracking().Where(a => a.Bank == "B").OrderBy(a => a.Number).Select(a => a.Balance)];
    }

    private sealed class Account
    {
        public required string Bank { get; set; }

        public int Number { get; set; }

        public required string Owner { get; set; }

        public int Balance { get; set; }
    }

    private sealed class Note
    {
        public int Id { get; set; }
    }

    private sealed class BankContext(DbContextOptions<BankContext> options) : DbContext(options)
    {
        public DbSet<Account> Accounts => Set<Account>();

        public DbSet<Note> Notes => Set<Note>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Account>(b =>
        {
            b.HasKey(a => new { a.Bank, a.Number });
            b.Property(a => a.Number).ValueGeneratedNever();
            b.HasGlobalSecondaryIndex("ByOwner", a => a.Owner, a => a.Number);
        });
    }

    private sealed class Recorder : IDynoTransactionInterceptor
    {
        public List<string> Log { get; } = [];

        public ValueTask TransactionStartedAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) => Add("started");

        public ValueTask TransactionCommittingAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) => Add("committing");

        public ValueTask TransactionCommittedAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) => Add("committed");

        public ValueTask TransactionRolledBackAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) => Add("rolled back");

        public ValueTask TransactionFailedAsync(DynoTransactionErrorEventData eventData, CancellationToken cancellationToken) => Add("failed " + eventData.Action);

        private ValueTask Add(string what)
        {
            Log.Add(what);
            return default;
        }
    }

    private sealed class Refusing : IDynoTransactionInterceptor
    {
        public string What { get; set; } = "";

        public ValueTask TransactionStartedAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) =>
            What == "start" ? throw new NotSupportedException() : default;

        public ValueTask TransactionCommittingAsync(DynoTransactionEventData eventData, CancellationToken cancellationToken) =>
            What == "commit" ? throw new NotSupportedException() : default;
    }
}
