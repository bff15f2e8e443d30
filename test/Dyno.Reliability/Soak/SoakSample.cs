// One look at what the process holds, while nobody works. Both allocators give back first what they keep for later, which depends on the load of the moment, and the
// database's write buffers are written and its tables are put together: what is left is what something holds on to.
using System.Diagnostics;
using System.Globalization;
using Dyno.Engine;

namespace Dyno.Reliability.Soak;

/// <param name="Seconds">Since the run began.</param>
/// <param name="Heap">Bytes of .NET's objects after a full and compacting collection.</param>
/// <param name="Native">Bytes that malloc gave and did not get back, without those of the block cache.</param>
/// <param name="Anonymous">Resident bytes that are of no file: both heaps with their gaps, and stacks.</param>
/// <param name="Code">Resident bytes of what was compiled while running: .NET maps it as shared memory.</param>
/// <param name="Files">Resident bytes of libraries; the system takes them away and back as it likes.</param>
/// <param name="Cache">Bytes of the block cache. Blocks of files that are gone stay in it until it is full.</param>
/// <param name="Handles">Open file descriptors.</param>
/// <param name="Threads">Threads.</param>
internal sealed record SoakSample(double Seconds, long Heap, long Native, long Anonymous, long Code, long Files, long Cache, int Handles, int Threads)
{
    private static readonly TimeSpan LongestCompaction = TimeSpan.FromSeconds(10);

    internal static SoakSample Take(double seconds, DynoEngine engine)
    {
        WriteOut(engine);
        var cache = Property(engine, "rocksdb.block-cache-usage");

        // Twice: what has a finalizer goes with the second.
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        NativeMemory.Trim();
        using var process = Process.GetCurrentProcess();
        return new(
            seconds,
            GC.GetTotalMemory(forceFullCollection: false),
            NativeMemory.UsedBytes() - cache,
            NativeMemory.ResidentBytes("RssAnon"),
            NativeMemory.ResidentBytes("RssShmem"),
            NativeMemory.ResidentBytes("RssFile"),
            cache,
            Directory.GetFileSystemEntries("/proc/self/fd").Length,
            process.Threads.Count);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seconds:N0} s: heap {Mega(Heap)}, native {Mega(Native)}, block cache {Mega(Cache)}, anonymous {Mega(Anonymous)}, code {Mega(Code)}, files {Mega(Files)}, {Handles} handles, {Threads} threads");

    private static string Mega(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N2} MB");

    // As many tables as the last time, and none that is being written: each is a handle, and has memory of its own.
    private static void WriteOut(DynoEngine engine)
    {
        var context = engine.Context;
        context.Store.Flush();
        foreach (var family in new[] { context.Meta, context.Items, context.Indexes, context.Journals, context.Expiries })
        {
            context.Store.CompactRange(family);
        }

        var started = Stopwatch.GetTimestamp();
        while (Property(engine, "rocksdb.num-running-compactions") > 0 && Stopwatch.GetElapsedTime(started) < LongestCompaction)
        {
            Thread.Sleep(1);
        }
    }

    // Of the whole database, whichever family is asked.
    private static long Property(DynoEngine engine, string name) =>
        long.Parse(engine.Context.Store.GetProperty(engine.Context.Items, name)!, CultureInfo.InvariantCulture);
}
