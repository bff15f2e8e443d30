// Transactions that stay open.
using Dyno.Engine.Transactions;
using Dyno.Storage;

namespace Dyno.Engine;

public sealed partial class DynoEngine
{
    /// <inheritdoc/>
    /// <remarks>Transactions that are open when the engine is disposed are rolled back. One that outlives about 64 MB of other writes' keys can only conflict.</remarks>
    public ValueTask<IDynoTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return new ValueTask<IDynoTransaction>(new EngineTransaction(this));
        }
        catch (StoreException exception)
        {
            return ValueTask.FromException<IDynoTransaction>(Commit.StoreErrors.Translate(exception));
        }
    }
}
