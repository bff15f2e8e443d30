// ULIDs: 26 characters of Crockford's base 32 that sort by time: 48 bits of milliseconds, then 80 random bits.
// Within a millisecond the random part of the last one is counted up, so that those of one process sort in the order they were made.
// https://github.com/ulid/spec

using System.Security.Cryptography;

namespace EFCore.Dyno.ValueGeneration;

internal static class Ulid
{
    public const int Chars = 26;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly Lock Gate = new();
    private static UInt128 s_last;

    public static string Next()
    {
        UInt128 value;
        lock (Gate)
        {
            var now = (UInt128)(ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << 80;
            // The top random bit is 0, so that counting up does not run into the time.
            value = now <= s_last ? s_last + 1 : now | Random79Bits();
            s_last = value;
        }

        return string.Create(Chars, value, static (chars, rest) =>
        {
            for (var i = Chars - 1; i >= 0; i--)
            {
                chars[i] = Alphabet[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }

    private static UInt128 Random79Bits()
    {
        Span<byte> bytes = stackalloc byte[10];
        RandomNumberGenerator.Fill(bytes);
        bytes[0] &= 0x7F;
        UInt128 value = 0;
        foreach (var one in bytes)
        {
            value = (value << 8) | one;
        }

        return value;
    }
}
