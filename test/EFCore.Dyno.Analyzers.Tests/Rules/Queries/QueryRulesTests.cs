// Each rule about queries, firing and silent, over the ways in which a query can be written: methods, query syntax, locals, extension methods and methods of the
// application, compiled queries, projections before conditions.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Queries;

public class QueryRulesTests
{
    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.Note == id).{|ToList|}();")]
    [InlineData("var a = RetailQueries.Everything(db).OpenOnes().{|ToList|}();")]
    [InlineData("var a = db.Orders.Select(o => new { o.CustomerId, N = o.Note }).Where(x => x.N == id).{|ToList|}();")]
    [InlineData("var a = db.Orders.Where(o => o.Note == id).Concat(db.Orders.Where(o => o.CustomerId == id)).{|ToList|}();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).Concat({|db.Orders.Where(o => o.Note == id)|}).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Note == id).Join(db.Lines, o => o.CustomerId, l => l.CustomerId, (o, l) => l).{|ToList|}();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).ToList(); var b = db.Orders.OpenOnes().Of(id).ToList();")]
    [InlineData("var a = db.Orders.Select(o => new { Key = o.CustomerId, o.Total }).Where(x => x.Key == id).ToList();")]
    [InlineData("var a = (from o in db.Orders let c = o.CustomerId where c == id select o).ToList();")]
    [InlineData("var a = (from o in db.Orders where o.CustomerId == id from l in db.Lines where l.CustomerId == o.CustomerId select l).ToList();")]
    public Task Scan(string statement) => Retail.VerifyAsync("DYNO1001", statement);

    // A variable may be within the condition of an index, and then the index is used.
    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.Note == id && o.State == OrderState.Open).ToList();")]
    [InlineData("var state = number > 3 ? OrderState.Open : OrderState.Sent; var a = db.Orders.Where(o => o.Note == id && o.State == state).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Note == id && o.State == OrderState.Sent).{|ToList|}();")]
    [InlineData("var a = db.Orders.Where(o => o.Note == id).{|ToList|}();")]
    public Task Scan_beside_an_index_of_some_rows(string statement) => AnalyzerHarness.VerifyRuleAsync(
        "DYNO1001", Retail.Sources(statement, configured: """order.HasGlobalSecondaryIndex("OpenByNote", o => o.Note).When(o => o.State == OrderState.Open);"""));

    [Theory]
    [InlineData("var a = db.Orders.{|ToList|}();")]
    [InlineData("var a = await db.Orders.{|CountAsync|}();")]
    [InlineData("var a = (from o in db.Orders select o.Total).{|Sum|}();")]
    [InlineData("foreach (var o in {|db.Orders|}) { }")]
    [InlineData("foreach (var o in {|Mine(db)|}) { }", "IQueryable<Order> Mine(RetailContext db) => db.Orders;")]
    [InlineData("var all = db.Orders.AsNoTracking(); var a = all.{|ToArray|}();")]
    [InlineData("var a = db.Orders.GroupBy(o => o.City).Select(g => new { g.Key, N = g.Count() }).{|ToList|}();")]
    [InlineData("var a = db.Orders.AllowScan().ToList();")]
    [InlineData("var a = db.Orders.First(); var b = db.Orders.Take(3).ToList(); var c = await db.Orders.ToPageAsync(10); var d = db.Orders.Any();")]
    [InlineData("foreach (var o in Mine(db)) { }", "public virtual IQueryable<Order> Mine(RetailContext db) => db.Orders;")]
    public Task Whole_set(string statement, string members = "") => Retail.VerifyAsync("DYNO1002", statement, members);

    [Theory]
    [InlineData("var a = db.Orders.{|First|}(o => o.CustomerId == id && o.Note == city);")]
    [InlineData("var a = await db.Orders.Where(o => o.Email == email).{|SingleOrDefaultAsync|}(o => o.Total > 5);")]
    [InlineData("var a = db.Orders.Of(id).OpenOnes().{|Any|}();")]
    [InlineData("var a = (from o in db.Orders where o.CustomerId == id && o.State == OrderState.Open select o.Total).{|FirstOrDefault|}();")]
    [InlineData("var a = db.Orders.First(o => o.CustomerId == id && o.Number == number);")]
    [InlineData("var a = db.Orders.FirstOrDefault(o => o.CustomerId == id);")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && o.Number > number).OrderBy(o => o.Number).First();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && o.Note == city).ToList();")]
    [InlineData("var a = db.Orders.SingleOrDefault(o => o.CustomerId == id && o.Number == number && o.State == OrderState.Open);")]
    public Task One_row_by_a_filter(string statement) => Retail.VerifyAsync("DYNO1004", statement);

    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && o.Note == city).{|Take|}(5).ToList();")]
    [InlineData("var open = db.Orders.Of(id).OpenOnes(); var a = open.{|Take|}(number).Select(o => o.Total).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && o.Number > 3).Take(5).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && o.Note == city).EvaluateAtMost(100).Take(5).ToList();")]
    public Task Take_with_a_filter(string statement) => Retail.VerifyAsync("DYNO1005", statement);

    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).{|OrderBy|}(o => o.Note).ToList();")]
    [InlineData("var a = (from o in db.Orders where o.CustomerId == id orderby {|o.PlacedAt descending|} select o).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).{|OrderByDescending|}(o => o.Total * 2).Take(3).ToList();")]
    [InlineData("var a = db.Lines.Where(l => l.CustomerId == id).{|OrderBy|}(l => l.Position).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).OrderByDescending(o => o.Number).Take(3).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.Total).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Email == email).OrderBy(o => o.PlacedAt).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && o.Number == 1).OrderBy(o => o.Note).ToList();")]
    public Task Order_of_the_provider(string statement) => Retail.VerifyAsync("DYNO1006", statement);

    [Theory]
    [InlineData("var a = db.Orders.WithIndex(\"ByEmail\").{|ConsistentRead|}().Where(o => o.Email == email).ToList();")]
    [InlineData("var strong = db.Orders.{|ConsistentRead|}(); var a = strong.Where(o => o.Email == email).WithIndex(\"ByEmail\").ToList();")]
    [InlineData("var a = db.Orders.WithIndex(\"ByTotal\").ConsistentRead().Where(o => o.CustomerId == id).ToList();")]
    [InlineData("var a = db.Orders.ConsistentRead().Where(o => o.CustomerId == id).ToList();")]
    public Task Consistent_read_of_a_global_index(string statement) => Retail.VerifyAsync("DYNO1007", statement);

    [Fact]
    public async Task Unknown_index()
    {
        var messages = await Retail.VerifyAsync("DYNO1008", """
            var a = db.Orders.WithIndex({|"ByEmial"|}).Where(o => o.Email == email).ToList();
            var b = db.Sessions.WithIndex({|"Zzz"|}).ToList();
            var c = db.Lines.WithIndex({|"ByLine"|}).ToList();
            var d = db.Orders.WithIndex("ByEmail").Where(o => o.Email == email).ToList();
            """);
        Assert.Equal("'Order' has no index 'ByEmial'. Did you mean 'ByEmail'?", messages[0]);
        Assert.Equal("'Session' has no index 'Zzz'. It has 'ByUser'.", messages[1]);
        Assert.Equal("'Line' has no index 'ByLine': it has none.", messages[2]);
    }

    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.Number).{|Skip|}(20).Take(20).ToList();")]
    [InlineData("var a = (from o in db.Orders where o.CustomerId == id select o.Total).{|Skip|}(number * 20).ToList();")]
    [InlineData("var a = db.Orders.AllowScan().{|Skip|}(number).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).Skip(0).Take(3).ToList(); var b = ids.Skip(3).ToList();")]
    [InlineData("var a = await db.Orders.Where(o => o.CustomerId == id).ToPageAsync(20, cursor);")]
    public Task Paging_by_skip(string statement) => Retail.VerifyAsync("DYNO1009", statement);

    [Theory]
    [InlineData("var a = db.Orders.Where(o => {|o.CustomerId == id || o.Email == email|}).ToList();")]
    [InlineData("var a = db.Orders.Where(o => {|o.Email != email|}).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Total > 3 && ({|o.CustomerId == id && o.Number > 3 || o.Email == email|})).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id || o.CustomerId == city).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && (o.City == city || o.Email == email)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Note == id || o.Total > 3).ToList();")]
    [InlineData("var a = db.Orders.AllowScan().Where(o => o.Email != email).ToList();")]
    public Task Alternatives(string statement) => Retail.VerifyAsync("DYNO1011", statement);

    [Theory]
    [InlineData("var a = db.Orders.Where(o => {|o.Email.ToLower()|} == email).ToList();")]
    [InlineData("var a = db.Orders.Where(o => {|o.Email.EndsWith(\".com\")|}).ToList();")]
    [InlineData("var a = db.Orders.Where(o => {|o.City.Contains(city)|}).ToList();")]
    [InlineData("var a = db.Orders.Where(o => {|o.City.Trim()|}.Length > 3).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Note.Contains(city)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id && o.City.Contains(city)).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.Email == email.ToLower()).ToList();")]
    [InlineData("var a = db.Orders.AllowScan().Where(o => o.City.Contains(city)).ToList();")]
    public Task Key_in_a_method(string statement) => Retail.VerifyAsync("DYNO1012", statement);

    [Theory]
    [InlineData("var a = db.Lines.Where(l => l.CustomerId == id && {|l.Position == 1|}).ToList();")]
    [InlineData("var lines = from l in db.Lines where l.CustomerId == id where {|l.Position == number|} select l.Sku; var a = lines.ToList();")]
    [InlineData("var a = db.Lines.Where(l => l.CustomerId == id && l.Number == 3 && l.Position == 1).ToList();")]
    [InlineData("var a = db.Lines.Where(l => l.CustomerId == id && l.Number == 3).ToList();")]
    public Task Key_with_a_gap(string statement) => Retail.VerifyAsync("DYNO1013", statement);

    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.City == city).{|ToList|}();")]
    [InlineData("var a = db.Orders.Where(o => o.City == city).Select(o => o.Note).{|ToList|}();")]
    [InlineData("var a = db.Orders.Where(o => o.City == city && o.State == OrderState.Open).Select(o => new { o.Total }).{|ToList|}();")]
    [InlineData("var a = db.Orders.Where(o => o.City == city).Select(o => o.Total).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.City == city && o.Total > 3).Select(o => new { o.CustomerId, Sum = o.Total * 2 }).ToList();")]
    [InlineData("var a = db.Orders.Count(o => o.City == city); var b = db.Orders.Any(o => o.City == city);")]
    [InlineData("var a = db.Orders.Where(o => o.City == city && o.CustomerId == id).ToList();")]
    public Task Index_that_lacks_what_is_read(string statement) => Retail.VerifyAsync("DYNO1014", statement);

    [Theory]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).{|GroupBy|}(o => o.State).Select(g => new { g.Key, N = g.Count() }).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).Select(o => o.City).{|Distinct|}().ToList();")]
    [InlineData("var a = (from o in db.Orders where o.CustomerId == id {|group o by o.City|} into g select g.Key).ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).Distinct().ToList();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).Sum(o => o.Total);")]
    public Task Work_of_the_provider(string statement) => Retail.VerifyAsync("DYNO1019", statement);

    [Theory]
    [InlineData("var a = await db.Sessions.{|FirstOrDefaultAsync|}(s => s.Id == id);")]
    [InlineData("var a = (from s in db.Sessions where s.UserId == id select s.Id).{|ToList|}();")]
    [InlineData("var a = db.Sessions.Where(s => s.Id == id && s.ExpiresAt > DateTimeOffset.UtcNow).ToList();")]
    [InlineData("var a = db.Sessions.AllowScan().ToList(); await db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync();")]
    [InlineData("var a = db.Orders.Where(o => o.CustomerId == id).ToList();")]
    public Task Expired_items(string statement) => Retail.VerifyAsync("DYNO1020", statement);

    [Fact]
    public async Task The_plan_is_the_one_of_run_time()
    {
        var plans = await Retail.VerifyAsync("DYNO1022", """
            var a = db.Orders.Where(o => o.CustomerId == id && o.Number == 3).{|ToList|}();
            var b = db.Orders.Where(o => ids.Contains(o.CustomerId) && o.Number == 3).{|ToList|}();
            var c = db.Lines.Where(l => l.CustomerId == id && l.Number > 3).{|ToList|}();
            """);
        Assert.Equal(
            [
                "GetItem Orders: the whole key is given",
                "BatchGetItem Orders: whole keys are given by a list",
                "Query Lines: \"CUSTOMER#{CustomerId}\" gives the partition, \"LINE#{Number}#{Position}\" the range",
            ],
            plans);
    }

    [Theory]
    [InlineData("var a = db.Orders.{|WithIndex|}(\"ByCity\").Where(o => o.City == city).ToList();")]
    [InlineData("var a = db.Orders.{|WithIndex|}(\"ByCarrier\").Where(o => o.Total > 3).ToList();")]
    [InlineData("var a = db.Orders.WithIndex(\"ByCity\").Where(o => o.City == city).Select(o => o.Total).ToList();")]
    [InlineData("var a = db.Orders.WithIndex(\"ByCarrier\").Where(o => o.Carrier == city).ToList();")]
    [InlineData("var a = db.Orders.WithIndex(\"ByCarrier\").AllowScan().Where(o => o.Carrier != null).ToList();")]
    public Task Index_that_cannot_answer(string statement) => Retail.VerifyAsync("DYNO1023", statement);

    [Theory]
    [InlineData("await db.Orders.Where(o => o.CustomerId == id).{|ExecuteDeleteAsync|}();")]
    [InlineData("await db.Orders.Where(o => o.CustomerId == id && o.Number > 3).{|ExecuteUpdateAsync|}(s => s.SetProperty(o => o.Note, \"\"));")]
    [InlineData("await db.Orders.Where(o => o.CustomerId == id && o.Number == 3).ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.Where(o => ids.Contains(o.CustomerId) && o.Number == 3).ExecuteDeleteAsync();")]
    public Task Bulk_write_without_a_key(string statement) => Retail.VerifyAsync("DYNO3004", statement);
}
