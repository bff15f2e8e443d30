// Sends cases to a real server over sockets, a keep-alive connection for as long as the server leaves it open: each has to be answered.

using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Dyno.Engine;

namespace Dyno.Server.Tests.Fuzz;

internal sealed class SocketTarget : IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    private readonly DynoEngine _engine = DynoEngine.Open("fuzz", new DynoEngineOptions { InMemory = true, Throttling = Throttling.None });
    private DynoServer? _server;
    private Socket? _socket;

    public async Task<string?> TryAsync(FuzzCase made)
    {
        _server ??= await DynoServer.StartAsync(_engine, new DynoServerOptions { Port = 0 });
        try
        {
            var (status, body) = await SendAsync(made.Bytes(_server.Endpoint.Authority));
            return status >= 500 && !made.ExplainsFailure(body.Length > 0) ? $"it is answered with {status}: {body}" : null;
        }
        catch (OperationCanceledException)
        {
            return $"it is not answered within {AnswerLimit.TotalSeconds} s";
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return $"it is not answered: {exception.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _engine.Dispose();
    }

    private async Task<(int Status, string Body)> SendAsync(byte[] request)
    {
        using var late = new CancellationTokenSource(AnswerLimit);
        if (_socket is null)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync("127.0.0.1", _server!.Endpoint.Port, late.Token);
        }

        try
        {
            await _socket.SendAsync(request, late.Token);
        }
        catch (SocketException)
        {
            // The server may have answered and closed before it had read everything; the answer is there to be read.
        }

        var answer = new List<byte>();
        var buffer = new byte[16 * 1024];
        int headEnd;
        while ((headEnd = Encoding.Latin1.GetString([.. answer]).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            await ReceiveAsync(answer, buffer, late.Token);
        }

        var head = Encoding.Latin1.GetString([.. answer[..headEnd]]).Split("\r\n");
        var length = HeaderOf(head, "Content-Length") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 0;
        while (answer.Count < headEnd + 4 + length)
        {
            await ReceiveAsync(answer, buffer, late.Token);
        }

        if (string.Equals(HeaderOf(head, "Connection"), "close", StringComparison.OrdinalIgnoreCase))
        {
            _socket.Dispose();
            _socket = null;
        }

        return (int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture), Encoding.UTF8.GetString([.. answer[(headEnd + 4)..]]));
    }

    private async Task ReceiveAsync(List<byte> answer, byte[] buffer, CancellationToken cancellationToken)
    {
        int read;
        try
        {
            read = await _socket!.ReceiveAsync(buffer, cancellationToken);
        }
        catch (SocketException)
        {
            read = 0;
        }

        if (read == 0)
        {
            _socket!.Dispose();
            _socket = null;
            throw new IOException("The server closed the connection.");
        }

        answer.AddRange(buffer[..read]);
    }

    private static string? HeaderOf(string[] head, string name) =>
        head.Skip(1).FirstOrDefault(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
