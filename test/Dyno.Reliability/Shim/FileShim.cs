// The preloaded library of shim.c as this program uses it: how a process is started with it, and how that process speaks to it.
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Dyno.Reliability.Shim;

/// <summary>Fails file calls under one directory, kills the process at one, or records what changes. Rules are described at the head of shim.c.</summary>
internal static unsafe class FileShim
{
    private static readonly Lazy<string> Library = new(Compile);
    private static readonly nint ArmExport = Export("dyno_shim_arm");
    private static readonly nint FiredExport = Export("dyno_shim_fired");
    private static readonly nint CountExport = Export("dyno_shim_count");
    private static readonly nint TraceExport = Export("dyno_shim_trace");
    private static readonly nint MarkExport = Export("dyno_shim_mark");

    /// <summary>
    /// The points of a commit's, a flush's, a compaction's and a checkpoint's way to the disk at which a process can be made to die, each as class and kind for
    /// a rule: <c>$"{point}:3:kill"</c> dies at the third such call, <c>killtorn</c> with half of it written, <c>killafter</c> right behind it.
    /// </summary>
    internal static readonly string[] KillPoints =
    [
        "create:log", "write:log", "sync:log", "create:table", "write:table", "sync:table", "create:manifest", "write:manifest", "sync:manifest",
        "create:current", "write:current", "sync:current", "rename:current", "sync:directory", "unlink:log", "unlink:table", "unlink:manifest", "unlink:closed",
        "create:closed", "write:closed", "truncate:log", "rename:options", "link:table", "mkdir:other",
    ];

    /// <summary>Whether this process was started with the shim.</summary>
    internal static bool IsLoaded => ArmExport != 0;

    /// <summary>Lets a process that is about to be started stand on the shim.</summary>
    /// <param name="start">The process.</param>
    /// <param name="directory">What the shim watches: full path, no link, no slash at its end.</param>
    /// <param name="rules">What shall happen; empty for nothing yet.</param>
    /// <param name="syncs">False where no power fails: a sync then takes no time, and is counted, failed and recorded all the same.</param>
    internal static ProcessStartInfo Preload(ProcessStartInfo start, string directory, string rules = "", bool syncs = true)
    {
        start.Environment["LD_PRELOAD"] = Library.Value;
        start.Environment["DYNO_SHIM_DIRECTORY"] = directory;
        start.Environment["DYNO_SHIM_RULES"] = rules;
        if (!syncs)
        {
            start.Environment["DYNO_SHIM_NO_SYNC"] = "1";
        }

        return start;
    }

    /// <summary>Replaces the rules and counts anew.</summary>
    internal static void Arm(string rules)
    {
        if (Call(ArmExport, rules) < 0)
        {
            throw new ArgumentException($"These are no rules of the shim: '{rules}'.");
        }
    }

    /// <summary>No rules.</summary>
    internal static void Disarm() => Arm("");

    /// <summary>How many calls rules were applied to since they were armed.</summary>
    internal static long Fired => ((delegate* unmanaged<long>)Loaded(FiredExport))();

    /// <summary>How many calls there were of a class and a kind of file since the last <see cref="Arm"/>.</summary>
    internal static long Count(string fileClass, string kind)
    {
        fixed (byte* classBytes = Encoding.ASCII.GetBytes(fileClass + '\0'), kindBytes = Encoding.ASCII.GetBytes(kind + '\0'))
        {
            return ((delegate* unmanaged<byte*, byte*, long>)Loaded(CountExport))(classBytes, kindBytes);
        }
    }

    /// <summary>Records changes into a new file from now on; null for no more.</summary>
    internal static void Trace(string? path)
    {
        if (path is not null)
        {
            File.Delete(path);
        }

        Call(TraceExport, path ?? "");
    }

    /// <summary>Puts bytes of the caller's own into the record.</summary>
    internal static void Mark(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            ((delegate* unmanaged<byte*, long, void>)Loaded(MarkExport))(pointer, bytes.Length);
        }
    }

    private static int Call(nint export, string text)
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text + '\0'))
        {
            return ((delegate* unmanaged<byte*, int>)Loaded(export))(bytes);
        }
    }

    private static nint Export(string name) => NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out var address) ? address : 0;

    private static nint Loaded(nint export) => export != 0 ? export : throw new InvalidOperationException("This process was started without the shim.");

    private static string Compile()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EFCore.Dyno.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"eng/shim.sh was not found above '{AppContext.BaseDirectory}': run this in a checkout.");
        }

        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(folder, "eng", "shim.sh"));
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"eng/shim.sh failed: {error.Result}");
    }
}
