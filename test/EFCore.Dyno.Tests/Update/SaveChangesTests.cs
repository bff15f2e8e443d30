// Saving into a database in memory: what is stored, what is refused and with which exception, and that a save is all or nothing.

using EFCore.Dyno.Diagnostics;
using Order = EFCore.Dyno.Tests.Update.WritePlanTests.Order;

namespace EFCore.Dyno.Tests.Update;

public sealed class SaveChangesTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public SaveChangesTests()
    {
        using var context = Context();
        Assert.True(context.Database.EnsureCreated());
    }

    [Fact]
    public async Task What_is_saved_is_stored()
    {
        using (var context = Context())
        {
            context.Add(WritePlanTests.NewOrder());
            Assert.Equal(1, await context.SaveChangesAsync());
        }

        Assert.Equal("open", (await Stored(7))!.Value["Status"]!.AsString());
        Assert.Contains(_database.Log, l => l.Contains("PutItem Orders", StringComparison.Ordinal) && l.Contains("capacity units", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_are_stored_and_positions_follow_the_list()
    {
        using var context = Context();
        var order = WritePlanTests.NewOrder();
        context.Add(order);
        context.SaveChanges();
        order.Lines.RemoveAt(0);
        order.Lines.Add(new WritePlanTests.Line { Sku = "c" });
        order.Version = 2;
        Assert.Equal(1, context.SaveChanges());
        Assert.Equal([1, 2], order.Lines.Select(l => (int)context.Entry(l).Property("Id").CurrentValue!));
        Assert.All(context.ChangeTracker.Entries(), e => Assert.Equal(EntityState.Unchanged, e.State));
        Assert.Equal(["b", "c"], (await Stored(7))!.Value["Lines"]!.AsList().Select(l => l.AsMap()["Sku"].AsString()));
        order.Lines.Clear();
        context.SaveChanges();
        Assert.Empty((await Stored(7))!.Value["Lines"]!.AsList());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_duplicate_key_is_a_DbUpdateException_that_names_it_where_values_may_be_shown(bool sensitive)
    {
        await Save(WritePlanTests.NewOrder());
        using var context = _database.Context(WritePlanTests.Shop, b => b.EnableSensitiveDataLogging(sensitive));
        var order = WritePlanTests.NewOrder();
        context.Add(order);
        var error = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        Assert.IsNotType<DbUpdateConcurrencyException>(error);
        Assert.Contains("already has an item with", error.Message, StringComparison.Ordinal);
        Assert.Equal(sensitive, error.Message.Contains("ORDER#0007", StringComparison.Ordinal));
        Assert.Contains(error.Entries, e => ReferenceEquals(e.Entity, order));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stale_token_is_a_concurrency_exception(bool delete)
    {
        await Save(WritePlanTests.NewOrder());
        using var first = Context();
        var stale = WritePlanTests.NewOrder();
        stale.Lines.Clear();
        first.Attach(stale);
        using (var second = Context())
        {
            var current = WritePlanTests.NewOrder();
            second.Attach(current);
            current.Version = 2;
            second.SaveChanges();
        }

        if (delete)
        {
            first.Remove(stale);
        }
        else
        {
            stale.Status = "late";
        }

        var error = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => first.SaveChangesAsync());
        Assert.Same(stale, error.Entries[0].Entity);
        Assert.Equal("open", (await Stored(7))!.Value["Status"]!.AsString());
    }

    [Fact]
    public async Task A_deleted_item_is_gone_and_deleting_it_again_is_a_conflict()
    {
        await Save(WritePlanTests.NewOrder());
        for (var time = 0; time < 2; time++)
        {
            using var context = Context();
            var order = WritePlanTests.NewOrder();
            order.Lines.Clear();
            context.Attach(order);
            context.Remove(order);
            if (time == 0)
            {
                Assert.Equal(1, context.SaveChanges());
                Assert.Null(await Stored(7));
            }
            else
            {
                Assert.Throws<DbUpdateConcurrencyException>(() => context.SaveChanges());
            }
        }
    }

    [Fact]
    public async Task A_save_of_several_items_is_all_or_nothing()
    {
        await Save(WritePlanTests.NewOrder());
        using var context = Context();
        var fine = WritePlanTests.NewOrder();
        fine.Number = 8;
        context.Add(fine);
        var duplicate = WritePlanTests.NewOrder();
        context.Add(duplicate);
        var error = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        Assert.Contains(error.Entries, e => ReferenceEquals(e.Entity, duplicate));
        Assert.Null(await Stored(8));
        context.Entry(duplicate).State = EntityState.Detached;
        Assert.Equal(1, await context.SaveChangesAsync());
        Assert.NotNull(await Stored(8));
    }

    [Fact]
    public async Task More_items_than_a_transaction_of_DynamoDB_are_one_commit_and_a_warning()
    {
        using var context = Context();
        for (var i = 0; i < 101; i++)
        {
            var order = WritePlanTests.NewOrder();
            order.Number = i;
            context.Add(order);
        }

        Assert.Equal(101, await context.SaveChangesAsync());
        Assert.NotNull(await Stored(100));
        Assert.Contains(_database.Log, l => l.Contains("101 items in one atomic commit", StringComparison.Ordinal));
    }

    [Fact]
    public void The_warning_of_large_commits_can_be_an_error()
    {
        using var context = new ModelContext(
            _database.Options<ModelContext>(b => b
                .ReplaceService<Microsoft.EntityFrameworkCore.Infrastructure.IModelCacheKeyFactory, PerDelegateModel>()
                .ConfigureWarnings(w => w.Throw(DynoEventId.LargeCommitWarning))),
            WritePlanTests.Shop);
        for (var i = 0; i < 101; i++)
        {
            var order = WritePlanTests.NewOrder();
            order.Number = i;
            context.Add(order);
        }

        Assert.Contains("101 items", Assert.Throws<InvalidOperationException>(() => context.SaveChanges()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_tables_the_message_says_EnsureCreated()
    {
        using var other = new TestDatabase();
        using var context = other.Context(WritePlanTests.Shop);
        context.Add(WritePlanTests.NewOrder());
        var error = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        Assert.Contains("EnsureCreated", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_are_created_once_and_deleted()
    {
        using var context = Context();
        Assert.False(context.Database.EnsureCreated());
        Assert.True(await context.Database.CanConnectAsync());
        var table = await context.Database.GetDynoTables().DescribeTableAsync("Orders");
        Assert.Equal(["PK", "SK"], table.KeySchema.Select(k => k.AttributeName));
        Assert.Equal("ByStatus", Assert.Single(table.GlobalSecondaryIndexes).IndexName);
        Assert.True(await context.Database.EnsureDeletedAsync());
        Assert.False(context.Database.EnsureDeleted());
        Assert.True(await context.Database.EnsureCreatedAsync());
    }

    [Fact]
    public void Changing_a_key_is_refused_by_EF()
    {
        using var context = Context();
        var order = WritePlanTests.NewOrder();
        context.Attach(order);
        order.Number = 8;
        Assert.Throws<InvalidOperationException>(() => context.SaveChanges());
    }

    public void Dispose() => _database.Dispose();

    private ModelContext Context() => _database.Context(WritePlanTests.Shop);

    private async Task Save(Order order)
    {
        using var context = Context();
        context.Add(order);
        await context.SaveChangesAsync();
    }

    private async Task<Item?> Stored(int number)
    {
        using var context = Context();
        var result = await context.Database.GetDynoClient().GetItemAsync(new GetItemRequest
        {
            TableName = "Orders",
            Key = Item.Of(("PK", "CUSTOMER#c1"), ("SK", $"ORDER#{number:D4}")),
        });
        return result.Item;
    }
}
