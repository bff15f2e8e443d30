// What one read reads: the store as it is, or a lagging view of it that is given back when the read ends.
using Dyno.Storage;

namespace Dyno.Engine;

internal readonly struct ReadView(LaggedView? source, LaggedView.View? view) : IDisposable
{
    // Null for the store as it is.
    public StoreSnapshot? Snapshot => view?.Snapshot;

    public void Dispose()
    {
        if (view is not null)
        {
            source!.Return(view);
        }
    }
}
