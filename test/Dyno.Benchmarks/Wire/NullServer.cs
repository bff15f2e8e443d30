// A server that does nothing: it finds where a request ends and sends a prepared answer. What the client reaches against it is the most that the
// client, the kernel's loopback and these cores can do; a real server's figure close to it would measure the client.

using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dyno.Benchmarks.Wire;

internal static class NullServer
{
    public static int Run(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        while (true)
        {
            var client = listener.Accept();
            new Thread(() => Serve(client)) { IsBackground = true }.Start();
        }
    }

    // Answers grow to what the operation would send, so that the bytes to move are the same: the target says which.
    private static void Serve(Socket client)
    {
        var (small, query, scan) = (Answer(2), Answer(21 * 1024), Answer(1024 * 1024));
        var buffer = new byte[256 * 1024];
        var filled = 0;
        client.NoDelay = true;
        try
        {
            while (true)
            {
                var headEnd = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                var whole = 0;
                if (headEnd >= 0)
                {
                    var head = buffer.AsSpan(0, headEnd);
                    Utf8Parser.TryParse(head[(head.IndexOf("Content-Length: "u8) + 16)..], out int length, out _);
                    whole = headEnd + 4 + length;
                }

                if (whole == 0 || filled < whole)
                {
                    var read = client.Receive(buffer.AsSpan(filled));
                    if (read == 0)
                    {
                        return;
                    }

                    filled += read;
                    continue;
                }

                var request = buffer.AsSpan(0, headEnd);
                client.Send(request.IndexOf(".Query\r"u8) > 0 ? query : request.IndexOf(".Scan\r"u8) > 0 ? scan : small);
                buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
                filled -= whole;
            }
        }
        catch (SocketException)
        {
            // The client went away.
        }
        finally
        {
            client.Dispose();
        }
    }

    private static byte[] Answer(int bytes) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: {bytes}\r\n\r\n{{{new string(' ', bytes - 2)}}}");
}
