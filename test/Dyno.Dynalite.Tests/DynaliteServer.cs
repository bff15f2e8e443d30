// A dynalite in a process of its own, on a port that the system chose; it ends with this process, because then its standard input does.
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Dyno.Dynalite.Tests;

internal sealed class DynaliteServer : IAsyncDisposable
{
    private static readonly string Folder =
        typeof(DynaliteServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "DynaliteDirectory").Value!;

    private readonly Process _process;

    private DynaliteServer(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    public static async Task<DynaliteServer> StartAsync()
    {
        Assert.True(Directory.Exists(Path.Combine(Folder, "node_modules")), "dynalite is not installed: run ./eng/clients.sh (it needs Node.js and npm).");
        var process = Process.Start(new ProcessStartInfo("node", "serve.mjs")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var port = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(string.IsNullOrEmpty(port), "dynalite did not start: run `node serve.mjs` in " + Folder);
        return new DynaliteServer(process, new Uri($"http://127.0.0.1:{int.Parse(port, CultureInfo.InvariantCulture)}"));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        _process.Dispose();
    }
}
