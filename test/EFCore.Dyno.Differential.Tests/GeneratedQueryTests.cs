// Queries that nobody wrote: what EF's own in-memory provider answers, this one answers, and with the same rows; a third of them page by page. Each is run again with other
// values in its variables. A failure prints the seed of its query (Seeds).

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;
using Xunit.Abstractions;

namespace EFCore.Dyno.Differential.Tests;

public sealed class GeneratedQueryTests(ITestOutputHelper output)
{
    private static readonly MethodInfo s_one = typeof(GeneratedQueryTests).GetMethod(nameof(OneAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_rows = typeof(GeneratedQueryTests).GetMethod(nameof(RowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    [Theory]
    [InlineData(Layout.Tables, false)]
    [InlineData(Layout.OneTable, false)]
    [InlineData(Layout.Tables, true)]
    [InlineData(Layout.OneTable, true)]
    [InlineData(Layout.Designed, false)]
    [InlineData(Layout.Designed, true)]
    public async Task The_rows_are_those_of_EFs_in_memory_provider(Layout layout, bool isNetwork)
    {
        var seeds = Seeds.From(output, usual: 150);
        using var towns = new Towns(layout, isNetwork, Seeds.RowsOf(seeds.First));
        var answered = 0;
        await seeds.CompareAsync("queries", async seed =>
        {
            towns.Need(Seeds.RowsOf(seed));
            var (isAnswered, difference) = await CompareAsync(towns, seed, again: 0);
            answered += isAnswered ? 1 : 0;
            return difference ?? (isAnswered ? (await CompareAsync(towns, seed, again: 1)).Difference : null);
        });

        output.WriteLine($"{answered} answered by the in-memory provider");
        Assert.True(seeds.IsOne || answered > seeds.Count / 2, $"only {answered} of {seeds.Count} queries are answered by the in-memory provider");
    }

    private static async Task<(bool IsAnswered, string? Difference)> CompareAsync(Towns towns, int seed, int again)
    {
        await using var mine = towns.Dyno();
        await using var theirs = towns.InMemory();
        string[] expected;
        try
        {
            expected = await RunAsync(theirs, seed, again, inPages: false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return (false, null);
        }

        var text = $"seed {seed}, {towns}: {QueryText.Of(QueryMaker.Make(seed, mine, again).Query)}";
        try
        {
            var found = await RunAsync(mine, seed, again, inPages: seed % 3 == 0);
            return (true, expected.SequenceEqual(found) ? null
                : $"{text}\n  expected {expected.Length}: {string.Join("; ", expected)}\n  found {found.Length}: {string.Join("; ", found)}");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return (true, $"{text}\n  {Printed.Failure(exception)}");
        }
    }

    private static async Task<string[]> RunAsync(TownContext context, int seed, int again, bool inPages)
    {
        var (query, isOrdered) = QueryMaker.Make(seed, context, again);
        var provider = context.Set<Person>().AsQueryable().Provider;
        if (!typeof(IQueryable).IsAssignableFrom(query.Type))
        {
            return [await (Task<string>)s_one.MakeGenericMethod(query.Type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [provider, query], null)!];
        }

        // Read first: what is tracked may be joined to what comes later.
        var rows = provider.CreateQuery(query);
        var read = await (Task<List<object?>>)s_rows.MakeGenericMethod(rows.ElementType).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [rows, inPages], null)!;
        return [.. isOrdered ? read.Select(Printed.Of) : read.Select(Printed.Of).Order(StringComparer.Ordinal)];
    }

    private static async Task<string> OneAsync<T>(IQueryProvider provider, Expression query) =>
        Printed.Of(await ((IAsyncQueryProvider)provider).ExecuteAsync<Task<T>>(query));

    private static async Task<List<object?>> RowsAsync<T>(IQueryable<T> rows, bool inPages)
    {
        if (!inPages)
        {
            return [.. (await rows.ToListAsync()).Cast<object?>()];
        }

        var all = new List<object?>();
        string? cursor = null;
        do
        {
            var page = await rows.ToPageAsync(3, cursor);
            all.AddRange(page.Items.Cast<object?>());
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return all;
    }
}
