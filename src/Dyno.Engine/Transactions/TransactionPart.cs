// What a write set of an interactive transaction has that others have not: its commit, or a write that it makes outside of itself.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Transactions;

internal sealed class TransactionPart(TransactionReads reads, bool isOutside, ClientToken[] tokens)
{
    public TransactionReads Reads { get; } = reads;

    // Written at once, whatever becomes of the transaction.
    public bool IsOutside { get; } = isOutside;

    // The client tokens of the transaction's requests.
    public ClientToken[] Tokens { get; } = tokens;

    // What was read is not as it was, or a token was used by somebody else: nothing is written.
    public bool HasConflict { get; set; }
}
