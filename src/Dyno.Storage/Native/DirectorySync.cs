// Makes the names in a directory outlast a loss of power, which .NET has no call for: fsync(2) of a file says nothing of the name it has.
// Where directories cannot be synced (Windows, some network file systems) nothing is done.
using System.Runtime.InteropServices;
using System.Text;

namespace Dyno.Storage.Native;

internal static unsafe partial class DirectorySync
{
    internal const string Library = "libc";

    private const int ReadOnly = 0;
    private const int IOError = 5;
    private const int NoSpace = 28;

    // Creates a directory and those above it that are missing, and syncs each name that may be new: also that of a directory that is there already, because
    // whoever made it may have ended before its sync.
    internal static void Create(string path)
    {
        var missing = new Stack<string>();
        for (var at = path; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            missing.Push(at);
        }

        Directory.CreateDirectory(path);
        while (missing.TryPop(out var made))
        {
            Sync(Path.GetDirectoryName(made));
        }

        Sync(Path.GetDirectoryName(path));
    }

    private static void Sync(string? path)
    {
        if (path is null || OperatingSystem.IsWindows())
        {
            return;
        }

        fixed (byte* bytes = Encoding.UTF8.GetBytes(path + '\0'))
        {
            // A directory that may be passed through and not read cannot be synced either.
            var file = Open(bytes, ReadOnly);
            if (file < 0)
            {
                return;
            }

            var error = Sync(file) == 0 ? 0 : Marshal.GetLastPInvokeError();
            Close(file);
            if (error is IOError or NoSpace)
            {
                throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'", error);
            }
        }
    }

    [LibraryImport(Library, EntryPoint = "open")]
    private static partial int Open(byte* path, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int file);

    [LibraryImport(Library, EntryPoint = "close")]
    private static partial int Close(int file);
}
