// Fills global indexes that were added to tables with items, while writes go on.
//
// 1. From the change that adds the index on, every write brings the entry of its item (IndexMaintenance). 2. Then all items that were there before are looked
// through, in a snapshot; each that has no entry yet is brought in as it is now, by an action of the write pipeline like any other: it locks the item's key,
// finds its newest state and is counted. So an item has its right entry after its first write or its turn here, whichever comes first. 3. Then the index can
// be read. An index that a stop of the process left half built is looked through again from the beginning: entries that are there are passed over.
using System.Collections.Concurrent;
using Dyno.Engine.Commit;
using Dyno.Storage;

namespace Dyno.Engine.Indexes;

internal sealed class IndexBuilder(EngineContext context) : IDisposable
{
    // Few enough that a writer who waits for one of their keys does not wait long.
    private const int ItemsAtOnce = 16;

    // So many are on their way to the disk while the next are read.
    private const int CommitsAtOnce = 2;

    private readonly ConcurrentDictionary<uint, Task> _running = new();
    private readonly CancellationTokenSource _stop = new();

    // Goes on with what was not finished.
    public void StartIfNeeded()
    {
        foreach (var name in context.Catalog.Names())
        {
            var table = context.Catalog.Describe(name);
            if (table.BuildingIndex is { } index)
            {
                Start(table, index);
            }
        }
    }

    public void Start(TableState table, IndexState index)
    {
        _running[index.Id] = Task.Run(async () =>
        {
            try
            {
                await BuildAsync(table, index).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is DynoException or OperationCanceledException or Storage.StoreException)
            {
                // The table or index was deleted, the engine is closed, or the disk failed, which every write tells. The next open goes on.
            }
            finally
            {
                _running.TryRemove(index.Id, out _);
            }
        });
    }

    public async ValueTask BuildAsync(TableState table, IndexState index)
    {
        var commits = new Queue<Task>(CommitsAtOnce);
        var actions = new List<WriteAction>(ItemsAtOnce);
        using (var snapshot = context.Store.Snapshot())
        using (var items = context.Store.Iterate(context.Items, MetaKeys.Number(table.Id), MetaKeys.Number(table.Id + 1), snapshot, deletions: RangeDeletions.None))
        {
            for (var more = items.SeekFirst(); more; more = items.Next())
            {
                if (IndexMaintenance.EntryKey(index, table, new Item(items.Value.ToArray())) is not { } key || context.Store.Contains(context.Indexes, key))
                {
                    continue;
                }

                actions.Add(new FillAction(table, items.Key.ToArray()));
                if (actions.Count == ItemsAtOnce)
                {
                    await CommitAsync(commits, actions).ConfigureAwait(false);
                }
            }
        }

        await CommitAsync(commits, actions).ConfigureAwait(false);
        while (commits.TryDequeue(out var commit))
        {
            await commit.ConfigureAwait(false);
        }

        Finish(table, index);
    }

    // Stops what is running and waits for it.
    public void Dispose()
    {
        _stop.Cancel();
        Task.WhenAll(_running.Values).Wait();
    }

    private async ValueTask CommitAsync(Queue<Task> commits, List<WriteAction> actions)
    {
        _stop.Token.ThrowIfCancellationRequested();
        if (commits.Count == CommitsAtOnce)
        {
            await commits.Dequeue().ConfigureAwait(false);
        }

        if (actions.Count > 0)
        {
            commits.Enqueue(context.Commit.WriteAsync(new WriteSet([.. actions]) { IsFree = true }, _stop.Token).AsTask());
            actions.Clear();
        }
    }

    private void Finish(TableState table, IndexState index) => context.Catalog.Replace(table.Name, newest =>
        newest.Id == table.Id && newest.FindIndex(index.Id) is not null
            ? newest.Record with { Indexes = [.. newest.Record.Indexes.Select(i => i.Id == index.Id ? i with { IsBuilding = false } : i)] }
            : throw new ResourceNotFoundException(Messages.IndexNotFound(index.Name)));
}
