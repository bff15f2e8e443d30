// Where a response's JSON is written before it is sent: the checksum stands in a header, so the body has to be whole first. Buffers are used again.

using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dyno.Server.Http;

internal sealed class ResponseBuffer : IBufferWriter<byte>
{
    private const int MostKept = 256;
    private const int LargestKeptBytes = 1024 * 1024;

    private static readonly ConcurrentBag<ResponseBuffer> Kept = [];
    private static int s_kept;

    // The text is for DynamoDB clients, not for HTML pages.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private byte[] _bytes = new byte[4096];
    private int _length;

    private ResponseBuffer() => Writer = new Utf8JsonWriter(this, Options);

    public Utf8JsonWriter Writer { get; }

    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Writer.Flush();
            return _bytes.AsMemory(0, _length);
        }
    }

    public static ResponseBuffer Rent()
    {
        if (Kept.TryTake(out var buffer))
        {
            Interlocked.Decrement(ref s_kept);
            return buffer;
        }

        return new ResponseBuffer();
    }

    public static void Return(ResponseBuffer buffer)
    {
        if (buffer._bytes.Length > LargestKeptBytes || Volatile.Read(ref s_kept) >= MostKept)
        {
            return;
        }

        buffer.Reset();
        Interlocked.Increment(ref s_kept);
        Kept.Add(buffer);
    }

    // Takes back what was written: an error can arise in the middle of a result.
    public void Reset()
    {
        _length = 0;
        Writer.Reset(this);
    }

    public byte[] Compress(Coding coding)
    {
        using var target = new MemoryStream();
        using (Stream stream = coding == Coding.Gzip
            ? new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)
            : new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(Written.Span);
        }

        return target.ToArray();
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void Grow(int sizeHint)
    {
        var wanted = _length + Math.Max(sizeHint, 256);
        if (wanted > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, wanted));
        }
    }
}
