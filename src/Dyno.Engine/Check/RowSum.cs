// The sum of the hashes of rows: two sets of rows are equal when their sums and counts are, in whatever order they were read. SHA-256 is cut to 128 bits.
using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Dyno.Engine.Check;

internal sealed class RowSum
{
    private UInt128 _sum;

    public long Count { get; private set; }

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _sum += HashOf(key, value);
        Count++;
    }

    public bool IsSame(RowSum other) => Count == other.Count && _sum == other._sum;

    public static UInt128 HashOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var length = sizeof(int) + key.Length + value.Length;
        var rented = length > 1024 ? ArrayPool<byte>.Shared.Rent(length) : null;
        var bytes = rented is null ? stackalloc byte[1024] : rented;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, key.Length);
        key.CopyTo(bytes[sizeof(int)..]);
        value.CopyTo(bytes[(sizeof(int) + key.Length)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
