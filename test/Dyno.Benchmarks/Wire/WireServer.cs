// One measured server: a process that this program starts (so that its start-up and memory are seen too) or an endpoint that runs already.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Dyno.Benchmarks.Wire;

internal sealed class WireServer : IDisposable
{
    private const int Starts = 3;

    // The documented example credential: ExtendDB knows it, the others take any.
    private const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string? _command;
    private Process? _process;

    private WireServer(string name, string? command, IPEndPoint address)
    {
        Name = name;
        _command = command;
        Address = address;
    }

    public string Name { get; }

    public IPEndPoint Address { get; private set; }

    /// <summary>From starting the process to its first answer; the median of several starts. Null where it ran already.</summary>
    public double? StartMilliseconds { get; private set; }

    public double? IdleMegabytes { get; private set; }

    public double? BusyMegabytes { get; private set; }

    /// <summary>What names a server: <c>name=http://127.0.0.1:8000</c>, or <c>name=command with {port}</c>, which is started by a shell.</summary>
    public static WireServer Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var (name, what) = (argument[..equals], argument[(equals + 1)..]);
        return Uri.TryCreate(what, UriKind.Absolute, out var url) && url.Scheme == "http"
            ? new WireServer(name, null, new IPEndPoint(IPAddress.Loopback, url.Port))
            : new WireServer(name, what, new IPEndPoint(IPAddress.Loopback, 0));
    }

    public void Start()
    {
        if (_command is null)
        {
            return;
        }

        var times = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            Stop();
            times.Add(StartOnce());
        }

        StartMilliseconds = times.Order().ElementAt(Starts / 2);
        IdleMegabytes = ResidentMegabytes();
    }

    public void NoteBusyMemory() => BusyMegabytes = ResidentMegabytes();

    public byte[][] Prepare(string operation, IEnumerable<string> bodies)
    {
        var signature = new SignatureV4(AccessKeyId, SecretKey, DateTime.UtcNow);
        return [.. bodies.Select(b => signature.Request($"127.0.0.1:{Address.Port}", $"DynamoDB_20120810.{operation}", b))];
    }

    /// <summary>Sends one request; an answer that is not 200 throws with what the server said.</summary>
    public JsonElement Call(WireConnection connection, string operation, string body)
    {
        var status = connection.Send(Prepare(operation, [body])[0], out var answer);
        return status == 200 && JsonDocument.Parse(answer.ToArray()) is var document
            ? document.RootElement
            : throw new InvalidOperationException($"{Name} answers {operation} with {status}: {Encoding.UTF8.GetString(answer[..Math.Min(300, answer.Length)])}");
    }

    public void Dispose() => Stop();

    private double StartOnce()
    {
        Address = new IPEndPoint(IPAddress.Loopback, FreePort());
        var command = _command!.Replace("{port}", Address.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var started = Stopwatch.GetTimestamp();

        // exec: the shell becomes the server, so that the process is the one to measure and to stop.
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec {command} >/dev/null 2>&1"]))!;
        while (true)
        {
            try
            {
                using var connection = new WireConnection(Address);
                Call(connection, "ListTables", "{}");
                return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
            catch (Exception exception) when (exception is SocketException or IOException or InvalidOperationException)
            {
                if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartLimit)
                {
                    throw new InvalidOperationException($"{Name} did not start: {command}", exception);
                }

                Thread.Sleep(2);
            }
        }
    }

    private double? ResidentMegabytes()
    {
        if (_process is null || !File.Exists($"/proc/{_process.Id}/status"))
        {
            return null;
        }

        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    private void Stop()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process?.Dispose();
        _process = null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
