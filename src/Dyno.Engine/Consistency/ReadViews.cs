// Hands out what reads read. Without a simulation every read gets the store as it is.
using Dyno.Storage;

namespace Dyno.Engine;

internal sealed class ReadViews : IDisposable
{
    private readonly LaggedView? _eventual;
    private readonly LaggedView? _global;

    public ReadViews(Store store, DynoEngineOptions options)
    {
        if (options.ConsistencySimulation is not { } simulation)
        {
            return;
        }

        var global = simulation.GlobalIndexLag > simulation.EventualReadLag ? simulation.GlobalIndexLag : simulation.EventualReadLag;
        _eventual = simulation.EventualReadLag > TimeSpan.Zero ? new LaggedView(store, options.Clock, simulation.EventualReadLag) : null;
        _global = global == simulation.EventualReadLag ? _eventual : new LaggedView(store, options.Clock, global);
    }

    // In the lock of the commit order, before a write gets its place.
    public void BeforeWrite()
    {
        _eventual?.BeforeWrite();
        if (!ReferenceEquals(_global, _eventual))
        {
            _global!.BeforeWrite();
        }
    }

    public ReadView OfTable(bool consistent) => consistent || _eventual is null ? default : new ReadView(_eventual, _eventual.Rent());

    public ReadView Of(ReadTarget target, bool consistent) => target.Index is { IsGlobal: true }
        ? _global is null ? default : new ReadView(_global, _global.Rent())
        : OfTable(consistent);

    public void Dispose()
    {
        _eventual?.Dispose();
        _global?.Dispose();
    }
}
