// DYNO4001: names that PartiQL and expressions keep for themselves.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Raw;

public class AReservedWordIsQuotedTests
{
    [Theory]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE {|Date|} = ?", id);""")]
    [InlineData("""var q = db.Coupons.FromPartiQL($"SELECT * FROM Coupons WHERE Id = {id} AND {|Value|} > {now}");""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw(@"SELECT {|Key|}, Title FROM Coupons");""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE Id = 'x' ORDER BY {|Timestamp|} DESC");""")]
    [InlineData("""var s = new ExecuteStatementRequest { Statement = "UPDATE Coupons SET {|Position|} = ? WHERE Id = ?" };""")]
    [InlineData("""const string Text = "SELECT * FROM Coupons WHERE {|Date|} = ?"; var q = db.Coupons.FromPartiQLRaw(Text, id);""")]
    [InlineData("""var s = new ParameterizedStatement { Statement = "SELECT * FROM Coupons WHERE ({|Date|} = ? OR Id = ?)" };""")]
    [InlineData("""var e = Dyno.Expressions.ConditionExpression.Parse("{|Status|} = :s AND attribute_exists(Id)");""")]
    [InlineData("""var e = Dyno.Expressions.UpdateExpression.Parse("SET {|Counter|} = :c REMOVE Street");""")]
    [InlineData("""var e = Dyno.Expressions.ProjectionExpression.Parse("Id, {|Name|}, Place.{|Zone|}");""")]
    [InlineData("""var e = Dyno.Expressions.KeyConditionExpression.Parse("Id = :id AND {|Date|} BETWEEN :a AND :b");""")]
    public Task A_reserved_word_as_a_name_is_reported(string statements) => Application.VerifyAsync("DYNO4001", statements);

    [Theory]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE \"Date\" = ?", id);""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE Id = ? AND Status = ?", id, 1);""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE Title = 'the date = today' AND Id = ?", id);""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE Id IN ['a', 'b'] AND Title IS NOT NULL");""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE begins_with(Id, ?) AND NOT IsHot = TRUE", id);""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT VALUE c FROM Coupons c WHERE SIZE(Tags) > 3 ORDER BY IssuedAt DESC");""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT c.\"Date\" FROM Coupons.ByStatus c WHERE c.Place.Zone = ?", id);""")]
    [InlineData("""var s = new ExecuteStatementRequest { Statement = "INSERT INTO Coupons VALUE {'Date': ?, 'Key': 3}" };""")]
    [InlineData("""var e = Dyno.Expressions.ConditionExpression.Parse("#status = :status AND size(Tags) > :n AND NOT contains(Tags, :t)");""")]
    [InlineData("""var e = Dyno.Expressions.UpdateExpression.Parse("SET Title = if_not_exists(Title, :t) ADD Visits :one REMOVE Place.Street DELETE Tags :t");""")]
    [InlineData("""var text = "Date = 3"; Console.WriteLine(text);""")]
    public Task What_may_stand_there_is_silent(string statements) => Application.VerifyAsync("DYNO4001", statements);

    [Theory]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE {|Date|} = ?", id);""", """var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE \"Date\" = ?", id);""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw(@"SELECT * FROM Coupons WHERE {|Date|} = ?", id);""", """var q = db.Coupons.FromPartiQLRaw(@"SELECT * FROM Coupons WHERE ""Date"" = ?", id);""")]
    [InlineData("""var q = db.Coupons.FromPartiQL($"SELECT * FROM Coupons WHERE {|Date|} = {id}");""", """var q = db.Coupons.FromPartiQL($"SELECT * FROM Coupons WHERE \"Date\" = {id}");""")]
    public Task The_word_is_put_in_quotes(string before, string after) =>
        FixHarness.VerifyAsync("DYNO4001", "WriteWhatTheRuleSays", Application.Sources(before), Application.Sources(after));
}
