// Where a page of a statement ended, as the text that asks for the next page. The token says all that is needed: nothing is kept for it.
//
// Base64url of: version 1 (one byte) | the first 16 bytes of the SHA-256 of what the token belongs to (table and index id, statement, parameters, each
// with its length in front, little endian) | number of the plan's request to go on with, u16 big endian | the key it ended at, an encoded item, or nothing
// for the request's beginning. What has another form is "Invalid NextToken"; a well-formed token of another request does not match it.
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Dyno.Engine.PartiQL;

internal readonly record struct ContinuationToken(int Request, Item? StartKey)
{
    private const byte Version = 1;
    private const int FingerprintBytes = 16;
    private const int HeaderBytes = 1 + FingerprintBytes + sizeof(ushort);

    public string ToText(byte[] fingerprint)
    {
        var key = StartKey is { } start ? start.Span : [];
        var bytes = new byte[HeaderBytes + key.Length];
        bytes[0] = Version;
        fingerprint.CopyTo(bytes, 1);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(1 + FingerprintBytes), (ushort)Request);
        key.CopyTo(bytes.AsSpan(HeaderBytes));
        return Base64Url.EncodeToString(bytes);
    }

    public static ContinuationToken Parse(string text, byte[] fingerprint, int requests)
    {
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw new ValidationException(Messages.InvalidNextToken);
        }

        if (bytes.Length < HeaderBytes || bytes[0] != Version)
        {
            throw new ValidationException(Messages.InvalidNextToken);
        }

        var request = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(1 + FingerprintBytes));
        if (!bytes.AsSpan(1, FingerprintBytes).SequenceEqual(fingerprint) || request >= requests)
        {
            throw new ValidationException(Messages.ForeignNextToken);
        }

        if (bytes.Length == HeaderBytes)
        {
            return new ContinuationToken(request, null);
        }

        try
        {
            return new ContinuationToken(request, Item.Parse(bytes.AsMemory(HeaderBytes)));
        }
        catch (InvalidDataException)
        {
            throw new ValidationException(Messages.InvalidNextToken);
        }
    }

    public static byte[] Fingerprint(uint tableId, string? index, string statement, IReadOnlyList<EncodedValue>? parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(number, tableId);
        hash.AppendData(number);
        Append(hash, Encoding.UTF8.GetBytes(index ?? ""));
        Append(hash, Encoding.UTF8.GetBytes(statement));
        foreach (var parameter in parameters ?? [])
        {
            Append(hash, parameter.Bytes.Span);
        }

        return hash.GetHashAndReset()[..FingerprintBytes];
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
