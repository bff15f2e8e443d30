// While code is typed it does not compile. The analyzer must not throw on it: an editor would switch it off.

namespace EFCore.Dyno.Analyzers.Tests;

public class UnfinishedCodeIsSurvived
{
    private const int Steps = 24;

    private const string Queries = """
        public static class Queries
        {
            public static readonly Func<ShopContext, string, Coupon?> One =
                EF.CompileQuery((ShopContext db, string title) => db.Coupons.FirstOrDefault(c => c.Title == title || !c.Tags.Contains(title)));

            public static void Run(ShopContext db, string[] ids)
            {
                var query = from c in db.Coupons where ids.Contains(c.Id) && c.Cell!.Value == 3 orderby c.IssuedAt select new { c.Id, c.City };
                foreach (var c in query.WithIndex("ByStatus").Take(3)) { }
                db.Set<Coupon>().Where(c => EF.Property<string>(c, "Id").Equals(ids[0])).ExecuteDelete();
            }
        }
        """;

    [Fact]
    public async Task A_context_that_is_being_typed_does_not_make_the_analyzer_throw()
    {
        for (var i = 0; i <= Steps; i++)
        {
            Assert.Empty(await AnalyzerHarness.FailuresAsync(Shop.Entities, Shop.Context[..(Shop.Context.Length * i / Steps)], Queries));
        }
    }

    [Fact]
    public async Task Queries_that_are_being_typed_do_not_make_the_analyzer_throw()
    {
        for (var i = 0; i <= Steps; i++)
        {
            Assert.Empty(await AnalyzerHarness.FailuresAsync(Shop.Entities, Shop.Context, Queries[..(Queries.Length * i / Steps)]));
        }
    }
}
