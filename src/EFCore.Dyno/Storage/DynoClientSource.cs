// A context's client: its own where UseDyno was given one, else the shared engine of its path, opened on first use.

using EFCore.Dyno.Infrastructure;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Storage;

internal sealed class DynoClientSource : IDynoClientSource
{
    private readonly DynoOptionsExtension _options;
    private readonly EngineLeases _leases;

    public DynoClientSource(IDbContextOptions options, EngineLeases leases)
    {
        _options = options.FindExtension<DynoOptionsExtension>() ?? throw new InvalidOperationException(Messages.NoDatabaseChosen());
        _leases = leases;
        if (_options.Client is null && _options.Path is null)
        {
            throw new InvalidOperationException(Messages.NoDatabaseChosen());
        }
    }

    public IDynoClient Client => _options.Client ?? _leases.Get(_options.Path!, _options.EngineOptions);

    public IDynoTables Tables => _options.Tables ?? _leases.Get(_options.Path!, _options.EngineOptions);
}
