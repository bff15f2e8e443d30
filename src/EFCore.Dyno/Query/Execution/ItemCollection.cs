// The items of one partition that a query and the queries inside it share: read by one Query as far as they are needed, held in the order of their
// sort keys, and given to each read by the range that it asks for.

using Dyno.Expressions;

namespace EFCore.Dyno.Query;

// One for a query, if it has any.
internal sealed class ItemCollectionPlan(SourcePlan whole, IReadOnlyList<CollectionPart> parts)
{
    public SourcePlan? Head { get; set; }

    public bool Has(Slot slot) => parts.Any(p => p.Slot == slot);

    // Null where the part has to read for itself: in a page that begins in the middle, or where the row around it is of another partition after all.
    public StoreReader? Open(SourcePlan part, DynoQueryContext context, ReadOptions options, TermValues values)
    {
        if (part == Head)
        {
            if (options is not { Outer: null, StartKey: null, Reverse: false, Wanted: null })
            {
                return null;
            }

            if (KeyBinder.Bind(whole.Plan.Partition!, values) is not { } partition)
            {
                return new EmptyReader(context, part);
            }

            options.Kept[this] = new ItemCollection(whole.Open(context, options, wanted: null), partition, whole.Plan.Path.SortKey!.AttributeName);
        }

        if (!options.Kept.TryGetValue(this, out var kept)
            || kept is not ItemCollection collection
            || KeyBinder.Bind(part.Plan.Partition!, values) is not { } mine
            || !mine.Equals(collection.Partition))
        {
            return null;
        }

        if (part.Plan.Sort is null)
        {
            return new CollectionReader(context, part, collection, null);
        }

        return part.BindSort(part.Plan.Sort, values) is { } range ? new CollectionReader(context, part, collection, range) : new EmptyReader(context, part);
    }
}

internal sealed class ItemCollection(PageSource reader, EncodedValue partition, string sortKey)
{
    private readonly List<Item> _items = [];
    private readonly List<EncodedValue> _keys = [];
    private bool _ended;

    public EncodedValue Partition => partition;

    public int Count => _items.Count;

    public Item this[int index] => _items[index];

    // The first item whose sort key is not less.
    public int Find(EncodedValue key)
    {
        var bytes = key.Read().KeyBytes;
        var (low, high) = (0, _keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_keys[middle].Read().KeyBytes.SequenceCompareTo(bytes) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    public bool IsIn(int index, KeyAttributeCondition? range)
    {
        if (index >= _keys.Count)
        {
            return false;
        }

        var key = _keys[index].Read().KeyBytes;
        return range is null
            || (range.Operator == SortOperator.Equal ? key.SequenceEqual(range.Value.Read().KeyBytes)
                : range.Operator == SortOperator.BeginsWith ? key.StartsWith(range.Value.Read().KeyBytes)
                : key.SequenceCompareTo(range.Value.Read().KeyBytes) >= 0);
    }

    // Whether an item of the range may still be unread.
    public bool IsOpen(KeyAttributeCondition? range) =>
        !_ended && (_keys.Count == 0 || range is null || IsIn(_keys.Count - 1, range)
            || _keys[^1].Read().KeyBytes.SequenceCompareTo(range.Value.Read().KeyBytes) < 0);

    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        if (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is not { } page)
        {
            _ended = true;
            return;
        }

        foreach (var item in page.Items)
        {
            _items.Add(item);
            _keys.Add(item.Get(sortKey)!.Value);
        }
    }
}

// A part's items: forward as they are read, backward when all of its range is.
internal sealed class CollectionReader(DynoQueryContext context, SourcePlan source, ItemCollection collection, KeyAttributeCondition? range)
    : StoreReader(context, source)
{
    private int _next = -1;

    public override async ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Plan.Backward)
            {
                while (collection.IsOpen(range))
                {
                    await collection.ReadAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            var first = Math.Max(_next, range is null ? 0 : collection.Find(range.Value));
            var end = first;
            while (collection.IsIn(end, range))
            {
                end++;
            }

            if (end > first)
            {
                var items = new Item[end - first];
                for (var i = 0; i < items.Length; i++)
                {
                    items[Plan.Backward ? items.Length - 1 - i : i] = collection[first + i];
                }

                _next = end;
                return new Page(items, items.Length);
            }

            if (!collection.IsOpen(range))
            {
                return null;
            }

            await collection.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
