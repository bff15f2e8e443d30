// What Linux and its allocator say of this process's memory. RocksDB takes its memory from malloc. Elsewhere nothing is known: zero.
using System.Globalization;
using System.Runtime.InteropServices;

namespace Dyno.Reliability.Soak;

internal static partial class NativeMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Gives free pages within the heaps of malloc back, of all threads' arenas: it would keep them for later.</summary>
    internal static void Trim() => WhereItIs(() => malloc_trim(0));

    /// <summary>Bytes of the blocks that were allocated and not freed, of all threads' arenas.</summary>
    internal static long UsedBytes() => WhereItIs(() => mallinfo2() is var info ? (long)(info.UsedBytes + info.MappedBytes) : 0);

    /// <summary>Resident bytes of a kind: <c>RssAnon</c> (heaps and stacks), <c>RssFile</c> (libraries), <c>RssShmem</c> (compiled code).</summary>
    internal static long ResidentBytes(string kind)
    {
        var line = File.Exists(Status) ? Array.Find(File.ReadAllLines(Status), l => l.StartsWith(kind + ":", StringComparison.Ordinal)) : null;
        return line is null ? 0 : 1024 * long.Parse(line[(kind.Length + 1)..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    // Another system has no libc of this name, an older glibc only 32 bits of the figures.
    private static long WhereItIs(Func<long> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return 0;
        }
    }

    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint pad);

    [LibraryImport("libc")]
    private static partial MallInfo mallinfo2();

    // struct mallinfo2 of malloc.h: all of its ten fields, in their order.
    [StructLayout(LayoutKind.Sequential)]
    private struct MallInfo
    {
        internal nuint ArenaBytes;
        internal nuint FreeBlocks;
        internal nuint FastBlocks;
        internal nuint MappedBlocks;
        internal nuint MappedBytes;
        internal nuint Unused;
        internal nuint FastBytes;
        internal nuint UsedBytes;
        internal nuint FreeBytes;
        internal nuint TopBytes;
    }
}
