// Deletes expired items in the background, the longest expired first: what a request would delete, by the same way, but free of capacity and marked as the
// service's own. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
using Dyno.Engine.Background;
using Dyno.Engine.Commit;
using Dyno.Engine.Streams;

namespace Dyno.Engine.Ttl;

internal sealed class TtlSweeper : IDisposable
{
    // A commit of this many holds up nobody.
    private const int BatchItems = 64;

    // DynamoDB deletes within days; who waits for it in a test should not have to.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly EngineContext _context;
    private readonly TtlIndexing _indexing;

    public TtlSweeper(EngineContext context)
    {
        _context = context;
        _indexing = new TtlIndexing(context);
        Work = new PeriodicWork(context.Clock, Period, RunAsync);
    }

    public PeriodicWork Work { get; }

    public TtlIndexing Indexing => _indexing;

    public void StartIfNeeded()
    {
        foreach (var table in _context.Catalog.Tables)
        {
            if (table.ExpiryAttribute is not null)
            {
                Work.Start();
                return;
            }
        }
    }

    public void Dispose() => Work.Dispose();

    private async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        foreach (var table in _context.Catalog.Tables)
        {
            if (table.ExpiryAttribute is null)
            {
                continue;
            }

            try
            {
                if (table.Record.TimeToLive is { IsIndexed: false })
                {
                    await _indexing.RunAsync(table, cancellationToken).ConfigureAwait(false);
                }

                await SweepAsync(table, cancellationToken).ConfigureAwait(false);
            }
            catch (ResourceNotFoundException)
            {
                // Deleted meanwhile, and all its items with it.
            }
        }
    }

    private async ValueTask SweepAsync(TableState table, CancellationToken cancellationToken)
    {
        var now = _context.Clock.GetUtcNow();
        var from = new byte[TtlEntries.HeaderBytes];
        TtlEntries.WriteBound(from, table.Id, TtlEntries.Oldest(now));
        var actions = new List<WriteAction>();
        while (Collect(table, now, ref from, actions))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var set = new WriteSet([.. actions]) { Writer = ChangeWriter.TimeToLive, IsFree = true };
            await _context.Commit.WriteAsync(set, cancellationToken).ConfigureAwait(false);
        }
    }

    // The next expired entries; false where there are none.
    private bool Collect(TableState table, DateTimeOffset now, ref byte[] from, List<WriteAction> actions)
    {
        actions.Clear();
        Span<byte> upper = stackalloc byte[TtlEntries.HeaderBytes];
        TtlEntries.WriteBound(upper, table.Id, now.ToUnixTimeSeconds() + 1);

        // They were deleted as a range where time to live was disabled in between. An error that passes unseen with it is met the next time.
        using var entries = _context.Store.Iterate(_context.Expiries, from, upper);
        for (var more = entries.SeekFirst(); more; more = entries.Next())
        {
            var expiry = TtlEntries.ReadExpiry(entries.Key);
            if (!TtlEntries.IsExpired(expiry, now))
            {
                continue;
            }

            if (actions.Count == BatchItems)
            {
                from = entries.Key.ToArray();
                return true;
            }

            actions.Add(new ExpireAction(table, TtlEntries.ReadItemKey(entries.Key), expiry, now));
        }

        from = upper.ToArray();
        return actions.Count > 0;
    }
}
