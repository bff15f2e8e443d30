// Reads the tables of the store, has them compared with the model's, and carries plans out.

using System.Diagnostics;
using Dyno.Engine;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Schema;

internal sealed class TablePlans(IDynoClientSource source, DynoRequests requests, ICurrentDbContext currentContext, TableSeeder seeder)
{
    private const int Attempts = 20;

    // A plan's work is no part of a transaction that the context has open.
    private IDynoClient Items => requests.StoreClient(RequestOrigin.None);

    private bool ShowsValues => currentContext.Context.GetService<ILoggingOptions>().IsSensitiveDataLoggingEnabled;

    public async Task<TablePlan> PlanAsync(TablePlanOptions options, CancellationToken cancellationToken)
    {
        var tables = requests.Tables();
        var client = source.Client;
        var planner = new TablePlanner(options, client is DynoEngine, client.Capabilities);
        foreach (var table in DynoModel.Of(currentContext.Context.Model).Tables)
        {
            planner.Add(table, await ReadAsync(tables, Items, table, cancellationToken).ConfigureAwait(false));
        }

        return new TablePlan(planner.Steps, planner.Remarks, ApplyAsync);
    }

    private static async Task<ExistingTable?> ReadAsync(IDynoTables tables, IDynoClient items, DynoTableModel table, CancellationToken cancellationToken)
    {
        TableDescription description;
        try
        {
            description = await tables.DescribeTableAsync(table.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }

        if (description.TableStatus == TableStatus.DELETING)
        {
            return null;
        }

        // Only what the model mentions is asked for: an application may not be allowed more.
        var timeToLive = table.TimeToLiveAttribute is null ? null : await tables.DescribeTimeToLiveAsync(table.Name, cancellationToken).ConfigureAwait(false);
        var tags = table.Configuration.Tags is null
            ? []
            : (await tables.ListTagsOfResourceAsync(new ListTagsOfResourceRequest(description.TableArn), cancellationToken).ConfigureAwait(false)).Tags;
        var existing = new ExistingTable(description, timeToLive, tags);
        return description.TableStatus != TableStatus.CREATING && existing.HasKeyOf(table)
            ? existing with { Kept = await KeptUniques.ReadAsync(items, table, cancellationToken).ConfigureAwait(false) }
            : existing;
    }

    private async Task ApplyAsync(TablePlan plan, IProgress<TableProgress>? progress, CancellationToken cancellationToken)
    {
        var tables = requests.Tables();
        var created = new HashSet<DynoTableModel>();
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = plan.Steps[i];
            var number = i + 1;
            var started = Stopwatch.GetTimestamp();
            void Report(TableProgressState state, string detail) =>
                progress?.Report(new TableProgress(step, number, plan.Steps.Count, state, detail, Stopwatch.GetElapsedTime(started)));

            Report(TableProgressState.Started, "");
            var store = new StepStore(tables, Items, ShowsValues, detail => Report(TableProgressState.Waiting, detail));
            var isDone = await SendAsync(store, step, cancellationToken).ConfigureAwait(false);
            await TableWaits.UntilReadyAsync(tables, step.TableName, store.Report, cancellationToken).ConfigureAwait(false);
            if (isDone && step.Created is { } table)
            {
                await KeptUniques.BeginAsync(Items, table, cancellationToken).ConfigureAwait(false);
                created.Add(table);
            }

            Report(TableProgressState.Done, "");
        }

        if (created.Count > 0)
        {
            await seeder.SeedAsync(created, cancellationToken).ConfigureAwait(false);
        }
    }

    // Somebody else may be changing the table at this moment, auto scaling for one; a table of that name may be on its way out. False where somebody else made
    // the table meanwhile, who fills it then.
    private static async Task<bool> SendAsync(StepStore store, TableStep step, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await step.Execute(store, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (ResourceInUseException) when (attempt < Attempts)
            {
                store.Report(Messages.BusyTable(step.TableName));
            }

            if (step.Created is null)
            {
                await TableWaits.UntilReadyAsync(store.Tables, step.TableName, store.Report, cancellationToken).ConfigureAwait(false);
            }
            else if (!await TableWaits.UntilGoneAsync(store.Tables, step.TableName, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
    }
}
