// The rows of a type as text, whole, and whether the indexes agree with them.

using System.Linq.Expressions;

namespace EFCore.Dyno.Differential.Tests;

internal static class Stored
{
    public static string KeyOf(object row) => row switch
    {
        Person person => person.Id,
        Order order => $"{order.PersonId}/{order.Number}",
        _ => ((Coupon)row).Code,
    };

    public static string[] Rows<T>(IEnumerable<T> rows)
        where T : class => [.. rows.Select(r => KeyOf(r) + " " + string.Join(", ", typeof(T).GetProperties()
            .Where(p => ValueMaker.IsKind(p.PropertyType)).Select(p => Printed.Of(p.GetValue(r)))) + " " + Printed.Of(r)).Order(StringComparer.Ordinal)];

    // What the indexes give, for each of their values that there is.
    public static async Task<string?> DifferenceByIndexesAsync<T>(TownContext context, IReadOnlyList<T> rows)
        where T : class
    {
        (string, string?)[] indexes = typeof(T) == typeof(Person) ? [("City", "Rank"), ("BossId", null)] : typeof(T) == typeof(Order) ? [("State", null), ("Code", null), ("Note", "Paid"), ("Due", "Wait")]
            : [("Town", "Until"), ("Day", "Mark"), ("Mark", null)];
        foreach (var (first, second) in indexes)
        {
            var property = typeof(T).GetProperty(first)!;
            // An item without the sort key is not in the index.
            var there = second is null ? null : typeof(T).GetProperty(second);
            foreach (var group in rows.Where(r => there is null || there.GetValue(r) is not null).GroupBy(property.GetValue).Where(g => g.Key is not null))
            {
                var row = Expression.Parameter(typeof(T), "x");
                var same = Expression.Equal(Expression.Property(row, property), Expression.Constant(group.Key, property.PropertyType));
                if (there is not null)
                {
                    same = Expression.AndAlso(same, Expression.NotEqual(Expression.Property(row, there), Expression.Constant(null, there.PropertyType)));
                }

                var query = context.Set<T>().Where(Expression.Lambda<Func<T, bool>>(same, row)).AsNoTracking();
                Assert.StartsWith("Query", query.ToQueryString(), StringComparison.Ordinal);
                var found = Rows(await query.ToListAsync());
                if (!found.SequenceEqual(Rows(group)))
                {
                    return $"rows of {first} {group.Key}: expected {string.Join("; ", Rows(group))}, found {string.Join("; ", found)}";
                }
            }
        }

        return null;
    }
}
