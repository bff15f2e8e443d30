// The engines that one EF service provider uses; released when that is disposed.

using System.Collections.Concurrent;
using EFCore.Dyno.Infrastructure;

namespace EFCore.Dyno.Storage;

internal sealed class EngineLeases : IDisposable
{
    private readonly ConcurrentDictionary<string, OpenEngine> _engines = new(StringComparer.Ordinal);

    public OpenEngine Get(DynoOptionsExtension options)
    {
        var key = options.RegistryKey;
        if (_engines.TryGetValue(key, out var open) && open.IsOpen)
        {
            return open;
        }

        open = EngineRegistry.Acquire(key, options.Path!, options.EngineOptions, this);
        _engines[key] = open;
        return open;
    }

    public void Dispose()
    {
        foreach (var key in _engines.Keys)
        {
            EngineRegistry.Release(key, this);
        }

        _engines.Clear();
    }
}
