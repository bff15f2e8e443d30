// The bytes of a key's two parts, as slices of an item or of a storage key.
namespace Dyno.Engine;

internal readonly ref struct KeyParts(ReadOnlySpan<byte> partition, ReadOnlySpan<byte> sort)
{
    public ReadOnlySpan<byte> Partition { get; } = partition;

    // Empty where the table or index has no sort key; a sort key itself is never empty.
    public ReadOnlySpan<byte> Sort { get; } = sort;
}
