// Turns RocksDB's malloc'ed error text into the exceptions of this assembly, and frees it; and .NET's errors of files into the same.
// RocksDB's text begins with the kind ("Corruption: ", "IO error: ", …); there is no code in the C API.
using System.Runtime.InteropServices;

namespace Dyno.Storage.Native;

internal static unsafe class NativeError
{
    internal static string Take(byte* error)
    {
        var text = Marshal.PtrToStringUTF8((nint)error) ?? "";
        RocksDb.Free(error);
        return text;
    }

    internal static void ThrowIf(byte* error, string path)
    {
        if (error != null)
        {
            throw ToException(Take(error), path);
        }
    }

    internal static StoreException ToException(string text, string path)
    {
        if (IsLock(text))
        {
            return new StoreLockedException(path);
        }

        if (text.StartsWith("Corruption", StringComparison.Ordinal))
        {
            return new StoreCorruptedException(Messages.Corrupted(path, text));
        }

        return IsDiskFull(text)
            ? new StoreIOException(Messages.DiskFull(path, text), isDiskFull: true)
            : new StoreIOException(Messages.Failed(path, text), isDiskFull: false);
    }

    // .NET's error for a file of the database, which says what the system said.
    internal static StoreIOException ToException(IOException exception, string path) => IsDiskFull(exception.Message)
        ? new StoreIOException(Messages.DiskFull(path, exception.Message), isDiskFull: true)
        : new StoreIOException(Messages.Failed(path, exception.Message), isDiskFull: false);

    // A walk passed over more deleted rows than it was allowed to.
    internal static bool IsIncomplete(string text) => text.StartsWith("Result incomplete", StringComparison.Ordinal);

    private static bool IsLock(string text) =>
        text.Contains("/LOCK", StringComparison.Ordinal)
        && (text.Contains("lock hold by current process", StringComparison.Ordinal)
            || text.Contains("Resource temporarily unavailable", StringComparison.Ordinal));

    // A limit on file size (RLIMIT_FSIZE) and a quota are full disks of one user.
    internal static bool IsDiskFull(string text) =>
        text.Contains("No space left on device", StringComparison.OrdinalIgnoreCase)
        || text.Contains("File too large", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Disk quota exceeded", StringComparison.OrdinalIgnoreCase)
        || text.Contains("NoSpace", StringComparison.Ordinal);
}
