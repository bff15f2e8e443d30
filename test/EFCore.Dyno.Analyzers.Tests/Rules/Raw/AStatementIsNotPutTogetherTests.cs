// DYNO4002: PartiQL with values in its text.

namespace EFCore.Dyno.Analyzers.Tests.Rules.Raw;

public class AStatementIsNotPutTogetherTests
{
    [Theory]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw({|$"SELECT * FROM Coupons WHERE Id = '{id}'"|});""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw({|"SELECT * FROM Coupons WHERE Id = '" + id + "'"|});""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw({|string.Format("SELECT * FROM Coupons WHERE Id = '{0}'", id)|});""")]
    [InlineData("""var text = $"SELECT * FROM Coupons WHERE Id = '{id}'"; var q = db.Coupons.FromPartiQLRaw({|text|});""")]
    [InlineData("""var q = DynoPartiQLExtensions.FromPartiQLRaw(db.Coupons, {|$"SELECT * FROM Coupons WHERE Id = '{id}'"|});""")]
    [InlineData("""var s = new ExecuteStatementRequest { Statement = {|$"DELETE FROM Coupons WHERE Id = '{ids[0]}'"|} };""")]
    [InlineData("""var s = new BatchStatementRequest { Statement = {|"DELETE FROM Coupons WHERE Id = '" + coupons[0].Id + "'"|} };""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw({|$"SELECT * FROM {id} WHERE Id = '{id}'"|});""")]
    [InlineData("""IQueryable<Coupon> Of(string key) => db.Coupons.FromPartiQLRaw({|$"SELECT * FROM Coupons WHERE Id = '{key}'"|}); _ = Of(id);""")]
    public Task A_statement_with_values_in_it_is_reported(string statements) => Application.VerifyAsync("DYNO4002", statements);

    [Theory]
    [InlineData("""var q = db.Coupons.FromPartiQL($"SELECT * FROM Coupons WHERE Id = {id}");""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons WHERE Id = ?", id);""")]
    [InlineData("""const string Table = "Coupons"; var q = db.Coupons.FromPartiQLRaw($"SELECT * FROM {Table} WHERE Id = ?", id);""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw($"SELECT * FROM \"{id}\" WHERE Id = ?", id);""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw($"SELECT * FROM Coupons WHERE {nameof(Coupon.Id)} = ?", id);""")]
    [InlineData("""var n = 3; var q = db.Coupons.FromPartiQLRaw($"SELECT * FROM Coupons WHERE Cell = {n}");""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw("SELECT * FROM Coupons " + "WHERE Id = ?", id);""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw($"SELECT * FROM Coupons WHERE Id IN [{string.Join(", ", ids.Select(_ => "?"))}]", [.. ids]);""")]
    [InlineData("""var order = ids.Count > 3 ? "ASC" : "DESC"; var q = db.Coupons.FromPartiQLRaw($"SELECT * FROM Coupons WHERE Id = ? ORDER BY IssuedAt {order}", id);""")]
    [InlineData("""Console.WriteLine($"SELECT * FROM Coupons WHERE Id = '{id}'");""")]
    [InlineData("""var q = db.Coupons.FromPartiQLRaw(id);""")]
    public Task A_statement_with_parameters_is_silent(string statements) => Application.VerifyAsync("DYNO4002", statements);

    [Theory]
    [InlineData("""$"SELECT * FROM Coupons WHERE Id = '{id}'" """)]
    [InlineData(""" "SELECT * FROM Coupons WHERE Id = '" + id + "'" """)]
    public Task Values_become_parameters(string text) =>
        FixHarness.VerifyAsync(
            "DYNO4002",
            "WriteWhatTheRuleSays",
            Application.Sources($"var q = db.Coupons.FromPartiQLRaw({{|{text.Trim()}|}});"),
            Application.Sources("""var q = db.Coupons.FromPartiQL($"SELECT * FROM Coupons WHERE Id = {id}");"""));
}
