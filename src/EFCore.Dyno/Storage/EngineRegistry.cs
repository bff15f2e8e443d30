// The engines that are open in this process, by path: a second open of a directory is refused by the store, so contexts share one.
// An engine stays open while somebody leases it. Invariants, all under the lock: (1) one engine for each path;
// (2) an engine in the map is open; (3) it leaves the map before it is disposed.

using Dyno.Engine;

namespace EFCore.Dyno.Storage;

internal static class EngineRegistry
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, OpenEngine> Open = new(StringComparer.Ordinal);

    static EngineRegistry() => AppDomain.CurrentDomain.ProcessExit += (_, _) => CloseAll();

    public static string KeyOf(string path, bool inMemory) => inMemory ? "memory:" + path : Path.GetFullPath(path);

    /// <summary>The open engine, or a new one; the owner holds it until it releases it.</summary>
    public static OpenEngine Acquire(string key, string path, DynoEngineOptions options, object owner)
    {
        lock (Gate)
        {
            if (!Open.TryGetValue(key, out var entry))
            {
                entry = new OpenEngine(DynoEngine.Open(options.InMemory ? path : key, options));
                Open.Add(key, entry);
            }

            entry.Owners.Add(owner);
            return entry;
        }
    }

    public static void Release(string key, object owner)
    {
        lock (Gate)
        {
            if (Open.TryGetValue(key, out var entry) && entry.Owners.Remove(owner) && entry.Owners.Count == 0)
            {
                Open.Remove(key);
                entry.Close();
            }
        }
    }

    /// <summary>Closes whoever leases it; false where it was not open. The next use opens it again.</summary>
    public static bool Close(string key)
    {
        lock (Gate)
        {
            if (!Open.Remove(key, out var entry))
            {
                return false;
            }

            entry.Close();
            return true;
        }
    }

    /// <summary>Whether somebody has it open in this process.</summary>
    public static bool IsOpen(string key)
    {
        lock (Gate)
        {
            return Open.ContainsKey(key);
        }
    }

    private static void CloseAll()
    {
        lock (Gate)
        {
            foreach (var entry in Open.Values)
            {
                entry.Close();
            }

            Open.Clear();
        }
    }
}

// An engine of the registry. Whoever keeps one asks it whether it is still open, without a lock, before each use.
internal sealed class OpenEngine(DynoEngine engine)
{
    private volatile bool _isOpen = true;

    public DynoEngine Engine { get; } = engine;

    public bool IsOpen => _isOpen;

    public HashSet<object> Owners { get; } = new(ReferenceEqualityComparer.Instance);

    public void Close()
    {
        _isOpen = false;
        Engine.Dispose();
    }
}
