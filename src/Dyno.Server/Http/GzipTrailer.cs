// Whether a gzip stream of one or more members is whole: its last member ends with the length of its content, and nothing follows.

using System.Buffers.Binary;
using System.IO.Compression;

namespace Dyno.Server.Http;

internal static class GzipTrailer
{
    private const int TrailerBytes = 8;
    private const int SmallestMemberBytes = 18;

    // The total length that was read; with one member it has to be what the trailer says, with several the last one's share of it.
    public static bool Fits(ReadOnlySpan<byte> compressed, long totalBytes)
    {
        if (compressed.Length < SmallestMemberBytes)
        {
            return false;
        }

        var last = BinaryPrimitives.ReadUInt32LittleEndian(compressed[^4..]);
        if (last == totalBytes)
        {
            return true;
        }

        // Several members: the last one has to be readable by itself and end where the stream ends.
        for (var at = compressed.Length - SmallestMemberBytes; at > 0; at--)
        {
            if (compressed[at] == 0x1F && compressed[at + 1] == 0x8B && compressed[at + 2] == 8 && LengthOf(compressed[at..].ToArray()) == last)
            {
                return true;
            }
        }

        return false;
    }

    private static long LengthOf(byte[] member)
    {
        try
        {
            using var stream = new GZipStream(new MemoryStream(member, writable: false), CompressionMode.Decompress);
            using var counted = new MemoryStream();
            stream.CopyTo(counted);
            return counted.Length;
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }
}
