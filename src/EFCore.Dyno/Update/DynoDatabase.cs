// SaveChanges: plan, send as one request, map the answer. One item goes as its own verb; several as one TransactWriteItems.

using System.Diagnostics;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class DynoDatabase(
    DatabaseDependencies dependencies,
    ICurrentDbContext currentContext,
    IDynoClientSource source,
    IDynoRequestLogger requestLogger,
    IDiagnosticsLogger<DbLoggerCategory.Update> updateLogger) : Database(dependencies)
{
    public override int SaveChanges(IList<IUpdateEntry> entries) => SynchronousCalls.Run(
        source.Client, (this, entries), static state => state.Item1.SaveAsync(state.entries, CancellationToken.None));

    public override Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default) =>
        SaveAsync(entries, cancellationToken).AsTask();

    private async ValueTask<int> SaveAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken)
    {
        var plan = new WritePlanner(DynoModel.Of(currentContext.Context.Model)).Plan(entries);
        if (plan.Actions.Count == 0)
        {
            return 0;
        }

        var client = source.Client;
        if (plan.Actions.Count > client.Capabilities.MaxTransactionActions)
        {
            throw new InvalidOperationException(Messages.TooManyActions(plan.Actions.Count, client.Capabilities.MaxTransactionActions));
        }

        if (plan.Actions.Count > Limits.TransactionActions)
        {
            updateLogger.LargeCommitWarning(plan.Actions.Count);
        }

        var started = Stopwatch.GetTimestamp();
        double? capacity;
        try
        {
            capacity = await WriteRequests.SendAsync(client, plan, requestLogger.IsEnabled, cancellationToken).ConfigureAwait(false);
        }
        catch (DynoException exception)
        {
            throw WriteResultMapper.Map(plan, exception);
        }

        OrdinalKeys.Assign(plan);
        if (requestLogger.IsEnabled)
        {
            requestLogger.LogRequest(new DynoRequest(
                WriteRequests.OperationOf(plan),
                string.Join(',', plan.Actions.Select(a => a.TableName).Distinct()),
                Index: null,
                WriteRequests.Summary(plan),
                plan.Actions.Count,
                plan.Actions.Count,
                capacity,
                Stopwatch.GetElapsedTime(started)));
        }

        return plan.Actions.Count;
    }
}
