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
        var table = UpdateTableValidation.ChangesNothingElse(request) ? null : Change(request.TableName, change, now);
        if (request.StreamSpecification is { } stream)
        {
            table = ChangeStream(table ?? context.Catalog.Describe(request.TableName), stream, now);
        }

        if (table!.Transition is null && table.BuildingIndex is { } index && change.CreatesIndex)
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

    private TableState Change(string tableName, TableChange change, DateTimeOffset now)
    {
        TableState? before = null;
        return context.Catalog.Replace(
            tableName,
            old => change.Apply(before = old),
            (_, batch) =>
            {
                if (change.Deleted is { } deleted)
                {
                    context.Catalog.DeleteEntries(batch, deleted);
                }
            },
            newer => newer.Transition = context.Catalog.Begin(TableStatus.UPDATING, now, before));
    }

    private TableState ChangeStream(TableState table, StreamSpecification stream, DateTimeOffset now)
    {
        // A change of the same request has begun the transition.
        if (table.Transition?.Begin == now)
        {
            return context.Streams.Update(table.Name, stream);
        }

        context.Catalog.CheckChangeable(table);
        var newer = context.Streams.Update(table.Name, stream);
        newer.Transition = context.Catalog.Begin(TableStatus.UPDATING, now, table);
        return newer;
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
