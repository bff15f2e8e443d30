// Runs queries that were run before without taking them apart again. EF's own compiler makes, of every execution, a second tree without the captured
// values, and finds the compiled query by comparing that tree: more than reading an item costs. Here one walk over the tree, as it was written, tells
// which query it is and reads its values (QueryPattern). What has no pattern, and the first execution of what has, go EF's way.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Query;

#pragma warning disable EF1001 // EF's compiler is asked for what it does when there is no pattern.
#pragma warning disable EF9100, EF9101 // Precompiled queries and metrics go on as with EF's compiler.
internal sealed class DynoQueryCompiler(IQueryContextFactory queryContexts, ICurrentDbContext current, QueryPatterns patterns) : IQueryCompiler
{
    private QueryCompiler? _compiler;

    // Made when the first query needs it: a context whose queries are all known does without it, and what it depends on.
    internal QueryCompiler Compiler => _compiler ??= new(
        queryContexts,
        current.Context.GetService<ICompiledQueryCache>(),
        current.Context.GetService<ICompiledQueryCacheKeyGenerator>(),
        current.Context.GetService<IDatabase>(),
        current.Context.GetService<IDiagnosticsLogger<DbLoggerCategory.Query>>(),
        current,
        current.Context.GetService<IEvaluatableExpressionFilter>(),
        current.Context.Model);

    public TResult Execute<TResult>(Expression query) => Execute<TResult>(query, async: false, CancellationToken.None);

    public TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken) => Execute<TResult>(query, async: true, cancellationToken);

    public Func<QueryContext, TResult> CreateCompiledQuery<TResult>(Expression query) => Compiler.CreateCompiledQuery<TResult>(query);

    public Func<QueryContext, TResult> CreateCompiledAsyncQuery<TResult>(Expression query) => Compiler.CreateCompiledAsyncQuery<TResult>(query);

    public Expression<Func<QueryContext, TResult>> PrecompileQuery<TResult>(Expression query, bool async) => Compiler.PrecompileQuery<TResult>(query, async);

    private TResult Execute<TResult>(Expression query, bool async, CancellationToken cancellationToken)
    {
        var context = queryContexts.Create();
        context.CancellationToken = cancellationToken;
        var kind = new QueryKind(typeof(Func<QueryContext, TResult>), current.Context.ChangeTracker.QueryTrackingBehavior, async);
        var hash = QueryHash.Of(query, kind);
        if (hash is { } known && patterns.Find(known, kind, query, context.Parameters) is { } found)
        {
            EntityFrameworkMetricsData.ReportCompiledQueryCacheHit();
            return ((Func<QueryContext, TResult>)found)(context);
        }

        return Compiled<TResult>(query, context, kind, hash)(context);
    }

    private Func<QueryContext, TResult> Compiled<TResult>(Expression query, QueryContext context, QueryKind kind, int? hash)
    {
        var db = current.Context;
        var extracted = Compiler.ExtractParameters(query, context.Parameters, db.GetService<IDiagnosticsLogger<DbLoggerCategory.Query>>());
        var cache = db.GetService<ICompiledQueryCache>();
        var keys = db.GetService<ICompiledQueryCacheKeyGenerator>();
        var compiled = cache.GetOrAddQuery(
            keys.GenerateCacheKey(extracted, kind.Async),
            () => System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported
                ? Compiler.CompileQueryCore<TResult>(db.GetService<IDatabase>(), extracted, db.Model, kind.Async)
                : throw new InvalidOperationException(CoreStrings.QueryNotPrecompiled));

        // Services in place of EF's may tell queries apart by more than their trees.
        if (hash is { } known && keys.GetType() == typeof(CompiledQueryCacheKeyGenerator) && cache.GetType() == typeof(CompiledQueryCache))
        {
            patterns.Add(known, kind, query, extracted, compiled);
        }

        return compiled;
    }
}
