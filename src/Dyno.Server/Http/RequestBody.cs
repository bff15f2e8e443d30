// Reads a request's body, up to 16 MB also after decompression. A small body is parsed where the server received it; nothing is copied.

using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Dyno.Server.Http;

internal struct RequestBody
{
    public const int MaxBytes = 16 * 1024 * 1024;

    // What is more than this is not even read to be thrown away.
    private const long MaxDiscardedBytes = 256L * 1024 * 1024;

    private PipeReader? _reader;
    private ReadOnlySequence<byte> _unread;
    private byte[]? _rented;
    private byte[]? _compressed;

    public ReadOnlyMemory<byte> Bytes { get; private set; }

    // As it was sent, compressed or not: that is what a signature covers.
    public readonly ReadOnlyMemory<byte> Sent => _compressed ?? Bytes;

    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = default(RequestBody);
        if (request.ContentLength != 0)
        {
            var reader = request.BodyReader;
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = result.Buffer;
                if (buffer.Length > MaxBytes)
                {
                    reader.AdvanceTo(buffer.End);
                    await DiscardAsync(reader, cancellationToken).ConfigureAwait(false);
                    throw ProtocolException.TooLarge();
                }

                if (result.IsCompleted)
                {
                    body.Take(reader, buffer);
                    break;
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
            }
        }

        var encoding = request.Headers.ContentEncoding;
        if (encoding.Count > 0)
        {
            body.Decompress(encoding.ToString().Trim());
        }

        return body;
    }

    public void Release()
    {
        _reader?.AdvanceTo(_unread.End);
        _reader = null;
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }

        Bytes = default;
        _compressed = null;
    }

    private void Take(PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsSingleSegment)
        {
            (_reader, _unread) = (reader, buffer);
            Bytes = buffer.First;
            return;
        }

        var length = (int)buffer.Length;
        _rented = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(_rented);
        reader.AdvanceTo(buffer.End);
        Bytes = _rented.AsMemory(0, length);
    }

    private void Decompress(string encoding)
    {
        // An empty body is not compressed anything.
        var isGzip = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        if (Bytes.IsEmpty || (!isGzip && !encoding.Equals("deflate", StringComparison.OrdinalIgnoreCase)))
        {
            Release();
            throw ProtocolException.BadCompression();
        }

        var compressed = Bytes.ToArray();
        Release();
        try
        {
            using var source = new MemoryStream(compressed, writable: false);
            using Stream stream = isGzip ? new GZipStream(source, CompressionMode.Decompress) : new ZLibStream(source, CompressionMode.Decompress);
            using var target = new MemoryStream();
            var chunk = new byte[16 * 1024];
            for (int read; (read = stream.Read(chunk)) > 0;)
            {
                if (target.Length + read > MaxBytes)
                {
                    throw ProtocolException.TooLarge();
                }

                target.Write(chunk, 0, read);
            }

            // The framework takes a cut or overlong stream for a whole one; the last bytes say whether it is.
            if (isGzip ? !GzipTrailer.Fits(compressed, target.Length) : target.Length == 0)
            {
                throw ProtocolException.BadCompression();
            }

            _compressed = compressed;
            Bytes = target.GetBuffer().AsMemory(0, (int)target.Length);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            // Both say that the bytes are none that can be decompressed.
            throw ProtocolException.BadCompression();
        }
    }

    // A client that is still sending would not read the answer.
    private static async ValueTask DiscardAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        for (long discarded = 0; discarded < MaxDiscardedBytes;)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            discarded += result.Buffer.Length;
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return;
            }
        }
    }
}
