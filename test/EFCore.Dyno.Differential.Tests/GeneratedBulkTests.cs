// Bulk writes that nobody wrote: the rows that EF's in-memory provider finds for the same condition are those that are written, each with the value that it works out,
// and no others; and the indexes say so afterwards. Each is rolled back. A failure prints the seed of its write (Seeds).

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;
using Xunit.Abstractions;

namespace EFCore.Dyno.Differential.Tests;

public sealed class GeneratedBulkTests(ITestOutputHelper output)
{
    private static readonly MethodInfo s_set = typeof(GeneratedBulkTests).GetMethod(nameof(Set), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_compare = typeof(GeneratedBulkTests).GetMethod(nameof(CompareAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    [Theory]
    [InlineData(Layout.Tables)]
    [InlineData(Layout.OneTable)]
    [InlineData(Layout.Designed)]
    public async Task What_is_written_is_what_EFs_in_memory_provider_finds(Layout layout)
    {
        var seeds = Seeds.From(output, usual: 100);
        using var towns = new Towns(layout, isNetwork: false, Seeds.RowsOf(seeds.First));
        var written = 0;
        await seeds.CompareAsync("bulk writes", async seed =>
        {
            towns.Need(Seeds.RowsOf(seed));
            var random = new Random(seed);
            var type = new[] { typeof(Person), typeof(Order), typeof(Coupon) }[random.Next(3)];
            var (rows, difference) = await (Task<(int, string?)>)s_compare.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [towns, seed], null)!;
            written += rows;
            return difference;
        });

        output.WriteLine($"{written} rows written");
        Assert.True(seeds.IsOne || written > seeds.Count / 2, $"only {written} rows written");
    }

    private static async Task<(int Rows, string? Difference)> CompareAsync<T>(Towns towns, int seed)
        where T : class
    {
        await using var theirs = towns.InMemory();
        List<Pair<T, object?>> found;
        PropertyInfo? property;
        try
        {
            var (where, set, value) = Make<T>(theirs, seed);
            property = set;
            found = await (where is null ? theirs.Set<T>() : theirs.Set<T>().Where(where)).Select(value).AsNoTracking().ToListAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return (0, null);
        }

        // What is to be there: all rows, with the values set, or without those that are deleted.
        var values = found.ToDictionary(p => Stored.KeyOf(p.First), p => p.Second);
        var all = await theirs.Set<T>().AsNoTracking().ToListAsync();
        foreach (var row in all.Where(r => property is not null && values.ContainsKey(Stored.KeyOf(r))))
        {
            property!.SetValue(row, values[Stored.KeyOf(row)]);
        }

        var expected = Stored.Rows(all.Where(r => property is not null || !values.ContainsKey(Stored.KeyOf(r))));
        await using var mine = towns.Dyno();
        var (condition, _, mineValue) = Make<T>(mine, seed);
        var text = $"seed {seed}, {towns}: {(property is null ? "delete" : $"set {property.Name} of")} {typeof(T).Name} where {(condition is null ? "" : QueryText.Of(condition.Body))}"
            + (property is null ? "" : $" to {QueryText.Of(ValueOf(mineValue))}");
        await using var transaction = await mine.Database.BeginTransactionAsync();
        try
        {
            var query = condition is null ? mine.Set<T>() : mine.Set<T>().Where(condition);
            var count = property is null ? await query.ExecuteDeleteAsync() : await query.ExecuteUpdateAsync(s => s_set.MakeGenericMethod(typeof(T), property.PropertyType).Invoke(null, [s, property, mineValue]));
            if (count != found.Count)
            {
                return (found.Count, $"{text}\n  expected {found.Count} rows to be written, and {count} were");
            }

            var left = Stored.Rows(await mine.Set<T>().AsNoTracking().ToListAsync());
            if (!expected.SequenceEqual(left))
            {
                return (found.Count, $"{text}\n  expected {string.Join("; ", expected.Except(left))}\n  found {string.Join("; ", left.Except(expected))}");
            }

            return (found.Count, await Stored.DifferenceByIndexesAsync(mine, [.. all.Where(r => property is not null || !values.ContainsKey(Stored.KeyOf(r)))]) is { } index ? $"{text}\n  {index}" : null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return (found.Count, $"{text}\n  {Printed.Failure(exception)}");
        }
        finally
        {
            await transaction.RollbackAsync();
        }
    }

    private static (Expression<Func<T, bool>>? Where, PropertyInfo? Set, Expression<Func<T, Pair<T, object?>>> Value) Make<T>(TownContext context, int seed)
    {
        var random = new Random(seed);
        var values = new ValueMaker(random, context);
        // Certain, since a delete of what a call on null leaves open is nobody's wish.
        var where = values.Chance(10) ? null : values.Lambda(typeof(T), x => values.Certain(() => values.Condition(x, 2)));
        string[] names = typeof(T) == typeof(Person) ? ["Name", "City", "Rank", "Born", "BossId", "Score", "Joined"] : typeof(T) == typeof(Order) ? ["State", "Total", "Paid", "At", "Code", "Note", "Due", "Wait", "Mark"] : ["Percent", "Town", "Until", "Day", "Mark"];
        var property = values.Chance(30) ? null : typeof(T).GetProperty(values.OneOf(names));
        var row = Expression.Parameter(typeof(T), "x");
        Expression value = Expression.Constant(null);
        if (property is not null)
        {
            value = values.Value(row, ValueMaker.Lifted(property.PropertyType), 1);
            if (property.PropertyType != value.Type)
            {
                value = Expression.Coalesce(value, Expression.Default(property.PropertyType));
            }
        }

        var pair = typeof(Pair<T, object?>);
        var both = Expression.MemberInit(
            Expression.New(pair), Expression.Bind(pair.GetProperty("First")!, row), Expression.Bind(pair.GetProperty("Second")!, Expression.Convert(value, typeof(object))));
        return ((Expression<Func<T, bool>>?)where, property, Expression.Lambda<Func<T, Pair<T, object?>>>(both, row));
    }

    private static void Set<T, TProperty>(UpdateSettersBuilder<T> setters, PropertyInfo property, Expression<Func<T, Pair<T, object?>>> value)
    {
        var row = Expression.Parameter(typeof(T), "x");
        setters.SetProperty(Expression.Lambda<Func<T, TProperty>>(Expression.Property(row, property), row), Expression.Lambda<Func<T, TProperty>>(ValueOf(value), value.Parameters));
    }

    private static Expression ValueOf<T>(Expression<Func<T, Pair<T, object?>>> value) =>
        ((UnaryExpression)((MemberAssignment)((MemberInitExpression)value.Body).Bindings[1]).Expression).Operand;
}
