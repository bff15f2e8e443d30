// SaveChanges: plan, send as one request, map the answer. One item goes as its own verb; several as one TransactWriteItems.

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
    DynoRequests requests,
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

        try
        {
            await WriteRequests.SendAsync(requests.Client(new(() => WriteRequests.Summary(plan))), plan, cancellationToken).ConfigureAwait(false);
        }
        catch (DynoException exception)
        {
            throw WriteResultMapper.Map(plan, exception);
        }

        OrdinalKeys.Assign(plan);
        return plan.Actions.Count;
    }
}
