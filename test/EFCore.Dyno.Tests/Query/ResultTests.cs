// Results against LINQ to objects over the same data.

using System.Linq.Expressions;

namespace EFCore.Dyno.Tests.Query;

public sealed class ResultTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static string Key(Order order) => $"{order.CustomerId}/{order.Number}";

    private void Same(Expression<Func<Order, bool>> predicate)
    {
        using var context = shop.Open();
        var expected = shop.Orders.Where(predicate.Compile()).Select(Key).Order().ToList();
        Assert.Equal(expected, context.Orders.AsNoTracking().Where(predicate).AsEnumerable().Select(Key).Order().ToList());
    }

    public static TheoryData<Expression<Func<Order, bool>>> Predicates()
    {
        var day = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc);
        string? nothing = null;
        string[] customers = ["C1", "C4", "none"];
        int[] numbers = [1, 5, 99];
        int?[] discounts = [null, 3, 7];
        return
        [
            o => o.CustomerId == "C1" && o.Number == 3,
            o => o.CustomerId == "C1",
            o => o.CustomerId == "C1" && o.Number > 3 && o.Number <= 9,
            o => o.CustomerId == "C1" && o.Number > 3 && o.Number < 9,
            o => o.CustomerId == "C1" && o.Number >= 30 && o.Number <= 2,
            o => o.CustomerId == "C1" && o.Number != 5,
            o => o.CustomerId != "C1",
            o => o.State == OrderState.Paid,
            o => o.State == OrderState.Paid && o.PlacedAt > day,
            o => o.State != OrderState.Paid,
            o => o.City == "Rome" && o.Total > 60,
            o => o.City == "Rome" && o.Total > 60 && o.IsGift,
            o => o.Note == null,
            o => o.Note != null,
            o => o.Note == nothing,
            o => o.Note != "note 3",
            o => o.Note == "note 3" || o.Total < 10,
            o => !(o.Total < 10),
            o => !o.IsGift,
            o => o.IsGift,
            o => o.Discount > 5,
            o => !(o.Discount > 5),
            o => o.Discount == null || o.Discount < 4,
            o => o.Discount.HasValue,
            o => o.Discount != null && o.Discount.Value == 4,
            o => o.Note != null && o.Note.StartsWith("note 1"),
            o => o.Note != null && o.Note.Contains('7'),
            o => o.Note != null && o.Note.Contains("7"),
            o => string.IsNullOrEmpty(o.Note),
            o => !string.IsNullOrEmpty(o.Note),
            o => customers.Contains(o.CustomerId),
            o => customers.Contains(o.CustomerId) && o.Number == 5,
            o => o.CustomerId == "C2" && numbers.Contains(o.Number),
            o => customers.Contains(o.CustomerId) && numbers.Contains(o.Number),
            o => numbers.Contains(o.Number),
            o => discounts.Contains(o.Discount),
            o => o.Tags.Contains("t1"),
            o => !o.Tags.Contains("t2"),
            o => o.Tags.Count == 2,
            o => o.ShipTo != null,
            o => o.ShipTo == null,
            o => o.ShipTo != null && o.ShipTo.Street == "S1",
            o => o.ShipTo != null && o.ShipTo.Zip == null,
            o => o.Lines.Any(l => l.Quantity > 6),
            o => o.Lines.All(l => l.Quantity > 2),
            o => o.Lines.Count > 2,
            o => o.Lines.Sum(l => l.Quantity) > 10,
            o => o.Paid.Amount > 50,
            o => o.Paid.Currency == "EUR" && o.Paid.Amount < 40,
            o => string.Compare(o.City, "Oslo") > 0,
            o => o.City.CompareTo("Oslo") <= 0,
            o => o.City.ToUpper() == "ROME",
            o => o.Number % 2 == 0,
            o => o.CustomerId == "C3" && o.Number + 1 == 7,
            o => o.PlacedAt >= day && o.PlacedAt < day.AddDays(20),
            o => o.CustomerId == "C3" && o.PlacedAt > day,
            o => o.Total == o.Paid.Amount,
            o => o.Total > o.Paid.Amount,
            o => o.State == (OrderState)1,
            o => o.Note == null == o.IsGift,
        ];
    }

    [Theory]
    [MemberData(nameof(Predicates))]
    public void A_predicate_keeps_what_it_keeps_in_memory(Expression<Func<Order, bool>> predicate) => Same(predicate);

    [Fact]
    public void Random_predicates_keep_what_they_keep_in_memory()
    {
        Console.WriteLine($"DYNO_SEED={shop.Seed}");
        var random = new Random(shop.Seed);
        var atoms = ((IEnumerable<object[]>)Predicates()).Select(row => (Expression<Func<Order, bool>>)row[0]).ToList();
        for (var round = 0; round < 150; round++)
        {
            Same(Combine(random, atoms, 3));
        }
    }

    [Fact]
    public void Order_skip_and_take_answer_as_in_memory()
    {
        using var context = shop.Open();
        Check(q => q.Where(o => o.CustomerId == "C1").OrderBy(o => o.Number));
        Check(q => q.Where(o => o.CustomerId == "C1").OrderByDescending(o => o.Number).Take(4));
        Check(q => q.Where(o => o.CustomerId == "C1").OrderBy(o => o.Number).Skip(3).Take(4));
        Check(q => q.Where(o => o.CustomerId == "C1" && o.IsGift).OrderBy(o => o.Number).Take(2));
        Check(q => q.Where(o => o.CustomerId == "C1").OrderBy(o => o.Total).ThenByDescending(o => o.Number).Take(6));
        Check(q => q.OrderBy(o => o.City).ThenBy(o => o.PlacedAt).ThenBy(o => o.CustomerId).ThenBy(o => o.Number).Skip(10).Take(25));
        Check(q => q.OrderBy(o => o.Note).ThenBy(o => o.CustomerId).ThenBy(o => o.Number));
        Check(q => q.OrderBy(o => o.CustomerId).ThenBy(o => o.Number).Take(20).Where(o => o.Number > 3));
        Check(q => q.Where(o => o.State == OrderState.Sent).OrderByDescending(o => o.PlacedAt).Take(7));
        Check(q => q.OrderBy(o => o.CustomerId).ThenBy(o => o.Number).Take(20).OrderByDescending(o => o.Number).ThenBy(o => o.CustomerId).Take(3));

        void Check(Func<IQueryable<Order>, IQueryable<Order>> query) => Assert.Equal(
            query(shop.Orders.AsQueryable()).AsEnumerable().Select(Key).ToList(),
            query(context.Orders.AsNoTracking()).AsEnumerable().Select(Key).ToList());
    }

    [Fact]
    public void Scalars_answer_as_in_memory()
    {
        using var context = shop.Open();
        Check(q => q.Count());
        Check(q => q.Count(o => o.IsGift));
        Check(q => q.LongCount(o => o.CustomerId == "C1" && o.Total > 20));
        Check(q => q.Count(o => o.Number % 2 == 0));
        Check(q => q.Where(o => o.CustomerId == "C1").Take(3).Count());
        Check(q => q.Any());
        Check(q => q.Any(o => o.Total > 1000));
        Check(q => q.All(o => o.Total > 0));
        Check(q => q.All(o => o.IsGift));
        Check(q => q.Sum(o => o.Total));
        Check(q => q.Sum(o => o.Discount));
        Check(q => q.Average(o => o.Number));
        Check(q => q.Average(o => o.Discount));
        Check(q => q.Average(o => o.Total));
        Check(q => q.Max(o => o.PlacedAt));
        Check(q => q.Min(o => o.Discount));
        Check(q => q.Max(o => o.City));
        Check(q => q.Where(o => o.Total > 1000).Max(o => o.Discount));
        Check(q => q.Select(o => o.City).Distinct().Count());
        Check(q => q.Select(o => o.City).Contains("Oslo"));
        Check(q => q.Where(o => o.CustomerId == "C1").OrderBy(o => o.Number).Select(o => o.Number).First());
        Check(q => q.OrderBy(o => o.Total).ThenBy(o => o.CustomerId).ThenBy(o => o.Number).Select(o => o.Number).Last());
        Assert.Throws<InvalidOperationException>(() => context.Orders.Where(o => o.Total > 1000).Max(o => o.Number));
        Assert.Throws<InvalidOperationException>(() => context.Orders.First(o => o.Total > 1000));
        Assert.Throws<InvalidOperationException>(() => context.Orders.Single(o => o.CustomerId == "C1"));
        Assert.Null(context.Orders.SingleOrDefault(o => o.CustomerId == "C1" && o.Number == 99));

        void Check<T>(Expression<Func<IQueryable<Order>, T>> query)
        {
            var run = query.Compile();
            Assert.Equal(run(shop.Orders.AsQueryable()), run(context.Orders));
        }
    }

    [Fact]
    public void Projections_answer_as_in_memory()
    {
        using var context = shop.Open();
        Check(q => q.Where(o => o.CustomerId == "C2").OrderBy(o => o.Number).Select(o => new { o.Number, o.City, Big = o.Total > 50 }).AsEnumerable<object>());
        Check(q => q.Where(o => o.CustomerId == "C2").OrderBy(o => o.Number).Select(o => o.ShipTo == null ? null : o.ShipTo.Zip).AsEnumerable<object?>());
        Check(q => q.Select(o => new { o.City, o.State }).Distinct().OrderBy(x => x.City).ThenBy(x => x.State).AsEnumerable<object>());
        Check(q => q.Select(o => new { o.CustomerId, N = o.Number * 2 }).Where(x => x.N > 40).OrderBy(x => x.CustomerId).ThenBy(x => x.N).AsEnumerable<object>());
        Check(q => q.Where(o => o.CustomerId == "C2").OrderBy(o => o.Number).Select(o => o.Lines.Sum(l => l.Quantity)).AsEnumerable().Cast<object>());
        Check(q => q.Where(o => o.CustomerId == "C2").OrderBy(o => o.Number).Select(o => o.Paid.Amount).AsEnumerable().Cast<object>());
        Check(q => q.Where(o => o.CustomerId == "C2").OrderBy(o => o.Number).Select(o => string.Join(",", o.Tags)).AsEnumerable());

        void Check(Func<IQueryable<Order>, IEnumerable<object?>> query) =>
            Assert.Equal(query(shop.Orders.AsQueryable()).ToList(), query(context.Orders).ToList());
    }

    private static Expression<Func<Order, bool>> Combine(Random random, List<Expression<Func<Order, bool>>> atoms, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            return atoms[random.Next(atoms.Count)];
        }

        var left = Combine(random, atoms, depth - 1);
        var right = Combine(random, atoms, depth - 1);
        var parameter = left.Parameters[0];
        var body = new Swap(right.Parameters[0], parameter).Visit(right.Body);
        return Expression.Lambda<Func<Order, bool>>(
            random.Next(3) switch
            {
                0 => Expression.AndAlso(left.Body, body),
                1 => Expression.OrElse(left.Body, body),
                _ => Expression.AndAlso(left.Body, Expression.Not(body)),
            },
            parameter);
    }

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    // Each part of a group-by is read once, however many rows ask for it.
    [Fact]
    public async Task What_is_the_same_for_every_row_is_read_once()
    {
        using var context = shop.Open();
        using var capacity = context.Database.TrackCapacity();
        var found = await context.Orders.AsNoTracking().AllowScan()
            .Where(o => context.Orders.AllowScan().GroupBy(x => x.CustomerId).Where(g => g.Count() > 3).Select(g => g.Max(x => x.Number)).Contains(o.Number))
            .ToListAsync();
        var wanted = shop.Orders.GroupBy(x => x.CustomerId).Where(g => g.Count() > 3).Select(g => g.Max(x => x.Number)).ToHashSet();
        Assert.Equal(shop.Orders.Where(o => wanted.Contains(o.Number)).Select(Key).Order(), found.Select(Key).Order());
        Assert.Equal(2, capacity.Requests.Count);
    }
}
