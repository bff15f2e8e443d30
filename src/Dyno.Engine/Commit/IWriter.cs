// Where write operations send their actions: the commit pipeline, or an open transaction.
namespace Dyno.Engine.Commit;

internal interface IWriter
{
    // Afterwards the set tells whether it was refused, and its changes what they found and did.
    ValueTask WriteAsync(WriteSet set, CancellationToken cancellationToken);
}
