// The end of a sharded key: "#" and a shard from 0. The shard follows from other values of the entity, so that whoever knows them finds the item with
// one request, and an update does not move it. Format 1: FNV-1a (32 bits) over the UTF-8 of the values' key texts, each followed by a zero byte,
// mixed by murmur3's finalizer, modulo the number of shards. Changing the number moves items: it is part of the data.

using System.Text;
using System.Text.Json;

namespace EFCore.Dyno.Metadata;

/// <summary>How a key is sharded, as kept (as JSON) in an annotation.</summary>
/// <param name="Count">How many shards there are.</param>
/// <param name="By">The properties that decide; empty for those of the EF key that are not in the partition key.</param>
internal sealed record ShardConfiguration(int Count, IReadOnlyList<string> By)
{
    public static ShardConfiguration Parse(string json) => JsonSerializer.Deserialize<ShardConfiguration>(json)!;

    public override string ToString() => JsonSerializer.Serialize(this);
}

internal sealed record ShardSegment(int Count, IReadOnlyList<PropertySegment> By) : KeySegment
{
    public const string Separator = "#";

    /// <summary>The shard of an entity with these values.</summary>
    public int ShardOf(Func<IProperty, object?> values)
    {
        var hash = 2166136261u;
        foreach (var segment in By)
        {
            foreach (var one in Encoding.UTF8.GetBytes(segment.Format(values(segment.Property)) ?? ""))
            {
                hash = (hash ^ one) * 16777619u;
            }

            hash *= 16777619u;
        }

        hash = (hash ^ (hash >> 16)) * 0x85ebca6bu;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35u;
        return (int)((hash ^ (hash >> 16)) % (uint)Count);
    }

    public override string ToString() => $"{{0..{Count - 1}}}";
}
