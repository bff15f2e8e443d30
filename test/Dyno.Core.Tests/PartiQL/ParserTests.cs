// What DynamoDB's dialect of PartiQL has, what it has not, and what is said of the rest. A tree is told by its text (PartiQLPrinter).

using Dyno.PartiQL;

namespace Dyno.Core.Tests.PartiQL;

public class ParserTests
{
    private const string Bad = "Statement wasn't well formed, can't be processed: ";

    [Theory]
    [InlineData("SELECT * FROM t", "SELECT * FROM \"t\"")]
    [InlineData("select * from \"t\".\"i\"", "SELECT * FROM \"t\".\"i\"")]
    [InlineData("SELECT a, b.c[0].\"d e\", f['g'] FROM t;", "SELECT \"a\", \"b\".\"c\"[0].\"d e\", \"f\".\"g\" FROM \"t\"")]
    [InlineData("SELECT * FROM t WHERE a = 1 AND b <> 2 OR NOT c != 3", "SELECT * FROM \"t\" WHERE \"a\" = 1 AND \"b\" <> 2 OR NOT \"c\" <> 3")]
    [InlineData("SELECT * FROM t WHERE (a = 1 OR b < 2) AND (c >= 3 AND d <= 4)", "SELECT * FROM \"t\" WHERE (\"a\" = 1 OR \"b\" < 2) AND \"c\" >= 3 AND \"d\" <= 4")]
    [InlineData("SELECT * FROM t WHERE a IN (1, 'x') AND b NOT IN ?", "SELECT * FROM \"t\" WHERE \"a\" IN [1, 'x'] AND NOT \"b\" IN ?")]
    [InlineData("SELECT * FROM t WHERE a BETWEEN 1 AND 2 AND b", "SELECT * FROM \"t\" WHERE \"a\" BETWEEN 1 AND 2 AND \"b\"")]
    [InlineData("SELECT * FROM t WHERE a NOT BETWEEN ? AND ?", "SELECT * FROM \"t\" WHERE NOT \"a\" BETWEEN ? AND ?")]
    [InlineData("SELECT * FROM t WHERE a IS MISSING AND b is not null AND c IS double precision", "SELECT * FROM \"t\" WHERE \"a\" IS MISSING AND \"b\" IS NOT NULL AND \"c\" IS DOUBLE PRECISION")]
    [InlineData("SELECT * FROM t WHERE Begins_With(a, 'x') AND size(b) > 3", "SELECT * FROM \"t\" WHERE begins_with(\"a\", 'x') AND size(\"b\") > 3")]
    [InlineData("SELECT * FROM t WHERE a = 'it''s' AND b = \"say \"\"x\"\"\"", "SELECT * FROM \"t\" WHERE \"a\" = 'it''s' AND \"b\" = \"say \"\"x\"\"\"")]
    [InlineData("SELECT * FROM t WHERE a = -1.50E+3 AND b = .5 AND c = - 7", "SELECT * FROM \"t\" WHERE \"a\" = -1.50E+3 AND \"b\" = .5 AND \"c\" = -7")]
    [InlineData("SELECT * FROM t -- one\nWHERE a = 1 /* two\n lines */ ORDER BY a DESC, b", "SELECT * FROM \"t\" WHERE \"a\" = 1 ORDER BY \"a\" DESC, \"b\" ASC")]
    [InlineData("SELECT * FROM t WHERE a = {'x': [1, TRUE, null], 'y': <<'a', 'b'>>}", "SELECT * FROM \"t\" WHERE \"a\" = {'x': [1, TRUE, NULL], 'y': <<'a', 'b'>>}")]
    [InlineData("INSERT INTO t VALUE {'pk': ?, 's': <<1>>}", "INSERT INTO \"t\" VALUE {'pk': ?, 's': <<1>>}")]
    [InlineData("insert into \"t\" value {}", "INSERT INTO \"t\" VALUE {}")]
    [InlineData("UPDATE t SET a = 1, b.c = b.c + 2 - ? REMOVE d[3] SET e = list_append(e, [1]) WHERE pk = 'x' RETURNING ALL NEW *",
        "UPDATE \"t\" SET \"a\" = 1 SET \"b\".\"c\" = \"b\".\"c\" + 2 - ? REMOVE \"d\"[3] SET \"e\" = list_append(\"e\", [1]) WHERE \"pk\" = 'x' RETURNING ALL NEW *")]
    [InlineData("UPDATE t REMOVE a WHERE pk = 'x' RETURNING MODIFIED OLD *", "UPDATE \"t\" REMOVE \"a\" WHERE \"pk\" = 'x' RETURNING MODIFIED OLD *")]
    [InlineData("FROM t WHERE pk = 'x' SET a = 1 REMOVE b", "UPDATE \"t\" SET \"a\" = 1 REMOVE \"b\" WHERE \"pk\" = 'x'")]
    [InlineData("DELETE FROM t WHERE pk = 'x' returning all old *", "DELETE FROM \"t\" WHERE \"pk\" = 'x' RETURNING ALL OLD *")]
    [InlineData("EXISTS(SELECT * FROM t WHERE pk = 'x' AND a IS MISSING)", "EXISTS(SELECT * FROM \"t\" WHERE \"pk\" = 'x' AND \"a\" IS MISSING)")]
    public void Statement_is_understood(string text, string printed)
    {
        var statement = PartiQLStatement.Parse(text);
        Assert.Equal(printed, statement.ToString());
        Assert.Equal(printed, PartiQLStatement.Parse(printed).ToString());
    }

