// A cursor, in base64 for URLs: version (1) | kind (1: item key, 2: rows to skip) | 8 bytes of the query's fingerprint | the key's
// item bytes, or the count as 4 bytes little-endian | the first 4 bytes of the SHA-256 of all before. The fingerprint is of the plan's text;
// parameter values are not part of it: the store itself refuses a key of another partition.

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EFCore.Dyno.Query;

internal sealed record PageCursor(Item? StartKey, int Skip)
{
    private const byte Version = 1;
    private const byte Key = 1;
    private const byte Offset = 2;
    private const int HeaderBytes = 10;
    private const int ChecksumBytes = 4;

    public static PageCursor Start { get; } = new(null, 0);

    public string Encode(string plan)
    {
        var payload = StartKey is { } key ? key.Span : BitConverter.GetBytes(Skip);
        var bytes = new byte[HeaderBytes + payload.Length + ChecksumBytes];
        bytes[0] = Version;
        bytes[1] = StartKey is null ? Offset : Key;
        Fingerprint(plan, bytes.AsSpan(2, 8));
        payload.CopyTo(bytes.AsSpan(HeaderBytes));
        Checksum(bytes.AsSpan(..^ChecksumBytes), bytes.AsSpan(^ChecksumBytes));
        return Base64Url.EncodeToString(bytes);
    }

    public static PageCursor Decode(string? cursor, string plan)
    {
        if (cursor is null)
        {
            return Start;
        }

        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(cursor);
        }
        catch (FormatException)
        {
            throw Malformed();
        }

        Span<byte> expected = stackalloc byte[8];
        if (bytes.Length < HeaderBytes + ChecksumBytes || bytes[0] != Version)
        {
            throw Malformed();
        }

        Checksum(bytes.AsSpan(..^ChecksumBytes), expected);
        if (!bytes.AsSpan(^ChecksumBytes).SequenceEqual(expected[..ChecksumBytes]))
        {
            throw Malformed();
        }

        Fingerprint(plan, expected);
        if (!bytes.AsSpan(2, 8).SequenceEqual(expected))
        {
            throw new ArgumentException(QueryMessages.ForeignCursor(), nameof(cursor));
        }

        var payload = bytes.AsMemory(HeaderBytes..^ChecksumBytes);
        try
        {
            return bytes[1] == Key
                ? new(Item.Parse(payload), 0)
                : new(null, BinaryPrimitives.ReadInt32LittleEndian(payload.Span));
        }
        catch (InvalidDataException)
        {
            throw Malformed();
        }
    }

    private static ArgumentException Malformed() => new(QueryMessages.MalformedCursor(), "cursor");

    private static void Fingerprint(string plan, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(plan), hash);
        hash[..8].CopyTo(destination);
    }

    private static void Checksum(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        hash[..ChecksumBytes].CopyTo(destination);
    }
}
