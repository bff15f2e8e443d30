// What a query can say about the store: scan knowingly, read an index, read consistently, page with a cursor.

using System.Linq.Expressions;
using System.Reflection;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Query;
using Microsoft.EntityFrameworkCore.Query;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Query operators for what DynamoDB's model has and LINQ has no word for.</summary>
public static class DynoQueryableExtensions
{
    private static readonly MethodInfo s_allowScan = Method(nameof(AllowScan));
    private static readonly MethodInfo s_consistentRead = Method(nameof(ConsistentRead));
    private static readonly MethodInfo s_withIndex = Method(nameof(WithIndex));
    private static readonly MethodInfo s_untracked =
        typeof(EntityFrameworkQueryableExtensions).GetMethod(nameof(EntityFrameworkQueryableExtensions.AsNoTrackingWithIdentityResolution))!;

    private static readonly MethodInfo s_evaluateAtMost = Method(nameof(EvaluateAtMost));
    private static readonly MethodInfo s_scanInParallel = Method(nameof(ScanInParallel));
    private static readonly MethodInfo s_forCascade = Method(nameof(ForCascade));

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
    /// Lets the store look at no more than so many items, whether they pass the query's filters or not, and ends the query there. What is looked at is what
    /// DynamoDB charges for: this is its <c>Limit</c>, over all pages of the query.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
    /// </summary>
    /// <remarks><c>ToPageAsync</c> continues after them: its page may have fewer rows than asked for, or none, and still a next cursor.</remarks>
    /// <param name="source">The query; what it joins or includes is read without this limit.</param>
    /// <param name="items">How many items; none where it is less than 1.</param>
    public static IQueryable<TSource> EvaluateAtMost<TSource>(this IQueryable<TSource> source, int items)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Provider is not IAsyncQueryProvider
            ? source
            : source.Provider.CreateQuery<TSource>(Expression.Call(
                s_evaluateAtMost.MakeGenericMethod(typeof(TSource)), source.Expression, ((Expression<Func<int>>)(() => items)).Body));
    }

    /// <summary>
    /// Reads the whole table in so many parts at a time; implies <see cref="AllowScan"/>. Rows come in another order than without it.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan
    /// </summary>
    /// <remarks>
    /// It is faster, not cheaper, and takes the throughput from others. Each part keeps a page of up to 1 MB. Synchronous calls, pages after the first and
    /// <see cref="EvaluateAtMost"/> read one part after another. Interceptors are called from several threads.
    /// </remarks>
    /// <param name="source">The query.</param>
    /// <param name="segments">How many parts, 1 to 1,000,000; a few for each core or network connection.</param>
    public static IQueryable<TSource> ScanInParallel<TSource>(this IQueryable<TSource> source, [NotParameterized] int segments)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(segments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segments, Limits.ScanSegments);
        return Call(source, s_scanInParallel, segments);
    }

    /// <summary>
    /// Reads one page of a query. The cursors in the result continue after its last row and before its first, also in another process and after a restart;
    /// they are bound to the query's shape, access path and partition, and another query refuses them with an <see cref="ArgumentException"/>.
    /// </summary>
    /// <remarks>
    /// Where the store gives the rows in order, a page reads no more than its rows and one, forward or backward. A scan goes forward so, and backward by
    /// reading again what comes before. Where rows are sorted, joined or made distinct by the provider, each page reads again what comes before it; the
    /// query's plan (<c>ToQueryString</c>) shows which. A cursor has the key of a row in it, not encrypted.
    /// </remarks>
    /// <param name="source">The query.</param>
    /// <param name="size">The most rows that the page has; at least 1.</param>
    /// <param name="cursor">A page's next or previous cursor, or null for the first page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Page<TSource>> ToPageAsync<TSource>(
        this IQueryable<TSource> source, int size, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (size < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, QueryMessages.PageSize());
        }

        return await Rows(source, source.Expression, nameof(ToPageAsync), cancellationToken).ReadPageAsync(size, cursor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs the query and tells its plan, the requests it made and the capacity they consumed. All rows are read, the context tracks none of them, and what is read
    /// is charged: for the plan alone, without a request, use <c>ToQueryString</c>.
    /// </summary>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<DynoExplanation> ExplainAsync<TSource>(this IQueryable<TSource> source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);

        // Not tracked, but with one object for each entity as if it were: a query with cycles of includes asks for that.
        var untracked = typeof(TSource).IsValueType
            ? source.Expression
            : Expression.Call(s_untracked.MakeGenericMethod(typeof(TSource)), source.Expression);
        return Rows(source, untracked, nameof(ExplainAsync), cancellationToken).ExplainAsync(cancellationToken);
    }

    private static DynoEnumerable<TSource> Rows<TSource>(IQueryable<TSource> source, Expression query, string method, CancellationToken cancellationToken) =>
        source.Provider is IAsyncQueryProvider provider
        && provider.ExecuteAsync<IAsyncEnumerable<TSource>>(query, cancellationToken) is DynoEnumerable<TSource> rows
            ? rows
            : throw new InvalidOperationException(QueryMessages.NotDyno(method));

    // A bulk write that the provider asks for in order to know what it would write (CascadeRelation).
    internal static IQueryable<TSource> ForCascade<TSource>(this IQueryable<TSource> source) => Call(source, s_forCascade);

    private static IQueryable<TSource> Call<TSource>(IQueryable<TSource> source, MethodInfo method, params object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Provider is not IAsyncQueryProvider
            ? source
            : source.Provider.CreateQuery<TSource>(Expression.Call(
                method.MakeGenericMethod(typeof(TSource)), [source.Expression, .. arguments.Select(Expression.Constant)]));
    }

    private static MethodInfo Method(string name) => typeof(DynoQueryableExtensions).GetMethod(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!;
}
