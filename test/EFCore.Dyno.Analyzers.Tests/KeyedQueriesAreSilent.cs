// Queries that name a partition, that allow their scan, or that are not known for certain: nothing is reported.

namespace EFCore.Dyno.Analyzers.Tests;

public class KeyedQueriesAreSilent
{
    [Theory]
    [InlineData("c.Id == id")]
    [InlineData("id == c.Id")]
    [InlineData("c.Id == _id")]
    [InlineData("c.Id == \"C1\" && c.IsHot")]
    [InlineData("c.Id.Equals(id)")]
    [InlineData("string.Equals(c.Id, id)")]
    [InlineData("ids.Contains(c.Id)")]
    [InlineData("new List<string> { id }.Contains(c.Id)")]
    [InlineData("c.Id == \"C1\" || c.Id == \"C2\"")]
    [InlineData("EF.Property<string>(c, \"Id\") == id")]
    [InlineData("c.BusinessId == id && c.IssuedAt > now")]
    [InlineData("c.City == id && c.Status == Status.Open")]
    [InlineData("c.Cell == 3")]
    [InlineData("c.Cell!.Value == 3")]
    public Task A_condition_that_fixes_a_key_is_silent(string condition) =>
        Shop.VerifyAsync($"var found = await db.Coupons.Where(c => {condition}).ToListAsync();");

    [Theory]
    [InlineData("var one = await db.Coupons.FindAsync(id);")]
    [InlineData("var one = db.Coupons.Find(id);")]
    [InlineData("var one = await db.Coupons.FirstOrDefaultAsync(c => c.Id == id);")]
    [InlineData("var one = db.Coupons.Where(c => c.IsHot).SingleOrDefault(c => c.Id == id);")]
    [InlineData("var any = db.Set<Coupon>().Any(c => c.Id == id);")]
    [InlineData("var found = db.Coupons.Where(c => c.City == id).Where(c => c.Status == Status.Open).ToList();")]
    [InlineData("var found = db.Redemptions.Where(r => r.CouponId == id).ToList();")]
    [InlineData("var found = (from c in db.Coupons where c.BusinessId == id orderby c.IssuedAt descending select c.Title).ToList();")]
    [InlineData("foreach (var c in db.Coupons.Where(c => c.BusinessId == id)) { }")]
    [InlineData("await foreach (var c in db.Coupons.Where(c => c.BusinessId == id).AsAsyncEnumerable()) { }")]
    [InlineData("var page = await db.Coupons.Where(c => c.BusinessId == id).ToPageAsync(10);")]
    [InlineData("await db.Coupons.Where(c => c.Id == id).ExecuteDeleteAsync();")]
    [InlineData("var found = db.Coupons.WithIndex(\"ByBusiness\").Where(c => c.BusinessId == id).ToList();")]
    [InlineData("var query = db.Coupons.Where(c => c.Id == id); var found = query.Where(c => c.IsHot).ToList();")]
    public Task A_query_that_names_its_partition_is_silent(string statement) => Shop.VerifyAsync(statement);

    [Theory]
    [InlineData("var all = db.Coupons.AllowScan().ToList();")]
    [InlineData("var all = await db.Coupons.AsNoTracking().AllowScan().Where(c => c.Tags.Contains(id)).CountAsync();")]
    [InlineData("var all = await db.Coupons.Where(c => c.IsHot).AllowScan().ToListAsync();")]
    [InlineData("foreach (var c in db.Coupons.AllowScan()) { }")]
    public Task A_scan_that_is_allowed_is_silent(string statement) => Shop.VerifyAsync(statement);

    [Theory]
    [InlineData("var some = db.Coupons.Take(10).ToList();")]
    [InlineData("var some = await db.Coupons.FirstOrDefaultAsync();")]
    [InlineData("var some = db.Coupons.Any();")]
    [InlineData("var some = await db.Coupons.ToPageAsync(10);")]
    public Task A_query_that_stops_at_the_first_rows_is_silent(string statement) => Shop.VerifyAsync(statement);

