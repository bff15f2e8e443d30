// Reads several partitions, or batches, at a time over a client that has to be awaited, and merges partitions that are each in the order asked for.
// Over a client that completes synchronously a merge reads one page after another.

namespace EFCore.Dyno.Query;

// The first pages of the next parts are asked for while one is read; they are given in the parts' order, so that rows come in the same order each time.
internal sealed class ScatterReader(DynoQueryContext context, IReadOnlyList<PageSource> parts) : PageSource
{
    private readonly Task<Page?>?[] _ahead = new Task<Page?>?[parts.Count];
    private int _part;
    private int _started;

    public override async ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        for (; _part < parts.Count; _part++)
        {
            var waitedFor = _ahead[_part] ?? Observed(parts[_part].NextAsync(cancellationToken));
            _ahead[_part] = null;
            _started = Math.Max(_started, _part + 1);
            for (; _started < parts.Count && _started < _part + context.ReadsAtOnce && context.MayStart; _started++)
            {
                _ahead[_started] = context.Started(Observed(parts[_started].NextAsync(cancellationToken)));
            }

            if (await waitedFor.ConfigureAwait(false) is { } page)
            {
                return page;
            }
        }

        return null;
    }

    // What nobody waits for any more may fail.
    public static Task<T> Observed<T>(ValueTask<T> read)
    {
        var task = read.AsTask();
        _ = task.ContinueWith(
            static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }
}

// Gives the least item of all partitions next; of equal ones that of the partition named first. A page is what can be given before one of the partitions
// must be asked again, so that none is asked for a page that nobody wants.
internal sealed class MergeReader(DynoQueryContext context, IReadOnlyList<PageSource> partitions, IReadOnlyList<MergeKey> keys) : PageSource
{
    private readonly PriorityQueue<Partition, Partition> _heads = new(partitions.Count, new HeadComparer(keys));
    private Partition? _empty;
    private bool _started;

    public override async ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        if (!_started)
        {
            _started = true;
            await StartAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (_empty is { } partition)
        {
            _empty = null;
            if (await partition.FillAsync(cancellationToken).ConfigureAwait(false))
            {
                _heads.Enqueue(partition, partition);
            }
        }

        var items = new List<Item>();
        while (_heads.TryDequeue(out var least, out _))
        {
            items.Add(least.Head);
            if (!least.Advance())
            {
                _empty = least;
                break;
            }

            _heads.Enqueue(least, least);
        }

        return items.Count == 0 ? null : new Page(items, items.Count);
    }

    private async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var opened = new Partition[partitions.Count];
        var reads = context.ReadsAtOnce == 1 ? null : new Task<bool>[partitions.Count];
        for (var i = 0; i < opened.Length; i++)
        {
            opened[i] = new(partitions[i], i);
            if (reads is null)
            {
                if (await opened[i].FillAsync(cancellationToken).ConfigureAwait(false))
                {
                    _heads.Enqueue(opened[i], opened[i]);
                }

                continue;
            }

            // Where no more may be begun ahead, this one is what is waited for.
            reads[i] = ScatterReader.Observed(opened[i].FillAsync(cancellationToken));
            if (context.MayStart)
            {
                _ = context.Started(reads[i]);
            }
            else
            {
                await reads[i].ConfigureAwait(false);
            }
        }

        for (var i = 0; i < reads?.Length; i++)
        {
            if (await reads[i].ConfigureAwait(false))
            {
                _heads.Enqueue(opened[i], opened[i]);
            }
        }
    }

    private sealed class Partition(PageSource source, int place)
    {
        private IReadOnlyList<Item> _items = [];
        private int _next;

        public int Place => place;

        public Item Head => _items[_next];

        public bool Advance() => ++_next < _items.Count;

        // False at the end.
        public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
        {
            _next = 0;
            while (await source.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                if (page.Items.Count > 0)
                {
                    _items = page.Items;
                    return true;
                }
            }

            return false;
        }
    }

    private sealed class HeadComparer(IReadOnlyList<MergeKey> keys) : IComparer<Partition>
    {
        public int Compare(Partition? x, Partition? y)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                var name = keys[i].Key.Utf8Name;
                x!.Head.TryGet(name, out var one);
                y!.Head.TryGet(name, out var other);
                var order = one.KeyBytes.SequenceCompareTo(other.KeyBytes);
                if (order != 0)
                {
                    return keys[i].Descending ? -order : order;
                }
            }

            return x!.Place.CompareTo(y!.Place);
        }
    }
}
