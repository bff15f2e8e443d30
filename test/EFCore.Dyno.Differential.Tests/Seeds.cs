// Which seeds a test runs: some from anywhere, told in its output; as many as DYNO_QUERIES says; or the one of DYNO_QUERY_SEED.

using System.Globalization;
using Xunit.Abstractions;

namespace EFCore.Dyno.Differential.Tests;

internal sealed class Seeds
{
    private Seeds(int first, int count, bool isOne)
    {
        First = first;
        Count = count;
        IsOne = isOne;
    }

    public int First { get; }

    public int Count { get; }

    public bool IsOne { get; }

    // The first differences fail the test; what: that they are of, as "queries".
    public async Task CompareAsync(string what, Func<int, Task<string?>> compare)
    {
        var wrong = new List<string>();
        for (var seed = First; seed < First + Count; seed++)
        {
            if (await compare(seed) is { } difference)
            {
                wrong.Add(difference);
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {Count} {what} differ:\n\n" + string.Join("\n\n", wrong.Take(20)));
    }

    // A thousand seeds in a row are of the same rows.
    public static int RowsOf(int seed) => seed / 1000;

    public static Seeds From(ITestOutputHelper output, int usual)
    {
        if (Environment.GetEnvironmentVariable("DYNO_QUERY_SEED") is { } one)
        {
            return new(int.Parse(one, CultureInfo.InvariantCulture), 1, isOne: true);
        }

        var count = Environment.GetEnvironmentVariable("DYNO_QUERIES") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;
        var first = Random.Shared.Next(1_000_000_000);
        output.WriteLine($"{count} seeds from {first}");
        return new(first, count, isOne: false);
    }
}
