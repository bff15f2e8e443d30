// Which keys one commit wrote, as a node of the list of recent commits (see RecentCommits). Immutable but for its successor.
using Dyno.Engine.Transactions;

namespace Dyno.Engine.Commit;

internal sealed class CommitFootprint(long sequence, byte[][] items, byte[][] entries, long endBytes, TransactionReads? outsideOf = null)
{
    // About what an array or a node takes beside its bytes.
    private const int NodeBytes = 48;

    private volatile CommitFootprint? _next;

    // RocksDB's number of its last change.
    public long Sequence { get; } = sequence;

    // Keys of items, and keys of entries in indexes.
    public byte[][] Items { get; } = items;

    public byte[][] Entries { get; } = entries;

    // The transaction that made the commit outside of itself.
    public TransactionReads? OutsideOf { get; } = outsideOf;

    // How much all footprints take together up to this one.
    public long EndBytes { get; } = endBytes;

    public CommitFootprint? Next
    {
        get => _next;
        set => _next = value;
    }

    public static CommitFootprint Of(WriteSet set, CommitFootprint last)
    {
        var items = new List<byte[]>(set.Actions.Length);
        var bytes = last.EndBytes + NodeBytes;
        foreach (var action in set.Actions)
        {
            if (action.Change is { IsWrite: true, IsFill: false, Key: var key })
            {
                items.Add(key);
                bytes += key.Length + NodeBytes;
            }
        }

        var entries = new List<byte[]>();
        foreach (var change in set.Indexes ?? [])
        {
            foreach (var key in (ReadOnlySpan<byte[]?>)[change.RemovedKey, change.Key])
            {
                if (key is not null)
                {
                    entries.Add(key);
                    bytes += key.Length + NodeBytes;
                }
            }
        }

        return new CommitFootprint(set.SequenceNumber, [.. items], [.. entries], bytes, set.Transaction is { IsOutside: true, Reads: var reads } ? reads : null);
    }
}
