// Everything that one request writes, as one value: items, index entries, counters (they follow from the changes) and a client token.
// It is applied all or not at all. ToString tells a person what it does.
using System.Text;
using Dyno.Engine.Indexes;
using Dyno.Engine.Streams;
using Dyno.Engine.Transactions;
using Dyno.Storage;

namespace Dyno.Engine.Commit;

internal sealed class WriteSet(WriteAction[] actions, ClientToken? token = null)
{
    private bool _isFinished;

    public WriteAction[] Actions { get; } = actions;

    public ClientToken? Token { get; } = token;

    // Who makes the change.
    public ChangeWriter Writer { get; init; }

    public List<IndexChange>? Indexes { get; private set; }

    public List<Journal.PendingRecord>? Journal { get; private set; }

    // How often each unit is charged: a transaction pays everything twice.
    public int CapacityFactor { get; init; } = 1;

    // The system's own writes are not limited and cost nothing.
    public bool IsFree { get; init; }

    // Whether the others are written when one action is throttled.
    public bool IsPartial { get; init; }

    // The answer tells how large the item collections are.
    public bool WantsCollections { get; init; }

    // Some are open: they are closed when the set is done.
    public bool HasCollections { get; set; }

    // Whether an action was throttled: then nothing is charged, but in a partial set.
    public bool IsThrottled { get; set; }

    // Whether an action was refused: then nothing is written, and every action tells for itself.
    public bool IsRefused { get; set; }

    // The token was used before for the same request: nothing is written, the request has succeeded.
    public bool IsRepeated { get; set; }

    // The answer rests on writes that were in the commit order, but not durable, when they were read.
    public bool SawPending { get; set; }

    // What an interactive transaction has to do with it; null elsewhere.
    public TransactionPart? Transaction { get; set; }

    // Links of RecentCommits: the node before the set's footprint, where it has one, and the set after it, while it may not be durable.
    public CommitFootprint? BeforeFootprint { get; set; }

    public WriteSet? NextPending { get; set; }

    public long SequenceNumber { get; set; }

    // Durable, or failed.
    public bool IsFinished
    {
        get => Volatile.Read(ref _isFinished);
        set => Volatile.Write(ref _isFinished, value);
    }

    // What is written, once it has its place in the commit order; null before, and where nothing is written.
    public WriteBatch? Batch { get; set; }

    public void Add(IndexChange change) => (Indexes ??= []).Add(change);

    public void Add(Journal.PendingRecord record) => (Journal ??= []).Add(record);

    // A table was changed while this was decided: everything is forgotten, to be decided again by the tables' newest states.
    public void Rebind()
    {
        Indexes = null;
        Journal = null;
        IsRefused = false;
        IsThrottled = false;
        foreach (var action in Actions)
        {
            action.Rebind();
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var action in Actions)
        {
            text.Append(action.Change).Append('\n');
        }

        foreach (var change in Indexes ?? [])
        {
            text.Append(change).Append('\n');
        }

        if (Token is not null)
        {
            text.Append("token ").Append(Token.Text).Append('\n');
        }

        return text.ToString();
    }
}
