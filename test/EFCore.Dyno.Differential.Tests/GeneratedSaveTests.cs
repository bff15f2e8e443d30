// Changes that nobody wrote, made alike to the entities of two contexts and saved: afterwards both stores have the same rows, what is tracked is the same, and the indexes
// say so. A failure prints the seed of its changes (Seeds).

using Xunit.Abstractions;

namespace EFCore.Dyno.Differential.Tests;

public sealed class GeneratedSaveTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Layout.Tables, false)]
    [InlineData(Layout.OneTable, false)]
    [InlineData(Layout.Designed, false)]
    [InlineData(Layout.Designed, true)]
    public async Task What_is_saved_is_what_EFs_in_memory_provider_saves(Layout layout, bool isNetwork)
    {
        var seeds = Seeds.From(output, usual: 60);
        await seeds.CompareAsync("series of changes", async seed =>
        {
            // Rows of its own each: nothing takes back what the in-memory provider has saved.
            using var towns = new Towns(layout, isNetwork, seed);
            return await CompareAsync(towns, seed);
        });
    }

    private static async Task<string?> CompareAsync(Towns towns, int seed)
    {
        await using var mine = towns.Dyno();
        await using var theirs = towns.InMemory();
        var (first, second) = (await ChangeMaker.OfAsync(mine, seed), await ChangeMaker.OfAsync(theirs, seed));
        for (var save = 0; save < 3; save++)
        {
            var text = $"seed {seed}, {towns}, save {save + 1}: {first.Change()}";
            second.Change();
            var (found, expected) = (await SaveAsync(mine), await SaveAsync(theirs));
            if (found.Error is not null && expected.Error is not null)
            {
                return null;
            }

            if (found.Error is not null || expected.Error is not null || found.Tracked != expected.Tracked)
            {
                return $"{text}\n  expected {expected}\n  found {found}";
            }

            await using var stored = towns.Dyno();
            await using var others = towns.InMemory();
            if (await DifferenceAsync<Person>(stored, others) is { } people)
            {
                return $"{text}\n  {people}";
            }

            if ((await DifferenceAsync<Order>(stored, others) ?? await DifferenceAsync<Coupon>(stored, others)) is { } difference)
            {
                return $"{text}\n  {difference}";
            }
        }

        return null;
    }

    private static async Task<(string? Error, int Written, string Tracked)> SaveAsync(TownContext context)
    {
        try
        {
            var written = await context.SaveChangesAsync();
            return (null, written, string.Join("; ", context.ChangeTracker.Entries().Where(e => !e.Metadata.IsOwned()).Select(e => $"{e.State} {Printed.Of(e.Entity)}").Order(StringComparer.Ordinal)));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return (Printed.Failure(exception), 0, "");
        }
    }

    private static async Task<string?> DifferenceAsync<T>(TownContext stored, TownContext others)
        where T : class
    {
        var rows = await others.Set<T>().AsNoTracking().ToListAsync();
        var (expected, found) = (Stored.Rows(rows), Stored.Rows(await stored.Set<T>().AsNoTracking().ToListAsync()));
        return expected.SequenceEqual(found)
            ? await Stored.DifferenceByIndexesAsync(stored, rows)
            : $"expected {string.Join("; ", expected.Except(found))}\n  found {string.Join("; ", found.Except(expected))}";
    }
}
