// HTTP that no client should send, over sockets: senders that stand still, chunks that lie, bodies beyond 16 MB, heads without end. Each is answered or cut off,
// and a well-behaved client is served meanwhile.
using System.Net.Sockets;
using System.Text;
using Dyno.Engine;
using Dyno.Server;

namespace Dyno.Reliability.Fuzz;

internal sealed class HttpScript : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DynoEngine _engine = DynoEngine.Open("http", new() { InMemory = true, BlockCacheBytes = 8 << 20, WriteBufferBytes = 8 << 20 });
    private readonly List<Socket> _standing = [];
    private DynoServer? _server;

    /// <summary>One misbehaviour, and a question of a good client behind it. What is wrong, or null.</summary>
    internal async Task<string?> RunAsync(Random random)
    {
        _server ??= await DynoServer.StartAsync(_engine, new DynoServerOptions { Port = 0 });
        var (what, wrong) = await MisbehaveAsync(random);
        if (wrong is not null)
        {
            return $"{what}: {wrong}";
        }

        var answer = await AskAsync(Head("ListTables", 2) + "{}");
        return answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? null : $"after {what} a good client is answered with {answer}";
    }

    public async ValueTask DisposeAsync()
    {
        _standing.ForEach(s => s.Dispose());
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _engine.Dispose();
    }

    private async Task<(string What, string? Wrong)> MisbehaveAsync(Random random)
    {
        switch (random.Next(9))
        {
            case 0:
                await StandStillAsync("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Tar");
                return ("a head that stops", null);
            case 1:
                await StandStillAsync(Head("GetItem", 1000) + "{\"TableName\":");
                return ("a body that stops", null);
            case 2:
                return ("a chunk size that is no number", await RefusedAsync(ChunkedHead + "zz\r\n{}\r\n0\r\n\r\n"));
            case 3:
                return ("a chunk longer than it says", await RefusedAsync(ChunkedHead + "2\r\n{}{}{}\r\n0\r\n\r\n"));
            case 4:
                return ("a chunk size beyond all numbers", await RefusedAsync(ChunkedHead + "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"));
            case 5:
                return ("two lengths", await RefusedAsync("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}"));
            case 6:
                return ("a head of a megabyte", await RefusedAsync($"POST / HTTP/1.1\r\nHost: x\r\nX-Long: {new string('x', 1 << 20)}\r\n\r\n"));
            case 7:
                return ("a body beyond 16 MB", await RefusedAsync(Head("PutItem", 17 << 20) + new string(' ', 17 << 20)));
            default:
                var noise = new byte[random.Next(2000)];
                random.NextBytes(noise);
                return ("noise", await RefusedAsync(Encoding.Latin1.GetString(noise) + "\r\n\r\n"));
        }
    }

    private static string ChunkedHead => Head("ListTables", null);

    private static string Head(string operation, int? length) =>
        $"POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: DynamoDB_20120810.{operation}\r\nContent-Type: application/x-amz-json-1.0\r\n"
        + "Authorization: AWS4-HMAC-SHA256 Credential=a/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0\r\nX-Amz-Date: 20200101T000000Z\r\n"
        + (length is { } bytes ? $"Content-Length: {bytes}\r\n\r\n" : "Transfer-Encoding: chunked\r\n\r\n");

    // Two hundred of them stand at most; the oldest goes away without a word.
    private async Task StandStillAsync(string text)
    {
        var socket = await ConnectAsync();
        await socket.SendAsync(Encoding.Latin1.GetBytes(text));
        _standing.Add(socket);
        if (_standing.Count > 200)
        {
            _standing[0].Dispose();
            _standing.RemoveAt(0);
        }
    }

    // An answer of 4xx, or the end of the connection.
    private async Task<string?> RefusedAsync(string text)
    {
        var answer = await AskAsync(text);
        return answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) ? null : $"it is answered with {answer}";
    }

    private async Task<string> AskAsync(string text)
    {
        using var late = new CancellationTokenSource(Patience);
        using var socket = await ConnectAsync();
        try
        {
            var sending = socket.SendAsync(Encoding.Latin1.GetBytes(text), late.Token).AsTask();
            var buffer = new byte[4096];
            var read = await socket.ReceiveAsync(buffer, late.Token);
            _ = sending.ContinueWith(s => s.Exception, TaskScheduler.Default);
            return Encoding.Latin1.GetString(buffer, 0, read);
        }
        catch (SocketException)
        {
            return "";
        }
        catch (OperationCanceledException)
        {
            return $"nothing within {Patience.TotalSeconds} s";
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", _server!.Endpoint.Port);
        return socket;
    }
}
