// Writes that a transaction makes outside of itself: through the commit pipeline, marked as its own.
using Dyno.Engine.Commit;

namespace Dyno.Engine.Transactions;

internal sealed class OutsideWriter(CommitPipeline pipeline, TransactionReads reads) : IWriter
{
    public ValueTask WriteAsync(WriteSet set, CancellationToken cancellationToken)
    {
        set.Transaction = new TransactionPart(reads, isOutside: true, []);
        return pipeline.WriteAsync(set, cancellationToken);
    }
}
