// ExecuteUpdate and ExecuteDelete: what they leave behind is what LINQ to objects makes of the same rows, in as few requests as can be,
// with unique values and versions kept right, and with rows that change in between left alone or done again.

namespace EFCore.Dyno.Tests.Query;

public sealed class BulkTests : IDisposable
{
    private readonly ShopFixture _shop = new();
    private readonly TestDatabase _database = new();

    public void Dispose()
    {
        _shop.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Rows_are_set_as_objects_would_be()
    {
        using var context = _shop.Open();
        var tag = new List<string> { "x", "y" };
        Check(
            o => o.State == OrderState.Paid,
            o => (o.Note, o.Total, o.Discount, o.Tags) = (o.City + "!", o.Total * 2, null, [.. tag]),
            context.Orders.Where(o => o.State == OrderState.Paid).ExecuteUpdate(s => s
                .SetProperty(o => o.Note, o => o.City + "!").SetProperty(o => o.Total, o => o.Total * 2).SetProperty(o => o.Discount, (int?)null).SetProperty(o => o.Tags, tag)));
        Check(
            o => o.ShipTo?.Zip != null,
            o => (o.ShipTo!.Street, o.Paid.Amount) = (o.ShipTo.Zip!, o.Paid.Amount + 5),
            context.Orders.Where(o => o.ShipTo!.Zip != null).ExecuteUpdate(s => s.SetProperty(o => o.ShipTo!.Street, o => o.ShipTo!.Zip).SetProperty(o => o.Paid.Amount, o => o.Paid.Amount + 5)));

        // What is not there is not set, and what stood there is what others are set to.
        Check(
            o => o.CustomerId == "C3",
            o => (o.ShipTo, o.Paid) = (o.ShipTo is null ? null : new Address { Street = "moved", Zip = o.ShipTo.Zip }, new Money { Amount = o.Number, Currency = o.Paid.Currency }),
            context.Orders.Where(o => o.CustomerId == "C3").ExecuteUpdate(s => s
                .SetProperty(o => o.ShipTo!.Street, "moved").SetProperty(o => o.Paid, o => new Money { Amount = o.Number, Currency = o.Paid.Currency })));
        Check(
            o => o.CustomerId == "C4",
            o => (o.ShipTo, o.Lines) = (null, [new Line { Sku = "only", Quantity = 1 }]),
            context.Orders.Where(o => o.CustomerId == "C4").ExecuteUpdate(s => s
                .SetProperty(o => o.ShipTo, (Address?)null).SetProperty(o => o.Lines, new List<Line> { new() { Sku = "only", Quantity = 1 } })));
        Check(
            o => o.CustomerId == "C5" && o.Tags.Count > 1,
            o => o.Tags[1] = "second",
            context.Orders.Where(o => o.CustomerId == "C5" && o.Tags.Count > 1).ExecuteUpdate(s => s.SetProperty(o => o.Tags[1], "second")));

        void Check(Func<Order, bool> where, Action<Order> set, int count)
        {
            var rows = _shop.Orders.Where(where).ToList();
            Assert.Equal(rows.Count, count);
            rows.ForEach(set);
            Same();
        }
    }

    [Fact]
    public void Elements_of_lists_are_set_and_removed_where_they_stand()
    {
        using var context = _shop.Open();
        var sold = _shop.Orders.Where(o => o.IsGift).SelectMany(o => o.Lines).Where(l => l.Quantity > 4).ToList();
        Assert.Equal(
            sold.Count,
            context.Orders.Where(o => o.IsGift).SelectMany(o => o.Lines).Where(l => l.Quantity > 4).ExecuteUpdate(s => s.SetProperty(l => l.Quantity, l => l.Quantity - 4)));
        sold.ForEach(l => l.Quantity -= 4);
        Same();

        var removed = _shop.Orders.Where(o => o.CustomerId == "C2").Sum(o => o.Lines.RemoveAll(l => l.Quantity % 2 == 0));
        Assert.Equal(removed, context.Orders.Where(o => o.CustomerId == "C2").SelectMany(o => o.Lines).Where(l => l.Quantity % 2 == 0).ExecuteDelete());
        Same();
    }

    [Fact]
    public async Task A_whole_key_is_one_request()
    {
        var log = new RequestRecorder();
        await using var context = _shop.Open(b => b.AddInterceptors(log));
        var paid = OrderState.Paid;
        var orders = context.Orders.Where(o => o.CustomerId == "C1" && o.Number == 3);
        var order = _shop.Orders.Single(o => o.CustomerId == "C1" && o.Number == 3);
        Assert.Equal(1, await orders.ExecuteUpdateAsync(s => s.SetProperty(o => o.State, paid).SetProperty(o => o.Total, o => o.Total + 1.5m).SetProperty(o => o.Note, "n")));
        (order.State, order.Total, order.Note) = (OrderState.Paid, order.Total + 1.5m, "n");
        Assert.Equal(0, await orders.Where(o => o.Note == "other").ExecuteUpdateAsync(s => s.SetProperty(o => o.City, "Nowhere")));
        Assert.Equal(0, await context.Orders.Where(o => o.CustomerId == "C1" && o.Number == 4711).ExecuteUpdateAsync(s => s.SetProperty(o => o.City, "Nowhere")));
        Assert.Equal(0, await context.Set<Person>().Where(p => p.Region == "EU" && p.Name == "Acme").ExecuteDeleteAsync());
        Assert.Equal(1, await context.Parties.Where(p => p.Region == "EU" && p.Name == "Acme").ExecuteDeleteAsync());
        Assert.Equal(0, await context.Parties.Where(p => p.Region == "EU" && p.Name == "Acme").ExecuteDeleteAsync());
        Assert.Equal(["UpdateItem", "UpdateItem", "UpdateItem", "DeleteItem", "DeleteItem", "DeleteItem"], log.Requests.Select(r => r.GetType().Name[..^7]));
        Same();
    }

    [Fact]
    public async Task Rows_are_deleted_and_nothing_else()
    {
        await using var context = _shop.Open();
        Assert.Equal(_shop.Orders.RemoveAll(o => o.City == "Rome" && o.Total > 60), await context.Orders.Where(o => o.City == "Rome" && o.Total > 60).ExecuteDeleteAsync());
        Assert.Equal(4, _shop.Orders.RemoveAll(o => _shop.Orders.Where(x => x.CustomerId == "C6").OrderBy(x => x.Number).Skip(2).Take(4).Contains(o)));
        Assert.Equal(4, await context.Orders.Where(o => o.CustomerId == "C6").OrderBy(o => o.Number).Skip(2).Take(4).ExecuteDeleteAsync());
        Same();
        Assert.Equal(2, await context.Set<Company>().ExecuteDeleteAsync());
        Assert.Equal(2, await context.Parties.CountAsync());
    }

    [Fact]
    public void What_cannot_be_set_is_told()
    {
        using var context = _shop.Open();
        Assert.Contains("CustomerId", Assert.Throws<InvalidOperationException>(() => context.Orders.ExecuteUpdate(s => s.SetProperty(o => o.CustomerId, "X"))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot set 'o => o.Note + ", Refusal(() => context.Orders.ExecuteUpdate(s => s.SetProperty(o => o.Note + "x", "X"))), StringComparison.Ordinal);
        Assert.Contains(
            "'Note' and 'Stock' belong to different ones",
            Refusal(() => context.Orders.SelectMany(_ => context.Products, (o, p) => new { o, p }).ExecuteUpdate(s => s.SetProperty(x => x.o.Note, "X").SetProperty(x => x.p.Stock, 1))),
            StringComparison.Ordinal);
        Assert.Contains("deletes entities", Refusal(() => context.Orders.Select(o => o.Note).ExecuteDelete()), StringComparison.Ordinal);
        Assert.Contains("within its owner's item", Refusal(() => context.Orders.Select(o => o.ShipTo).ExecuteDelete()), StringComparison.Ordinal);
        Assert.Throws<DbUpdateException>(() => context.Orders.ExecuteUpdate(s => s.SetProperty(o => o.City, (string)null!)));
        Assert.Throws<DbUpdateException>(() => context.Orders.ExecuteUpdate(s => s.SetProperty(o => o.Paid, new Money { Currency = null! })));
        Assert.Throws<OverflowException>(() => context.Products.Where(p => p.Stock == 1).ExecuteUpdate(s => s.SetProperty(p => p.Stock, p => p.Stock + int.MaxValue)));
        Same();

        static string Refusal(Action action) => Assert.Throws<InvalidOperationException>(action).Message;
    }

    [Fact]
    public async Task In_several_transactions_rows_that_change_in_between_are_read_again()
    {
        await using var embedded = _shop.Open();
        var client = new DelayedClient(embedded.Database.GetDynoClient(), maxTransactionActions: 3);
        var log = new RequestRecorder();
        await using var context = new ShopContext(
            new DbContextOptionsBuilder<ShopContext>().UseDyno(client, embedded.Database.GetDynoTables()).AddInterceptors(log).Options);

        // Before the second transaction: a row that was to be set no longer matches, and of another one its value is another.
        log.Before = request =>
        {
            if (request is TransactWriteItemsRequest && log.Requests.OfType<TransactWriteItemsRequest>().Count() == 2)
            {
                log.Before = null;
                var left = ((TransactUpdate)((TransactWriteItemsRequest)request).TransactItems[0]).Key;
                var changed = ((TransactUpdate)((TransactWriteItemsRequest)request).TransactItems[1]).Key;
                using var other = _shop.Open();
                var (one, two) = (Find(left), Find(changed));
                other.Orders.Find(one.CustomerId, one.Number)!.IsGift = !one.IsGift;
                other.Orders.Find(two.CustomerId, two.Number)!.Discount = 1000;
                other.SaveChanges();
                (one.IsGift, two.Discount) = (!one.IsGift, 1000);
            }
        };
        var count = await context.Orders.Where(o => o.CustomerId == "C1" && !o.IsGift).ExecuteUpdateAsync(s => s.SetProperty(o => o.Discount, o => o.Discount + o.Number));
        var rows = _shop.Orders.Where(o => o.CustomerId == "C1" && !o.IsGift).ToList();
        Assert.Equal(rows.Count, count);
        rows.ForEach(o => o.Discount += o.Number);
        Same();
        Assert.All(log.Requests.OfType<TransactWriteItemsRequest>(), r => Assert.InRange(r.TransactItems.Count, 2, 3));

        Order Find(Item key) => _shop.Orders.Single(o => key.Equals(Item.Of(("CustomerId", o.CustomerId), ("Number", o.Number))));
    }

    [Fact]
    public async Task Unique_values_move_with_the_rows_and_versions_go_on()
    {
        await using var context = _database.Context(Users, b => b.EnableSensitiveDataLogging());
        await context.Database.EnsureCreatedAsync();
        context.AddRange(Enumerable.Range(1, 4).Select(i => new User { Id = i, Email = "u" + i, Group = i % 2 }));
        await context.SaveChangesAsync();

        // Each takes what the next one gives up.
        Assert.Equal(4, await context.Set<User>().ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, u => "u" + (u.Id + 1))));
        await using (var other = _database.Context(Users))
        {
            other.Add(new User { Id = 9, Email = "u5" });
            await Assert.ThrowsAsync<DbUpdateException>(() => other.SaveChangesAsync());
            other.ChangeTracker.Clear();
            other.Add(new User { Id = 9, Email = "u1" });
            await other.SaveChangesAsync();
        }

        var taken = await Assert.ThrowsAsync<DbUpdateException>(() => context.Set<User>().Where(u => u.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, "u1")));
        Assert.Contains("Email = 'u1'", taken.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Email = 'same'",
            (await Assert.ThrowsAsync<DbUpdateException>(() => context.Set<User>().ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, "same")))).Message,
            StringComparison.Ordinal);
        Assert.Equal(2, await context.Set<User>().Where(u => u.Group == 1).ExecuteDeleteAsync());
        await using (var other = _database.Context(Users))
        {
            other.AddRange(new User { Id = 10, Email = "u2" }, new User { Id = 11, Email = "u4" });
            await other.SaveChangesAsync();
        }

        // Tracked since the beginning: another version by now.
        var stale = context.Set<User>().Local.Single(u => u.Id == 2);
        Assert.Equal(1, await context.Set<User>().Where(u => u.Id == 2).ExecuteUpdateAsync(s => s.SetProperty(u => u.Group, 7)));
        stale.Group = 8;
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());
        Assert.Equal((7, 3), await context.Set<User>().Where(u => u.Id == 2).Select(u => ValueTuple.Create(u.Group, u.Version)).SingleAsync());
    }

    private static void Users(ModelBuilder builder) => builder.Entity<User>(user =>
    {
        user.HasIndex(u => u.Email).IsUnique();
        user.Property(u => u.Version).IsRowVersion();
        user.Property(u => u.Id).ValueGeneratedNever();
    });

    private void Same()
    {
        using var context = _shop.Open();
        var stored = context.Orders.AllowScan().AsNoTracking().AsEnumerable().OrderBy(o => o.CustomerId).ThenBy(o => o.Number).Select(Text);
        Assert.Equal(_shop.Orders.OrderBy(o => o.CustomerId).ThenBy(o => o.Number).Select(Text), stored);

        static string Text(Order o) => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{o.CustomerId} {o.Number} {o.State} {o.Note} {o.City} {o.Total:0.##} {o.Discount} {o.IsGift} {string.Join('+', o.Tags)} {o.ShipTo?.Street}/{o.ShipTo?.Zip} {string.Join('+', o.Lines.Select(l => l.Sku + l.Quantity))} {o.Paid.Amount:0.##}{o.Paid.Currency}");
    }

    private sealed class User
    {
        public int Id { get; set; }

        public string? Email { get; set; }

        public int Group { get; set; }

        public int Version { get; set; }
    }
}
