// EF's way in to compiling a query and to saving. Every context has one and most only run queries that are compiled already: what the rest needs, a dozen services,
// is made when it is asked for, and so is not EF's Database, which wants it at once.

using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class DynoDatabase(ICurrentDbContext currentContext, IDynoClientSource source) : IDatabase
{
    private EntityWriter? _writer;

    private EntityWriter Writer => _writer ??= currentContext.Context.GetService<EntityWriter>();

    private IQueryCompilationContextFactory Compilations => currentContext.Context.GetService<IQueryCompilationContextFactory>();

    public int SaveChanges(IList<IUpdateEntry> entries) => SynchronousCalls.Run(
        source.Client, (Writer, entries), static state => state.Writer.SaveAsync(state.entries, isAsync: false, CancellationToken.None));

    public Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default) =>
        Writer.SaveAsync(entries, isAsync: true, cancellationToken).AsTask();

    public Func<QueryContext, TResult> CompileQuery<TResult>(Expression query, bool async) => Compilations.Create(async).CreateQueryExecutor<TResult>(query);

    [Experimental("EF9100")]
    public Expression<Func<QueryContext, TResult>> CompileQueryExpression<TResult>(Expression query, bool async) =>
        Compilations.CreatePrecompiled(async).CreateQueryExecutorExpression<TResult>(query);
}
