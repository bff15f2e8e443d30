// Lets a caller that must block say so, so that an implementation finishes on the calling thread instead of
// handing the rest to the thread pool.

namespace Dyno;

/// <summary>
/// Marks the calling thread as one that will block until the call returns. While a scope is open, an implementation whose
/// <see cref="DynoCapabilities.CompletesSynchronously"/> is true returns only completed tasks from calls made on this thread.
/// </summary>
/// <remarks>
/// A synchronous caller that waited for a continuation on the thread pool could wait for a thread that is itself waiting;
/// with this mark the embedded engine waits for its group commit on the calling thread and needs no other.
/// </remarks>
public static class SynchronousCall
{
    [ThreadStatic]
    private static int t_depth;

    /// <summary>Whether the calling thread is inside a scope.</summary>
    public static bool IsActive => t_depth > 0;

    /// <summary>Opens a scope; dispose it on the same thread, before any <c>await</c>.</summary>
    public static Scope Enter()
    {
        t_depth++;
        return default;
    }

    /// <summary>An open scope of <see cref="SynchronousCall"/>.</summary>
    public readonly ref struct Scope
    {
        /// <summary>Closes the scope.</summary>
        public void Dispose() => t_depth--;
    }
}
