// The paths to an entity type's items, from the model.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal static class AccessPaths
{
    public static IReadOnlyList<AccessPath> For(DynoEntityMap map)
    {
        var table = new AccessPath
        {
            TableName = map.Table.Name,
            PartitionKey = Shape(map.PartitionKey),
            SortKey = map.SortKey is null ? null : Shape(map.SortKey),
            TypeByPartition = IsAlone(map, map.PartitionKey, static e => e.PartitionKey),
            TypeBySort = map.SortKey is not null && IsAlone(map, map.SortKey, static e => e.SortKey),
            Visible = map.Table.HasReservedItems ? ReservedKeys.VisibleFilter(map.Table) : null,
        };
        return [table, .. map.Indexes.Where(i => i.Index.SortKeys.Count == i.SortKeys.Count).Select(i => Index(map, table, i))];
    }

    // No other type of the table has keys that begin as this one's do.
    private static bool IsAlone(DynoEntityMap map, KeyPart mine, Func<DynoEntityMap, KeyPart?> part) =>
        mine.LiteralPrefix.Length > 0
        && map.Table.Entities.Where(e => e.EntityType.GetRootType() != map.EntityType.GetRootType()).All(e =>
            part(e) is { LiteralPrefix: { Length: > 0 } other }
            && !other.StartsWith(mine.LiteralPrefix, StringComparison.Ordinal)
            && !mine.LiteralPrefix.StartsWith(other, StringComparison.Ordinal));

    private static AccessPath Index(DynoEntityMap map, AccessPath table, DynoEntityIndexMap index)
    {
        var path = new AccessPath
        {
            TableName = map.Table.Name,
            IndexName = index.Index.Name,
            IsGlobalIndex = index.Index.IsGlobal,
            PartitionKey = Shape(index.PartitionKey),
            SortKey = index.SortKey is null ? null : Shape(index.SortKey),
            MorePartitionKeys = [.. index.PartitionKeys.Skip(1).Select(Shape)],
            Condition = (index.PartitionKey as TemplateKeyPart)?.Condition ?? [],
            MoreSortKeys = [.. index.SortKeys.Skip(1).Select(Shape)],
        };
        // The provider's own items have no attributes but the table's key, and so are in no index on others.
        path = path with { Visible = path.Keys.All(k => table.IsKeyAttribute(k.AttributeName)) ? table.Visible : null };
        return index.Index.Projection.ProjectionType == ProjectionType.ALL
            ? path
            : path with
            {
                Attributes = index.Index.Projection.NonKeyAttributes
                    .Concat(table.Keys.Concat(path.Keys).Select(k => k.AttributeName))
                    .ToHashSet(StringComparer.Ordinal),
            };
    }

    private static KeyShape Shape(KeyPart part) => part is UnmappedKeyPart ? new(part.AttributeName, part.AttributeType, [])
        : part is TemplateKeyPart template
        ? new(part.AttributeName, part.AttributeType, [.. template.Segments.Select(s => s is LiteralSegment literal
            ? new KeyShapeSegment(literal.Text, null)
            : s is ShardSegment shards ? new KeyShapeSegment(null, null, Shards: shards)
            : new KeyShapeSegment(null, ((PropertySegment)s).Property, (PropertySegment)s))])
        : new(part.AttributeName, part.AttributeType, [new(null, part.Property!.Property)]) { Map = part.Property };
}
