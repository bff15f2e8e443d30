// What the rules about the plan of a query offer: a call that is left out, a condition that was forgotten, an index with the order. The result compiles, and the rule
// is then silent.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Queries;

public class QueriesAreFixedTests
{
    [Theory]
    [InlineData(
        "DYNO1007",
        "var a = db.Orders.WithIndex(\"ByEmail\").{|ConsistentRead|}().Where(o => o.Email == email).ToList();",
        "var a = db.Orders.WithIndex(\"ByEmail\").Where(o => o.Email == email).ToList();")]
    [InlineData(
        "DYNO1007",
        "var q = db.Orders.{|ConsistentRead|}().WithIndex(\"ByEmail\"); var a = (from o in q where o.Email == email select o).ToList();",
        "var q = db.Orders.WithIndex(\"ByEmail\"); var a = (from o in q where o.Email == email select o).ToList();")]
    [InlineData(
        "DYNO1007",
        "var a = db.Orders.WithIndex(\"ByEmail\") // by mail\n.{|ConsistentRead|}() /* now */.Where(o => o.Email == email).ToList();",
        "var a = db.Orders.WithIndex(\"ByEmail\") // by mail\n /* now */.Where(o => o.Email == email).ToList();")]
    [InlineData(
        "DYNO1023",
        "var a = db.Orders.Where(o => o.City == city).{|WithIndex|}(\"ByCity\").ToList();",
        "var a = db.Orders.Where(o => o.City == city).ToList();")]
    [InlineData(
        "DYNO1023",
        "var a = (from o in db.Orders.{|WithIndex|}(\"ByCity\") where o.City == city select o).ToList();",
        "var a = (from o in db.Orders where o.City == city select o).ToList();")]
    [InlineData(
        "DYNO1008",
        "var a = db.Orders.WithIndex({|\"ByEmial\"|}).Where(o => o.Email == email).ToList();",
        "var a = db.Orders.WithIndex(\"ByEmail\").Where(o => o.Email == email).ToList();")]
    [InlineData(
        "DYNO1020",
        "_ = id; var s = await db.Sessions.{|FirstOrDefaultAsync|}(s => s.Id == id);",
        "_ = id; var utcNow = DateTimeOffset.UtcNow; var s = await db.Sessions.Where(x => x.ExpiresAt > utcNow).FirstOrDefaultAsync(s => s.Id == id);")]
    [InlineData(
        "DYNO1020",
        "var x = 1; var all = from s in db.Sessions where s.UserId == id select s; /* read */ var a = all.{|ToList|}();",
        "var x = 1; var utcNow = DateTimeOffset.UtcNow; var all = from s in db.Sessions.Where(x2 => x2.ExpiresAt > utcNow) where s.UserId == id select s; /* read */ var a = all.ToList();")]
    public Task A_query_is_fixed(string rule, string before, string after) =>
        FixHarness.VerifyAsync(rule, "WriteWhatTheRuleSays", Retail.Sources(before), Retail.Sources(after));

    [Fact]
    public Task All_consistent_reads_of_indexes_are_fixed_at_once() => FixHarness.VerifyAllAsync(
        "DYNO1007",
        "WriteWhatTheRuleSays",
        Retail.Sources("var q = db.Orders.WithIndex(\"ByEmail\").{|ConsistentRead|}(); var a = q.Where(o => o.Email == email).ToList(); var b = db.Orders.WithIndex(\"ByCarrier\").{|ConsistentRead|}().Where(o => o.Carrier == id).Count();"),
        Retail.Sources("var q = db.Orders.WithIndex(\"ByEmail\"); var a = q.Where(o => o.Email == email).ToList(); var b = db.Orders.WithIndex(\"ByCarrier\").Where(o => o.Carrier == id).Count();"));

    [Theory]
    [InlineData("DYNO1007", "var q = db.Orders.{|ConsistentRead|}(); var a = q.WithIndex(\"ByEmail\").Where(o => o.Email == email).ToList();")]
    [InlineData("DYNO1020", "foreach (var s in {|db.Sessions|}) { }")]
    [InlineData("DYNO1020", "Func<Session> find = () => db.Sessions.{|First|}(s => s.Id == id);")]
    public Task What_would_be_another_type_or_time_is_left_alone(string rule, string statements) =>
        FixHarness.VerifyNoneAsync(rule, "WriteWhatTheRuleSays", Retail.Sources(statements));

    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).{|OrderBy|}(o => o.PlacedAt).ToList();", "CustomerId", "PlacedAt")]
    [InlineData("var mine = from o in db.Orders where o.CustomerId == id orderby o.City descending select o; var a = mine.ToList();", "CustomerId", "City")]
    [InlineData("var a = db.Orders.Of(id).{|OrderByDescending|}(o => o.Note).Take(3).ToList();", "CustomerId", "Note")]
    public async Task An_index_with_the_order_is_added(string statement, string partition, string sort)
    {
        var before = statement.Replace("orderby o.City descending", "orderby {|o.City descending|}", StringComparison.Ordinal);
        var after = statement.Replace("{|", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);
        var index = $"            order.HasGlobalSecondaryIndex(\"By{partition}And{sort}\", e => e.{partition}, e => e.{sort});\n";
        await FixHarness.VerifyAsync("DYNO1006", "ConfigureTheEntity", Retail.Sources(before), Retail.Sources(after, configured: index));
    }

    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).{|OrderBy|}(o => o.State).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).{|OrderBy|}(o => o.Carrier).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).{|OrderBy|}(o => o.City).ThenBy(o => o.Note).ToList();")]
    public Task An_index_that_would_not_have_the_order_is_not_offered(string statement) =>
        FixHarness.VerifyNoneAsync("DYNO1006", "ConfigureTheEntity", Retail.Sources(statement));
}
