// Queries that are run again: found by their pattern with the values that EF's own extraction finds, answered as EF's way answers, and left to EF where what
// EF does depends on a value.

using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using EFCore.Dyno.Extensions;
using EFCore.Dyno.Query;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace EFCore.Dyno.Tests.Query;

#pragma warning disable EF1001 // What is compared with is EF's own extraction.
public sealed class QueryPatternTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly QueryKind s_kind = new(typeof(object), QueryTrackingBehavior.TrackAll, Async: false);

    private static readonly Given s_first = new()
    {
        City = "Rome",
        Note = "note 3",
        Number = 3,
        Discount = 4,
        State = OrderState.Paid,
        Day = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc),
        Cities = ["Rome", "Oslo"],
        Numbers = [1, 2, 3],
        Order = new() { CustomerId = "C1", City = "Oslo" },
        Count = 4,
    };

    private static readonly Given s_second = new()
    {
        City = "Oslo",
        Note = null,
        Number = 7,
        Discount = null,
        State = OrderState.Open,
        Day = new(2026, 1, 9, 0, 0, 0, DateTimeKind.Utc),
        Cities = [],
        Numbers = [9, 1],
        Order = new() { CustomerId = "C4", City = "Rome" },
        Count = 2,
    };

    // Keys of another kind than EF's: nothing is recognised by a pattern.
    private static readonly ServiceProvider s_withoutPatterns =
        new ServiceCollection().AddScoped<ICompiledQueryCacheKeyGenerator, KeysOfAnother>().AddEntityFrameworkDyno().BuildServiceProvider();

    private static readonly MethodInfo s_rows = typeof(QueryPatternTests).GetMethod(nameof(RowsOfAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly string[] s_cities = ["Rome", "Bern"];

    private static readonly string s_gift = "C1";

    private static readonly int s_number = 5;

    private static Func<ShopContext, Given, IQueryable>[] Known =>
    [
        (db, g) => db.Orders,
        (db, g) => db.Orders.Where(o => o.City == g.City),
        (db, g) => db.Orders.Where(o => o.Note == g.Note || o.City == g.City && o.Number > g.Number),
        (db, g) => db.Orders.AsNoTracking().Where(o => o.CustomerId == g.Order.CustomerId && o.Number >= g.Number).OrderByDescending(o => o.Number).Take(g.Count),
        (db, g) => db.Orders.Where(o => o.Discount == g.Discount || o.Discount == g.Number),
        (db, g) => db.Orders.Where(o => o.State == g.State && o.PlacedAt > g.Day),
        (db, g) => db.Orders.Where(o => g.Cities.Contains(o.City)),
        (db, g) => db.Orders.Where(o => g.Numbers.Contains(o.Number) && !o.IsGift),
        (db, g) => db.Orders.Where(o => ((IEnumerable<int>)g.Numbers).Contains(o.Number)),
        (db, g) => db.Orders.Where(o => new[] { g.City, "Bern" }.Contains(o.City)),
        (db, g) => db.Orders.Where(o => o.CustomerId != s_gift && o.Number != s_number && o.Note != string.Empty),
        (db, g) => db.Orders.Where(o => o.City == g.City).Where(o => o.City != g.Order.City).Select(o => new { o.CustomerId, o.Number, Twice = o.Number * g.Number }),
        (db, g) => db.Orders.Select(o => new Line { Sku = o.City + g.City, Quantity = o.Lines.Count(l => l.Quantity > g.Number) }),
        (db, g) => db.Orders.Where(o => o.Lines.Any(l => o.Tags.Any(t => l.Sku == t + g.City))),
        (db, g) => db.Orders.Select(o => o.IsGift ? g.City : o.City),
        (db, g) => db.Orders.Select(o => o.Note ?? g.City),
        (db, g) => db.Orders.Where(o => db.Products.Any(p => p.Stock == o.Number + g.Number)),
        (db, g) => db.Set<Party>().Where(p => p is Person || p.Name == g.City),
        (db, g) => db.Parties.OfType<Person>().Where(p => EF.Property<int>(p, "Age") > g.Number),
        (db, g) => db.Orders.Where(o => o.City == EF.Parameter("Rome") || o.City == EF.Constant(g.City)),
        (db, g) => db.Orders.GroupBy(o => o.City).Select(c => new { c.Key, Sum = c.Sum(o => o.Number + g.Number) }),
        (db, g) => db.Orders.Join(db.Products, o => o.Number, p => p.Stock, (o, p) => new { o.CustomerId, o.Number, p.Name }).Where(r => r.Name != g.City),
        (db, g) => db.Orders.SelectMany(o => o.Lines, (o, l) => new { o.City, l.Sku }).Where(l => l.City == g.City),
        (db, g) => db.Orders.Where(o => o.PlacedAt.Year == g.Day.Year),
        (db, g) => db.Visits.IgnoreQueryFilters().TagWith("visits").Where(v => v.Who != g.City),
        (db, g) => db.Orders.AllowScan().OrderBy(o => o.Total).ThenBy(o => o.Number).Skip(2).Take(5),
        (db, g) => db.Orders.Where(o => (object)o.City == (object)g.City),
        (db, g) => db.Orders.Where(g.Predicate),
        (db, g) => db.Orders.Where(o => o.City == g.City.Substring(0, 4)),
        (db, g) => db.Orders.Where(o => o.Number == g.Number + 1 || o.Number == g.Numbers[0]),
        (db, g) => db.Orders.Where(o => o.City == EF.Property<string>(o, g.Name)),
        (db, g) => db.Orders.Where(o => o.PlacedAt > g.Day.AddDays(-7) && o.PlacedAt < new DateTime(2027, 1, 1)),
        (db, g) => db.Orders.Where(o => g.Numbers.Select(n => n + 1).ToList().Contains(o.Number)),
        (db, g) => db.Orders.Where(o => o.City != string.Join(g.City, g.Cities) && o.Note != $"{g.City} {g.Number}").Take(g.Count + 1),
        (db, g) => from o in db.Orders let n = o.Number + g.Number where n > 4 select n,
    ];

    public static TheoryData<int> KnownQueries => [.. Enumerable.Range(0, Known.Length)];

    private static Func<ShopContext, Given, IQueryable>[] Unknown =>
    [
        (db, g) => db.Orders.Where(o => g.Discount == null || o.City == g.City),
        (db, g) => db.Orders.Where(o => g.Flag && o.City == g.City),
        (db, g) => db.Orders.Where(o => g.Flag || o.City == g.City),
        (db, g) => db.Orders.Where(o => o.City == (g.Note ?? o.Note)),
        (db, g) => db.Orders.Where(o => (g.Flag ? o.City : o.Note) == "Rome"),
        (db, g) => db.Orders.Where(o => s_cities.Contains(o.City)),
    ];

    // EF calls the value by where it came from.
    private static Func<ShopContext, Given, IQueryable>[] OtherNames =>
    [
        (db, g) => db.Orders.Where(o => o.City == (g.Note ?? g.City)),
        (db, g) => db.Orders.Where(o => o.City == (g.Flag ? g.City : g.Order.City)),
    ];

    public static TheoryData<int> UnknownQueries => [.. Enumerable.Range(0, Unknown.Length)];

    [Theory]
    [MemberData(nameof(KnownQueries))]
    public void The_pattern_of_a_query_finds_it_again_with_other_values(int number)
    {
        using var db = shop.Open();
        foreach (var (before, after) in new[] { (s_first, s_second), (s_second, s_first) })
        {
            var patterns = new QueryPatterns();
            var query = Known[number](db, before).Expression;
            var hash = QueryHash.Of(query, s_kind);
            Assert.NotNull(hash);
            patterns.Add(hash.Value, s_kind, query, Extract(db, query).Tree, Compiled);

            var again = Known[number](db, after).Expression;
            var (tree, expected) = Extract(db, again);
            Assert.Equal(hash, QueryHash.Of(again, s_kind));
            var values = new Dictionary<string, object?>();
            Assert.Same((Delegate)Compiled, patterns.Find(hash.Value, s_kind, again, values));
            Assert.Equal(expected.OrderBy(p => p.Key), values.OrderBy(p => p.Key));
            Assert.Equal(Extract(db, query).Tree, tree, ExpressionEqualityComparer.Instance);

            Assert.Null(patterns.Find(hash.Value, s_kind with { Async = true }, again, []));
            Assert.Null(patterns.Find(hash.Value, s_kind with { Tracking = QueryTrackingBehavior.NoTracking }, again, []));
            Assert.Null(patterns.Find(hash.Value, s_kind with { Function = typeof(string) }, again, []));
        }
    }

    // Each pattern is asked of each other query, as if all hashes were one.
    [Fact]
    public void A_pattern_matches_no_other_query()
    {
        using var db = shop.Open();
        for (var i = 0; i < Known.Length; i++)
        {
            var patterns = new QueryPatterns();
            var query = Known[i](db, s_first).Expression;
            patterns.Add(0, s_kind, query, Extract(db, query).Tree, Compiled);
            for (var j = 0; j < Known.Length; j++)
            {
                var values = new Dictionary<string, object?>();
                Assert.Equal(i == j, patterns.Find(0, s_kind, Known[j](db, s_second).Expression, values) is not null);
                Assert.True(i == j || values.Count == 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(UnknownQueries))]
    public void What_EF_decides_by_a_value_has_no_pattern(int number)
    {
        using var db = shop.Open();
        foreach (var given in new[] { s_first, s_second, s_first with { Flag = true }, s_second with { Flag = true } })
        {
            var patterns = new QueryPatterns();
            var query = Unknown[number](db, given).Expression;
            if (QueryHash.Of(query, s_kind) is { } hash)
            {
                patterns.Add(hash, s_kind, query, Extract(db, query).Tree, Compiled);
                Assert.Null(patterns.Find(hash, s_kind, query, []));
            }
        }
    }

    [Fact]
    public void A_value_that_comes_from_elsewhere_keeps_its_first_name()
    {
        using var db = shop.Open();
        foreach (var make in OtherNames)
        {
            var patterns = new QueryPatterns();
            var query = make(db, s_first).Expression;
            var hash = QueryHash.Of(query, s_kind)!.Value;
            patterns.Add(hash, s_kind, query, Extract(db, query).Tree, Compiled);
            foreach (var given in new[] { s_second, s_first, s_first with { Flag = true } })
            {
                var again = make(db, given).Expression;
                var values = new Dictionary<string, object?>();
                Assert.NotNull(patterns.Find(hash, s_kind, again, values));
                Assert.Equal(Extract(db, again).Values.Values, values.Values);
                Assert.Equal(Extract(db, query).Values.Keys, values.Keys);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_answers_are_those_of_EFs_way(bool async)
    {
        foreach (var make in Known.Concat(Unknown).Concat(OtherNames))
        {
            foreach (var given in new[] { s_first, s_second, s_first with { Flag = true }, s_second, s_second with { Flag = true, City = "Bern" }, s_first })
            {
                using var mine = shop.Open();
                using var theirs = shop.Open(o => o.UseInternalServiceProvider(s_withoutPatterns));
                Assert.Equal(await RowsAsync(make(theirs, given), async), await RowsAsync(make(mine, given), async));
            }
        }
    }

    [Fact]
    public async Task Many_threads_learn_and_ask()
    {
        Given[] given = [s_first, s_second, s_first with { Flag = true, City = "Lima" }, s_second with { Flag = true }];
        var all = Known.Concat(Unknown).Concat(OtherNames).ToArray();
        var expected = new List<string>[all.Length, given.Length];
        for (var i = 0; i < expected.Length; i++)
        {
            using var db = shop.Open(o => o.UseInternalServiceProvider(s_withoutPatterns));
            expected[i / given.Length, i % given.Length] = await RowsAsync(all[i / given.Length](db, given[i % given.Length]), async: false);
        }

        // Services of its own, which have met no query.
        await using var services = new ServiceCollection().AddEntityFrameworkDyno().BuildServiceProvider();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var n = 0; n < 120; n++)
            {
                var (query, with) = (random.Next(all.Length), random.Next(given.Length));
                using var db = shop.Open(o => o.UseInternalServiceProvider(services));
                Assert.Equal(expected[query, with], await RowsAsync(all[query](db, given[with]), async: n % 2 == 0));
            }
        })));
    }

    [Fact]
    public void A_tracking_behaviour_of_the_context_is_kept()
    {
        foreach (var tracking in new[] { QueryTrackingBehavior.TrackAll, QueryTrackingBehavior.NoTracking, QueryTrackingBehavior.TrackAll, QueryTrackingBehavior.NoTracking })
        {
            using var db = shop.Open();
            db.ChangeTracker.QueryTrackingBehavior = tracking;
            Assert.NotNull(db.Orders.FirstOrDefault(o => o.CustomerId == "C1" && o.Number == 3));
            Assert.Equal(tracking == QueryTrackingBehavior.TrackAll ? 1 : 0, db.ChangeTracker.Entries<Order>().Count());
        }
    }

    [Fact]
    public void A_query_over_two_contexts_is_refused_though_its_pattern_is_known()
    {
        using var db = shop.Open();
        using var other = shop.Open();
        Assert.NotEmpty(Both(db, db));
        Assert.NotEmpty(Both(db, db));
        Assert.Throws<InvalidOperationException>(() => Both(db, other));

        static List<Order> Both(ShopContext db, ShopContext inner) => [.. db.Orders.Where(o => inner.Products.Any(p => p.Stock == o.Number))];
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_told_as_EF_tells_it()
    {
        using var db = shop.Open();
        Assert.NotEmpty(Of(new() { Order = new() { City = "Rome" } }));
        Assert.NotEmpty(Of(new() { Order = new() { City = "Rome" } }));
        Assert.Throws<InvalidOperationException>(() => Of(new() { Order = null! }));
        Assert.NotEmpty(Of(new() { Order = new() { City = "Oslo" } }));

        List<Order> Of(Given given) => [.. db.Orders.Where(o => o.City == given.Order.City)];
    }

    [Fact]
    public void A_value_that_cannot_be_computed_is_told_as_EF_tells_it()
    {
        using var db = shop.Open();
        Assert.NotEmpty(Of([3, 4]));
        Assert.NotEmpty(Of([5]));
        Assert.IsType<ArgumentOutOfRangeException>(Assert.Throws<InvalidOperationException>(() => Of([])).InnerException);
        Assert.NotEmpty(Of([7, 8]));

        List<Order> Of(List<int> numbers) => [.. db.Orders.Where(o => o.Number == numbers[0])];
    }

    [Fact]
    public void A_collection_that_is_a_query_becomes_part_of_it()
    {
        using var db = shop.Open();
        var list = Numbers(new[] { 1, 2 });
        Assert.Equal(list, Numbers(new[] { 1, 2 }));
        Assert.Equal(list, Numbers(db.Products.Where(p => p.Stock == 1 || p.Stock == 2).Select(p => p.Stock)));
        Assert.Equal(list, Numbers(new[] { 2, 1 }));

        List<string> Numbers(IEnumerable<int> numbers) =>
            [.. db.Orders.Where(o => numbers.Contains(o.Number)).AsEnumerable().Select(o => $"{o.CustomerId}/{o.Number}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void An_array_that_never_changes_may_have_other_elements()
    {
        using var db = shop.Open();
        try
        {
            Assert.Equal(["Rome"], Cities());
            Assert.Equal(["Rome"], Cities());
            s_cities[1] = "Oslo";
            Assert.Equal(["Oslo", "Rome"], Cities());
        }
        finally
        {
            s_cities[1] = "Bern";
        }

        string[] Cities() => [.. db.Orders.Where(o => s_cities.Contains(o.City)).Select(o => o.City).AsEnumerable().Distinct().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Two_values_in_place_of_one_are_two_parameters()
    {
        using var db = shop.Open();
        var patterns = new QueryPatterns();
        var (same, different) = (Skip(5, 5), Skip(5, 2));
        var hash = QueryHash.Of(same, s_kind)!.Value;
        patterns.Add(hash, s_kind, same, Extract(db, same).Tree, Compiled);
        Assert.NotNull(patterns.Find(hash, s_kind, Skip(3, 3), []));
        Assert.Null(patterns.Find(hash, s_kind, different, []));
        patterns.Add(hash, s_kind, different, Extract(db, different).Tree, Compiled);
        Assert.NotNull(patterns.Find(hash, s_kind, different, []));

        Expression Skip(int skip, int take) => db.Orders.OrderBy(o => o.Total).Skip(skip).Take(take).Expression;
    }

    [Fact]
    public void No_more_queries_are_kept_than_wanted()
    {
        using var db = shop.Open();
        var patterns = new QueryPatterns { Most = 3 };
        for (var i = 0; i < 10; i++)
        {
            var query = Of(i);
            patterns.Add(QueryHash.Of(query, s_kind)!.Value, s_kind, query, Extract(db, query).Tree, Compiled);
            Assert.NotNull(patterns.Find(QueryHash.Of(Of(i), s_kind)!.Value, s_kind, Of(i), []));
        }

        Assert.InRange(Enumerable.Range(0, 10).Count(i => patterns.Find(QueryHash.Of(Of(i), s_kind)!.Value, s_kind, Of(i), []) is not null), 1, 3);

        Expression Of(int number) => db.Orders.Where(Equal(number)).Expression;

        static Expression<Func<Order, bool>> Equal(int number)
        {
            var order = Expression.Parameter(typeof(Order), "o");
            return Expression.Lambda<Func<Order, bool>>(Expression.Equal(Expression.Property(order, nameof(Order.Number)), Expression.Constant(number)), order);
        }
    }

    private static object Compiled(QueryContext context) => context;

    private static (Expression Tree, Dictionary<string, object?> Values) Extract(DbContext db, Expression query)
    {
        var compiler = ((DynoQueryCompiler)db.GetService<IQueryCompiler>()).Compiler;
        var values = new Dictionary<string, object?>();
        return (compiler.ExtractParameters(query, values, db.GetService<IDiagnosticsLogger<DbLoggerCategory.Query>>()), values);
    }

    private static Task<List<string>> RowsAsync(IQueryable query, bool async) =>
        (Task<List<string>>)s_rows.MakeGenericMethod(query.ElementType).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [query, async], null)!;

    private static async Task<List<string>> RowsOfAsync<T>(IQueryable<T> query, bool async) =>
        [.. (async ? await query.ToListAsync() : query.ToList()).Select(r => JsonSerializer.Serialize(r)).Order(StringComparer.Ordinal)];

    private sealed record Given
    {
        public string City { get; init; } = "";

        public string? Note { get; init; }

        public string Name { get; init; } = nameof(Query.Order.City);

        public int Number { get; init; }

        public int Count { get; init; }

        public int? Discount { get; init; }

        public bool Flag { get; init; }

        public OrderState State { get; init; }

        public DateTime Day { get; init; }

        public string[] Cities { get; init; } = [];

        public List<int> Numbers { get; init; } = [];

        public Order Order { get; init; } = null!;

        public Expression<Func<Order, bool>> Predicate { get; init; } = o => o.Number > 3;
    }

    private sealed class KeysOfAnother(CompiledQueryCacheKeyGeneratorDependencies dependencies) : CompiledQueryCacheKeyGenerator(dependencies);
}
