// Runs Dyno.Storage.CrashChild and reads its lines.
using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dyno.Storage.Tests;

internal sealed class Child : IDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "Dyno.Storage.CrashChild.dll");
    private readonly Process _process;
    private readonly Thread _reader;

    // fileLimitBlocks: the largest file the child may write, in KiB; more fails as a full disk does.
    internal Child(string action, string database, int? fileLimitBlocks = null)
    {
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");

        // The signal for a file that is too large would end the process; ignored, the write fails instead.
        var limit = fileLimitBlocks is { } blocks ? $"trap '' XFSZ; ulimit -f {blocks}; " : "";
        start.ArgumentList.Add(limit + "exec \"$0\" \"$@\"");
        foreach (var argument in new[] { dotnet, Assembly, action, database })
        {
            start.ArgumentList.Add(argument);
        }

        // The runtime maps its code through a file of 2 GB, which the limit would forbid.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        _process = Process.Start(start)!;
        _reader = new Thread(() =>
        {
            while (_process.StandardOutput.ReadLine() is { } line)
            {
                Lines.Enqueue(line);
            }
        });
        _reader.Start();
    }

    internal ConcurrentQueue<string> Lines { get; } = new();

    internal void WaitForLines(int count)
    {
        var wait = Stopwatch.StartNew();
        while (Lines.Count < count)
        {
            Assert.True(!_process.HasExited || Lines.Count >= count, "the child ended too early");
            Assert.True(wait.Elapsed < TimeSpan.FromSeconds(60), "the child is silent");
            Thread.Sleep(1);
        }
    }

    internal int WaitForExit()
    {
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(60)), "the child does not end");
        _reader.Join();
        return _process.ExitCode;
    }

    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _reader.Join();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
