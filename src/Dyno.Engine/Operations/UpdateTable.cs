// UpdateTable: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
namespace Dyno.Engine.Operations;

internal sealed class UpdateTableOperation(EngineContext context)
{
    // The index of a table with more items is filled in the background.
    private const int ItemsAtOnce = 1000;

    public async ValueTask<TableDescription> ExecuteAsync(UpdateTableRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        UpdateTableValidation.Check(request);
        var now = context.Clock.GetUtcNow();
        var change = new TableChange(request, now, Transition.InForce(now, context.Options.TableTransition), context.Catalog);
        TableState? before = null;
        var table = context.Catalog.Replace(
            request.TableName,
            old => change.Apply(before = old),
            (_, batch) =>
            {
                if (change.Deleted is { } deleted)
                {
                    context.Catalog.DeleteEntries(batch, deleted);
                }
            },
            newer => newer.Transition = context.Catalog.Begin(TableStatus.UPDATING, now, before));
        if (table.Transition is null && table.BuildingIndex is { } index && change.CreatesIndex)
        {
            await FillAsync(table, index).ConfigureAwait(false);
            return TableDescriber.Describe(context.Catalog.Describe(table.Name), now);
        }

        // Before the work begins: an answer that tells of transitions does not depend on how fast it is done.
        var description = TableDescriber.Describe(table, now);
        if (change.CreatesIndex && table.BuildingIndex is { } created)
        {
            await FillAsync(table, created).ConfigureAwait(false);
        }

        return description;
    }

    private async ValueTask FillAsync(TableState table, IndexState index)
    {
        if (table.Counters.Count <= ItemsAtOnce)
        {
            await context.Builder.BuildAsync(table, index).ConfigureAwait(false);
        }
        else
        {
            context.Builder.Start(table, index);
        }
    }
}