    [Theory]
    [InlineData("SLECT * FROM \"t\"", "Expected data manipulation")]
    [InlineData("UPDATE Payment-dev SET active = ? WHERE id = ?", "Expected data manipulation")]
    [InlineData("FROM t WHERE a = 1", "Expected data manipulation")]
    [InlineData("  -- nothing", "Unexpected term")]
    [InlineData("SELECT * FROM", "Unexpected term")]
    [InlineData("SELECT * FROM t WHERE", "Unexpected term")]
    [InlineData("SELECT * FROM t WHERE;", "Unexpected term")]
    [InlineData("SELECT * FROM t WHERE NOT", "Unexpected term")]
    [InlineData("SELECT * FROM t WHERE (", "Unexpected term")]
    [InlineData("SELECT * FROM t WHERE (a = 1", "Expected RIGHT_PAREN")]
    [InlineData("SELECT * FROM t WHERE pk = 'p1' AND", "Missing right-hand side expression of infix operator")]
    [InlineData("SELECT * FROM t WHERE pk = 'p1' OR", "Missing right-hand side expression of infix operator")]
    [InlineData("SELECT * FROM t WHERE pk =", "Missing right-hand side expression of infix operator")]
    [InlineData("SELECT * FROM t WHERE ORDER BY pk", "Unexpected keyword")]
    [InlineData("SELECT * FROM t WHERE pad = 'x'", "Unexpected keyword")]
    [InlineData("INSERT INTO urls (key, target) VALUES (?, ?)", "Unexpected keyword")]
    [InlineData("SELECT * FROM t WHERE IS NULL", "Unexpected operator")]
    [InlineData("SELECT * FROM t WHERE pk = LIKE", "Unexpected operator")]
    [InlineData("SELECT * FROM t WHERE a IS FOO", "Expected type name")]
    [InlineData("SELECT m.inner FROM t", "Invalid path dot component")]
    [InlineData("DELETE FROM", "Expected identifier for simple path")]
    [InlineData("DELETE FROM WHERE pk = 'a'", "Expected identifier for simple path")]
    [InlineData("SELECT * FROM t WHERE pk = 1 foo", "Unexpected token after expression")]
    [InlineData("SELECT * FROM t WHERE pk = 1 e5", "Unexpected token after expression")]
    [InlineData("SELECT * FROM t WHERE pk = 1)", "Unexpected token after expression")]
    [InlineData("SELECT * FROM t ORDER BY pk WHERE pk = 1", "Unexpected token after expression")]
    [InlineData("INSERT INTO t VALUE {'pk': 1} foo", "Unexpected token after expression")]
    [InlineData("INSERT INTO t t2 VALUE {'pk': 1}", "Unexpected token after expression")]
    [InlineData("UPDATE t SET a = 9 WHERE pk = 1 foo", "Unexpected token after expression")]
    [InlineData("DELETE FROM t WHERE pk = 1 ORDER BY pk", "Unexpected token after expression")]
    [InlineData("FROM t SET c = 1 WHERE pk = 'x'", "Unexpected token after expression")]
    [InlineData("SELECT * FROM t; SELECT * FROM t", "Unexpected token after expression")]
    [InlineData("SELECT * FROM t WHERE pk = 1e2147483648", "")]
    [InlineData("SELECT * FROM t WHERE pk = 1.5e-2147483647", "")]
    [InlineData("SELECT * FROM t WHERE pk = 1 # note", "")]
    [InlineData("SELECT * FROM t WHERE pk = 1 /* note", "")]
    [InlineData("SELECT * FROM \"t", "")]
    [InlineData("SELECT * FROM t WHERE pk = 'x", "")]
    [InlineData("SELECT * FROM t WHERE pk = `2020T`", "")]
    public void What_cannot_be_read_is_not_well_formed(string text, string detail) =>
        Assert.Equal(Bad + detail, Assert.Throws<ValidationException>(() => PartiQLStatement.Parse(text)).Message);

