// What is printed parses to the same tree; what is damaged at random is refused as DynamoDB refuses, and never otherwise.

using Dyno.PartiQL;

namespace Dyno.Core.Tests.PartiQL;

public class RandomStatementTests
{
    private static readonly string[] Pieces =
    [
        "SELECT", "*", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "IS", "BETWEEN", "NULL", "MISSING", "SET", "REMOVE", "VALUE", "RETURNING", "ALL", "OLD",
        "ORDER", "BY", "LIMIT", "EXISTS", "(", ")", "[", "]", "{", "}", "<<", ">>", "'", "\"", ".", ",", ":", "?", "=", "<", ">", "<>", "+", "-", "--", "/*",
        "*/", ";", "1", "1e9", "1.5.5", "e", "a", "\0", "\uD800", "é", "#", "@", "||", "$", "`",
    ];

    [Fact]
    public void What_is_printed_parses_to_the_same_tree() => Seed.Run(random =>
    {
        var statements = new RandomStatements(random);
        for (var i = 0; i < 20_000; i++)
        {
            var printed = statements.Next().ToString();
            Check(printed, () => Assert.Equal(printed, PartiQLStatement.Parse(printed).ToString()));
        }
    });

    [Fact]
    public void A_damaged_statement_is_refused_or_means_something_else() => Seed.Run(random =>
    {
        var statements = new RandomStatements(random);
        for (var i = 0; i < 50_000; i++)
        {
            var text = Damage(random, statements.Next().ToString());
            Check(text, () =>
            {
                try
                {
                    var printed = PartiQLStatement.Parse(text).ToString();
                    Assert.Equal(printed, PartiQLStatement.Parse(printed).ToString());
                }
                catch (ValidationException)
                {
                    // That is how a statement is refused.
                }
            });
        }
    });

    private static void Check(string text, Action check)
    {
        try
        {
            check();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{text}: {error.Message}", error);
        }
    }

    private static string Damage(Random random, string text)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(8), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => text.Insert(at, " " + Pieces[random.Next(Pieces.Length)] + " "),
                _ => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
            };
        }

        return text;
    }
}
