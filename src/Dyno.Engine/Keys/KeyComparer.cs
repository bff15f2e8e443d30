// Storage keys as keys of a set.
using System.Diagnostics.CodeAnalysis;

namespace Dyno.Engine;

internal sealed class KeyComparer : IEqualityComparer<byte[]>
{
    public static KeyComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj) => (int)PartitionHash.Of(obj);
}
