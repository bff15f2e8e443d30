// Reads the tables of the store, has them compared with the model's, and carries plans out.

using System.Diagnostics;
using Dyno.Engine;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Schema;

internal sealed class TablePlans(IDynoClientSource source, DynoRequests requests, ICurrentDbContext currentContext, TableSeeder seeder)
{
    private const int Attempts = 20;

    public async Task<TablePlan> PlanAsync(TablePlanOptions options, CancellationToken cancellationToken)
    {
        var tables = requests.Tables();
        var client = source.Client;
        var planner = new TablePlanner(options, client is DynoEngine, client.Capabilities.MultiAttributeKeys);
        foreach (var table in DynoModel.Of(currentContext.Context.Model).Tables)
        {
            planner.Add(table, await ReadAsync(tables, table, cancellationToken).ConfigureAwait(false));
        }

        return new TablePlan(planner.Steps, planner.Remarks, ApplyAsync);
    }

    private static async Task<ExistingTable?> ReadAsync(IDynoTables tables, DynoTableModel table, CancellationToken cancellationToken)
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
        return new ExistingTable(description, timeToLive, tags);
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
            await SendAsync(tables, step, Report, cancellationToken).ConfigureAwait(false);
            await TableWaits.UntilReadyAsync(tables, step.TableName, detail => Report(TableProgressState.Waiting, detail), cancellationToken).ConfigureAwait(false);
            Report(TableProgressState.Done, "");
            if (step.Created is { } table)
            {
                created.Add(table);
            }
        }

        if (created.Count > 0)
        {
            await seeder.SeedAsync(created, cancellationToken).ConfigureAwait(false);
        }
    }

    // Somebody else may be changing the table at this moment, auto scaling for one; a table of that name may be on its way out.
    private static async Task SendAsync(IDynoTables tables, TableStep step, Action<TableProgressState, string> report, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await step.Execute(tables, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ResourceInUseException) when (attempt < Attempts)
            {
                report(TableProgressState.Waiting, Messages.BusyTable(step.TableName));
            }

            if (step.Created is null)
            {
                await TableWaits.UntilReadyAsync(tables, step.TableName, detail => report(TableProgressState.Waiting, detail), cancellationToken)
                    .ConfigureAwait(false);
            }
            else if (!await TableWaits.UntilGoneAsync(tables, step.TableName, cancellationToken).ConfigureAwait(false))
            {
                // Somebody else made it meanwhile.
                return;
            }
        }
    }
}