    [Theory]
    [InlineData("SELECT * FROM \"t\" x WHERE pk = 'x'", "Aliasing is not supported")]
    [InlineData("SELECT a AS b FROM \"t\"", "Aliasing is not supported")]
    [InlineData("UPDATE \"t\" AS x SET a = 3 WHERE pk = 'x'", "Aliasing is not supported")]
    [InlineData("DELETE FROM \"t\" x WHERE pk = 'x'", "Aliasing is not supported")]
    [InlineData("SELECT id FROM dbimp_page LIMIT 5", "Unsupported clause: LIMIT at 1:33:1")]
    [InlineData("SELECT * FROM t\nWHERE a LIKE 'x%'", "Unsupported operator: LIKE at 2:9:4")]
    [InlineData("EXISTS(pk)", "Unrecognized function: exists at 1:1:6")]
    public void What_PartiQL_has_and_DynamoDB_has_not_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ValidationException>(() => PartiQLStatement.Parse(text)).Message);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("(NOT ", ")")]
    [InlineData("[", "]")]
    [InlineData("{'a': ", "}")]
    [InlineData("f(", ")")]
    [InlineData("1 + ", "")]
    [InlineData("1 = ", "")]
    [InlineData("1 < ", "")]
    [InlineData("1 IN [", "]")]
    public void Nesting_beyond_reason_does_not_exhaust_the_stack(string open, string close)
    {
        var text = "SELECT * FROM t WHERE a = " + string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));
        Assert.Equal(Bad + "The statement is nested too deeply", Assert.Throws<ValidationException>(() => PartiQLStatement.Parse(text)).Message);
    }

    [Theory]
    [InlineData("a", 250_000)]
    [InlineData("\"a\"", 150_000)]
    public void A_statement_of_the_greatest_length_takes_little_memory(string name, int mostBytes)
    {
        var text = $"SELECT * FROM {string.Join('.', Enumerable.Repeat(name, (Limits.StatementLength - 14) / (name.Length + 1)))}";
        Assert.InRange(Allocations.Of(() => PartiQLStatement.Parse(text)), 1, mostBytes);
    }

    [Fact]
    public void What_is_nested_deeply_is_printed_once()
    {
        var statement = PartiQLStatement.Parse($"SELECT * FROM t WHERE {string.Concat(Enumerable.Repeat("NOT ", 100))}a = '{new string('x', 6000)}'");
        Assert.InRange(Allocations.Of(() => statement.ToString()), 1, 100_000);
    }

    [Fact]
    public void A_long_conjunction_is_one_node()
    {
        var text = "SELECT * FROM t WHERE " + string.Join(" AND ", Enumerable.Range(0, 100_000).Select(i => $"a{i} = {i}"));
        var select = Assert.IsType<SelectStatement>(PartiQLStatement.Parse(text));
        Assert.Equal(100_000, Assert.IsType<LogicalExpression>(select.Where).Operands.Count);
    }
}
