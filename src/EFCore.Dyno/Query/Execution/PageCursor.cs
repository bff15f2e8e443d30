// A cursor, in base64 for URLs: version (1) | kind (1: after an item key, 2: after a count of rows, 3: before an item key, 4: before a count of rows)
// | 8 bytes of the query's fingerprint | the key's item bytes (none: the beginning, or the end), or the count as 4 bytes little-endian | the first
// 4 bytes of the SHA-256 of all before. The fingerprint is of the plan's text; parameter values are not part of it (a filter on the time of day may
// change between pages), but a key must be of the partition that is read.

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EFCore.Dyno.Query;

internal enum CursorKind
{
    After,
    Before,
}

// A key, or null and a count of rows: none for the beginning, or the end.
internal sealed record PageCursor(CursorKind Kind, Item? Key, int Skip)
{
    private const byte Version = 1;
    private const byte AfterKey = 1;
    private const byte AfterCount = 2;
    private const byte BeforeKey = 3;
    private const byte BeforeCount = 4;
    private const int HeaderBytes = 10;
    private const int ChecksumBytes = 4;

    public static PageCursor Start { get; } = new(CursorKind.After, null, 0);

    public string Encode(string plan)
    {
        var byCount = Key is null && Skip > 0;
        var payload = byCount ? BitConverter.GetBytes(Skip) : Key is { } key ? key.Span : [];
        var bytes = new byte[HeaderBytes + payload.Length + ChecksumBytes];
        bytes[0] = Version;
        bytes[1] = (Kind, byCount) switch
        {
            (CursorKind.After, false) => AfterKey,
            (CursorKind.After, true) => AfterCount,
            (_, false) => BeforeKey,
            _ => BeforeCount,
        };
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
        if (bytes.Length < HeaderBytes + ChecksumBytes)
        {
            throw Malformed();
        }

        Checksum(bytes.AsSpan(..^ChecksumBytes), expected);
        if (!bytes.AsSpan(^ChecksumBytes).SequenceEqual(expected[..ChecksumBytes]))
        {
            throw Malformed();
        }

        // Whole, so it was made by ToPageAsync; but perhaps by a later version, or for another query.
        if (bytes[0] != Version || bytes[1] is < AfterKey or > BeforeCount)
        {
            throw new ArgumentException(QueryMessages.CursorVersion(), nameof(cursor));
        }

        Fingerprint(plan, expected);
        if (!bytes.AsSpan(2, 8).SequenceEqual(expected))
        {
            throw new ArgumentException(QueryMessages.ForeignCursor(), nameof(cursor));
        }

        var payload = bytes.AsMemory(HeaderBytes..^ChecksumBytes);
        var kind = bytes[1] is AfterKey or AfterCount ? CursorKind.After : CursorKind.Before;
        try
        {
            return bytes[1] is AfterCount or BeforeCount ? new(kind, null, BinaryPrimitives.ReadInt32LittleEndian(payload.Span))
                : new(kind, payload.IsEmpty ? null : Item.Parse(payload), 0);
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentOutOfRangeException)
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