    [Theory]
    [InlineData("IQueryable<Coupon> query = db.Coupons; if (id != \"\") { query = query.Where(c => c.Id == id); } var found = query.ToList();")]
    [InlineData("var query = db.Coupons.Where(c => c.IsHot); Narrow(ref query); var found = query.ToList(); void Narrow(ref IQueryable<Coupon> q) { }")]
    [InlineData("System.Linq.Expressions.Expression<Func<Coupon, bool>> mine = c => c.Id == id; var found = db.Coupons.Where(mine).ToList();")]
    [InlineData("var found = db.Coupons.Where(c => ReferenceEquals(c, null)).ToList();")]
    [InlineData("var found = db.Coupons.Where(c => c == new Coupon()).ToList();")]
    [InlineData("var found = db.Coupons.Where(c => (c.IsHot ? c.Id == id : c.Id == _id)).ToList();")]
    [InlineData("var found = db.Coupons.Select(c => new { Key = c.Id }).Where(k => k.Key == id).ToList();")]
    [InlineData("var query = db.Coupons.Where(c => c.IsHot);")]
    [InlineData("var list = new List<Coupon>(); var found = list.Where(c => c.IsHot).ToList(); foreach (var c in list) { }")]
    [InlineData("var found = db.Coupons.Where(c => c.Id == id && db.Redemptions.Any(r => r.UserId == c.Id)).ToList();")]
    [InlineData("var found = db.Coupons.Where(c => c.Id == id).Select(c => db.Redemptions.Count(r => r.UserId == c.Title)).ToList();")]
    public Task What_is_not_known_to_be_a_query_of_the_whole_table_is_silent(string statement) => Shop.VerifyAsync(statement);

    [Fact]
    public Task A_query_that_is_passed_in_or_out_is_silent() =>
        AnalyzerHarness.VerifyRuleAsync("DYNO1001 DYNO1002", Shop.Entities, Shop.Context, """
            public class Service(ShopContext db, IQueryable<Coupon> field)
            {
                public IQueryable<Coupon> Hot() => db.Coupons.Where(c => c.IsHot);
                public List<Coupon> Run(IQueryable<Coupon> query) => query.ToList();
                public List<Coupon> RunField() => field.ToList();
                public List<Coupon> RunHot() => Hot().{|ToList|}();
                public List<T> RunAny<T>(DbContext any) where T : class => any.Set<T>().ToList();
                public List<Coupon> RunBase(DbContext any) => any.Set<Coupon>().ToList();
                public List<Coupon> RunSet(DbSet<Coupon> set) => set.ToList();
            }
            """);

    [Fact]
    public Task A_compilation_without_the_provider_is_silent() =>
        AnalyzerHarness.VerifyWithoutProviderAsync("""
            public class Coupon { public int Id { get; set; } }
            public class ShopContext : DbContext { public DbSet<Coupon> Coupons { get; set; } = null!; }
            """, Shop.Method("var all = db.Coupons.ToList();"));

    [Theory]
    [InlineData("var found = db.Parties.OfType<Person>().Where(p => p.Region == id).ToList();")]
    [InlineData("var found = db.Parties.OfType<Person>().Where(p => EF.Property<string>(p, \"Region\") == id && p.Age > 3).ToList();")]
    [InlineData("var found = db.Set<Person>().Where(p => p.Region == id).ToList();")]
    [InlineData("var found = db.Parties.OfType<Person>().Where(p => p.Age > 3).ToList();", "DYNO1001")]
    public async Task A_query_of_a_derived_type_has_the_keys_of_its_base(string statement, string rule = "")
    {
        const string Model = """
            public abstract class Party { public string Region { get; set; } = ""; public string Name { get; set; } = ""; }
            public class Person : Party { public int Age { get; set; } }
            public sealed class ShopContext : DbContext
            {
                public DbSet<Party> Parties => Set<Party>();
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Party>().HasKey(p => new { p.Region, p.Name });
                    modelBuilder.Entity<Person>();
                }
            }
            """;
        var found = await AnalyzerHarness.DiagnosticsAsync(AnalyzerHarness.Compile(Model, Shop.Method(statement)));
        Assert.Equal(rule, string.Join(' ', found.Where(d => d.Id is "DYNO1001" or "DYNO1002").Select(d => d.Id)));
    }
}
