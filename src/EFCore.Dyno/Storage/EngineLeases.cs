// The engines that one EF service provider uses; released when that is disposed.

using System.Collections.Concurrent;
using Dyno.Engine;

namespace EFCore.Dyno.Storage;

internal sealed class EngineLeases : IDisposable
{
    private readonly ConcurrentDictionary<string, DynoEngine> _engines = new(StringComparer.Ordinal);

    public DynoEngine Get(string path, DynoEngineOptions options)
    {
        var key = EngineRegistry.KeyOf(path, options.InMemory);
        if (_engines.TryGetValue(key, out var engine) && EngineRegistry.IsOpen(key, engine))
        {
            return engine;
        }

        engine = EngineRegistry.Acquire(key, path, options, this);
        _engines[key] = engine;
        return engine;
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
