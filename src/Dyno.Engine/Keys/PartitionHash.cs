// The hash that spreads partition keys over the key space. It is stored in every key: it never changes (test: pinned values).
//
// Eight bytes at a time, little endian, the last block padded with zeros; then the length; each step multiplies and folds.
using System.Buffers.Binary;
using System.Numerics;

namespace Dyno.Engine;

internal static class PartitionHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;
    private const ulong Finisher = 0xD6E8_FEB8_6659_FD93;

    public static uint Of(ReadOnlySpan<byte> partitionKey)
    {
        var hash = Multiplier ^ (ulong)partitionKey.Length;
        while (partitionKey.Length >= sizeof(ulong))
        {
            hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(partitionKey));
            partitionKey = partitionKey[sizeof(ulong)..];
        }

        if (!partitionKey.IsEmpty)
        {
            ulong last = 0;
            for (var i = partitionKey.Length - 1; i >= 0; i--)
            {
                last = (last << 8) | partitionKey[i];
            }

            hash = Step(hash, last);
        }

        hash ^= hash >> 32;
        hash *= Finisher;
        hash ^= hash >> 32;
        hash *= Finisher;
        return (uint)(hash >> 32);
    }

    private static ulong Step(ulong hash, ulong block) => BitOperations.RotateLeft((hash ^ block) * Multiplier, 31) + block;
}
