// One keep-alive connection that sends prepared bytes and reads one answer at a time, over a blocking socket: two system calls a request and no
// allocations, so that the client is far from being what is measured.

using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dyno.Benchmarks.Wire;

internal sealed class WireConnection(IPEndPoint server) : IDisposable
{
    private Socket? _socket;
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    /// <summary>Sends a request and waits for its whole answer; the body stays valid until the next call.</summary>
    public int Send(ReadOnlySpan<byte> request, out ReadOnlySpan<byte> body)
    {
        if (_socket is null)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
            _socket.Connect(server);
        }

        for (var sent = 0; sent < request.Length;)
        {
            sent += _socket.Send(request[sent..]);
        }

        _filled = 0;
        int headEnd;
        while ((headEnd = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            Receive();
        }

        var head = _buffer.AsSpan(0, headEnd + 2);
        var status = (100 * (head[9] - '0')) + (10 * (head[10] - '0')) + (head[11] - '0');
        var closes = Header(head, "connection:"u8).SequenceEqual("close"u8) || head.StartsWith("HTTP/1.0"u8);
        var length = Header(head, "content-length:"u8);
        var start = headEnd + 4;
        int end;
        if (Utf8Parser.TryParse(length, out int bytes, out _))
        {
            while (_filled < start + bytes)
            {
                Receive();
            }

            end = start + bytes;
        }
        else
        {
            end = ReadChunks(start);
        }

        body = _buffer.AsSpan(start, end - start);
        if (closes)
        {
            Dispose();
        }

        return status;
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private void Receive()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = _socket!.Receive(_buffer.AsSpan(_filled));
        if (read == 0)
        {
            throw new IOException("The server closed the connection before its answer was whole.");
        }

        _filled += read;
    }

    // Moves the chunks' contents together, over their sizes; the end of the contents.
    private int ReadChunks(int start)
    {
        var (from, to) = (start, start);
        while (true)
        {
            int lineEnd;
            while ((lineEnd = _buffer.AsSpan(from, _filled - from).IndexOf("\r\n"u8)) < 0)
            {
                Receive();
            }

            var size = Convert.ToInt32(Encoding.ASCII.GetString(_buffer, from, lineEnd).Split(';')[0], 16);
            from += lineEnd + 2;
            while (_filled < from + size + 2)
            {
                Receive();
            }

            if (size == 0)
            {
                return to;
            }

            Buffer.BlockCopy(_buffer, from, _buffer, to, size);
            to += size;
            from += size + 2;
        }
    }

    // The value of a header whose name ends with its colon; empty where there is none.
    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        while (!head.IsEmpty)
        {
            var end = head.IndexOf("\r\n"u8);
            var line = end < 0 ? head : head[..end];
            if (line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name))
            {
                return line[name.Length..].Trim((byte)' ');
            }

            head = end < 0 ? default : head[(end + 2)..];
        }

        return default;
    }
}
