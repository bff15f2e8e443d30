// The end of a sharded key, as the planner's rules see it.

using EFCore.Dyno.Analyzers.Model;

namespace EFCore.Dyno.Metadata;

/// <summary>How a key is sharded: the properties that decide which shard an item is in.</summary>
internal sealed record ShardSegment(int? Count, IReadOnlyList<ShardProperty> By)
{
    public override string ToString() => $"{{0..{(Count is { } count ? (count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : "n")}}}";
}

internal sealed record ShardProperty(PropertyModel Property);
