// A context's client: its own where UseDyno was given one, else the shared engine of its path, opened on first use and again after it was closed.

using EFCore.Dyno.Infrastructure;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Storage;

internal sealed class DynoClientSource : IDynoClientSource
{
    private readonly DynoOptionsExtension _options;
    private readonly EngineLeases _leases;
    private OpenEngine? _open;

    public DynoClientSource(IDbContextOptions options, EngineLeases leases)
    {
        _options = options.FindExtension<DynoOptionsExtension>() ?? throw new InvalidOperationException(Messages.NoDatabaseChosen());
        _leases = leases;
        if (_options.Client is null && _options.Path is null)
        {
            throw new InvalidOperationException(Messages.NoDatabaseChosen());
        }
    }

    public IDynoTransaction? Transaction { get; set; }

    public IDynoClient Client => Transaction ?? Store;

    public IDynoClient Store => _options.Client ?? Open().Engine;

    public IDynoTables Tables => _options.Tables ?? Open().Engine;

    public int MaxParallelReads => _options.MaxParallelReads;

    // Every request asks: no lock and no search while it stays open.
    private OpenEngine Open() => _open is { IsOpen: true } open ? open : _open = _leases.Get(_options);
}
