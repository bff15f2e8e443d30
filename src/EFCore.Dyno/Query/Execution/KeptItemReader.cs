// Reads by key inside another query: the rows around it often ask for the same item, and one request answers them all.

namespace EFCore.Dyno.Query;

internal sealed class KeptItemReader(DynoQueryContext context, SourcePlan source, Item key, GetItemReader reader, Dictionary<Item, StoreReader.Page> kept)
    : StoreReader(context, source)
{
    // Enough for what one query joins; beyond it items are read again rather than held.
    public const int MaxKept = 100_000;

    private bool _done;

    public static StoreReader For(DynoQueryContext context, SourcePlan source, Item key, ReadOptions options) =>
        new KeptItemReader(context, source, key, new GetItemReader(context, source, key), KeptFor(source, options));

    // What this execution has read by this plan.
    public static Dictionary<Item, Page> KeptFor(SourcePlan source, ReadOptions options)
    {
        if (!options.Kept.TryGetValue(source, out var kept))
        {
            kept = new Dictionary<Item, Page>();
            options.Kept.Add(source, kept);
        }

        return (Dictionary<Item, Page>)kept;
    }

    public override ValueTask<Page?> NextAsync(CancellationToken cancellationToken)
    {
        if (_done)
        {
            return new((Page?)null);
        }

        _done = true;
        if (kept.TryGetValue(key, out var page))
        {
            return new(page);
        }

        return ReadAsync(cancellationToken);
    }

    private async ValueTask<Page?> ReadAsync(CancellationToken cancellationToken)
    {
        var page = await reader.NextAsync(cancellationToken).ConfigureAwait(false);
        if (page is { } found && kept.Count < MaxKept)
        {
            kept[key] = found;
        }

        return page;
    }
}
