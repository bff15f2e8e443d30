// What a query can say about the store: scan knowingly, read an index, read consistently, page with a cursor.

using System.Linq.Expressions;
using System.Reflection;
using EFCore.Dyno.Query;
using Microsoft.EntityFrameworkCore.Query;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Query operators for what DynamoDB's model has and LINQ has no word for.</summary>
public static class DynoQueryableExtensions
{
    private static readonly MethodInfo s_allowScan = Method(nameof(AllowScan));
    private static readonly MethodInfo s_consistentRead = Method(nameof(ConsistentRead));
    private static readonly MethodInfo s_withIndex = Method(nameof(WithIndex));

    /// <summary>
    /// Says that reading the whole table is meant: the query logs no <c>ScanWarning</c>.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html
    /// </summary>
    public static IQueryable<TSource> AllowScan<TSource>(this IQueryable<TSource> source) => Call(source, s_allowScan);

    /// <summary>
    /// Reads what every write acknowledged before has left, at twice the read capacity. Global secondary indexes cannot be read so.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
    /// </summary>
    public static IQueryable<TSource> ConsistentRead<TSource>(this IQueryable<TSource> source) => Call(source, s_consistentRead);

    /// <summary>
    /// Reads the named index instead of the one that the planner would choose.
    /// An <see cref="InvalidOperationException"/> says why where the index cannot answer the query.
    /// </summary>
    /// <param name="source">The query.</param>
    /// <param name="indexName">A global or local secondary index of the entity's table.</param>
    public static IQueryable<TSource> WithIndex<TSource>(this IQueryable<TSource> source, [NotParameterized] string indexName) =>
        Call(source, s_withIndex, indexName);

    /// <summary>
    /// Reads one page of a query. The cursor in the result continues after its last row, also in another process and after a restart;
    /// it is bound to the query's shape and access path, and another query refuses it with an <see cref="ArgumentException"/>.
    /// </summary>
    /// <remarks>
    /// Where the store gives the rows in order, a page reads no more than its rows and one. Where rows are sorted or made distinct
    /// by the provider, each page reads again what comes before it; the query's plan (<c>ToQueryString</c>) shows which.
    /// </remarks>
    /// <param name="source">The query.</param>
    /// <param name="size">The most rows that the page has; at least 1.</param>
    /// <param name="cursor">Where the page before ended, or null for the first page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Page<TSource>> ToPageAsync<TSource>(
        this IQueryable<TSource> source, int size, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (size < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, QueryMessages.PageSize());
        }

        return source.Provider is IAsyncQueryProvider provider
            && provider.ExecuteAsync<IAsyncEnumerable<TSource>>(source.Expression, cancellationToken) is DynoEnumerable<TSource> rows
            ? await rows.ReadPageAsync(size, cursor, cancellationToken).ConfigureAwait(false)
            : throw new InvalidOperationException(QueryMessages.NotDyno(nameof(ToPageAsync)));
    }

    private static IQueryable<TSource> Call<TSource>(IQueryable<TSource> source, MethodInfo method, params object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Provider is not IAsyncQueryProvider
            ? source
            : source.Provider.CreateQuery<TSource>(Expression.Call(
                method.MakeGenericMethod(typeof(TSource)), [source.Expression, .. arguments.Select(Expression.Constant)]));
    }

    private static MethodInfo Method(string name) => typeof(DynoQueryableExtensions).GetMethod(name)!;
}
