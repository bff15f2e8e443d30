// Finds librocksdb.so: beside the assembly in runtimes/linux-x64/native (where the build puts it), then in the
// assembly's own folder (single-file and published layouts), then where the system's loader looks.
// What Debian's library needs is loaded first, by full path: the loader then finds it by name among what is loaded,
// so no LD_LIBRARY_PATH is asked for. The release library needs nothing.
using System.Reflection;
using System.Runtime.InteropServices;

namespace Dyno.Storage.Native;

internal static class LibraryResolver
{
    private static readonly string[] Dependencies =
        ["libgflags.so.2.2", "libsnappy.so.1", "libz.so.1", "libbz2.so.1.0", "liblz4.so.1", "libzstd.so.1"];

    private static readonly string[] SystemNames = ["librocksdb.so.7.8", "librocksdb.so", "rocksdb"];

    private static readonly Lock Gate = new();
    private static bool _registered;
    private static nint _library;

    internal static void Register()
    {
        lock (Gate)
        {
            if (!_registered)
            {
                NativeLibrary.SetDllImportResolver(typeof(LibraryResolver).Assembly, Resolve);
                _registered = true;
            }
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name == DirectorySync.Library)
        {
            // The C library of this process, and what was loaded before it to stand between.
            return NativeLibrary.GetMainProgramHandle();
        }

        if (name != RocksDb.Library)
        {
            return 0;
        }

        lock (Gate)
        {
            if (_library == 0)
            {
                _library = Load(AppContext.BaseDirectory);
            }

            return _library;
        }
    }

    // Throws DllNotFoundException when the library is nowhere.
    internal static nint Load(string baseDirectory)
    {
        var runtime = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var file = OperatingSystem.IsWindows() ? "rocksdb.dll" : OperatingSystem.IsMacOS() ? "librocksdb.dylib" : "librocksdb.so";
        string? reason = null;

        foreach (var folder in new[]
                 {
                     Path.Combine(baseDirectory, "runtimes", $"{runtime}-{architecture}", "native"),
                     baseDirectory,
                 })
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path))
            {
                continue;
            }

            foreach (var dependency in Dependencies)
            {
                var dependencyPath = Path.Combine(folder, dependency);
                if (File.Exists(dependencyPath))
                {
                    NativeLibrary.TryLoad(dependencyPath, out _);
                }
            }

            try
            {
                return NativeLibrary.Load(path);
            }
            catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
            {
                reason = exception.Message;
            }
        }

        foreach (var name in SystemNames)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                return library;
            }
        }

        throw new DllNotFoundException(Messages.LibraryNotFound(baseDirectory, reason));
    }
}
