// The access paths of an entity type, from what is known of its model: what the provider's AccessPaths makes of its own.

using System.Collections.Immutable;
using EFCore.Dyno.Query;

namespace EFCore.Dyno.Analyzers.Model;

internal static class EntityPaths
{
    public static ImmutableArray<AccessPath> For(EntityModel entity)
    {
        var table = new AccessPath
        {
            TableName = entity.TableName ?? entity.Root.Type.Name,
            PartitionKey = entity.PartitionKey,
            SortKey = entity.SortKey,
            TypeByPartition = IsAlone(entity, entity.PartitionKey, static e => e.PartitionKey),
            TypeBySort = entity.SortKey is not null && IsAlone(entity, entity.SortKey, static e => e.SortKey),
        };
        return [table, .. entity.Indexes.Select(i => Index(entity, table, i))];
    }

    // No other type of the table has keys that begin as this one's do.
    private static bool IsAlone(EntityModel entity, KeyShape mine, Func<EntityModel, KeyShape?> key) =>
        mine.LiteralPrefix.Length > 0
        && entity.TableName is not null
        && !entity.Context.MayShare(entity)
        && entity.Context.Entities.Where(e => e.TableName == entity.TableName && e.Root != entity.Root).All(e =>
            key(e)?.LiteralPrefix is { Length: > 0 } other
            && !other.StartsWith(mine.LiteralPrefix, StringComparison.Ordinal)
            && !mine.LiteralPrefix.StartsWith(other, StringComparison.Ordinal));

    private static AccessPath Index(EntityModel entity, AccessPath table, IndexModel index)
    {
        var path = new AccessPath
        {
            TableName = table.TableName,
            IndexName = index.Name,
            IsGlobalIndex = index.IsGlobal,
            PartitionKey = index.PartitionKeys[0],
            SortKey = index.SortKeys.IsEmpty ? null : index.SortKeys[0],
            MorePartitionKeys = [.. index.PartitionKeys.Skip(1)],
            MoreSortKeys = [.. index.SortKeys.Skip(1)],
            Condition = index.Condition,
        };
        return index.Projection == ProjectionKind.All
            ? path
            : path with
            {
                Attributes = Copied(entity, index).Concat(table.Keys.Concat(path.Keys).Select(k => k.AttributeName)).ToHashSet(StringComparer.Ordinal),
            };
    }

    // Types that share an index share its projection: each adds what it includes.
    private static IEnumerable<string> Copied(EntityModel entity, IndexModel index) =>
        entity.Context.Entities
            .Where(e => e == entity || (e.TableName is not null && e.TableName == entity.TableName))
            .SelectMany(e => (e == entity ? index : e.FindIndex(index.Name))?.Included.Select(name => AttributeOf(e, name)) ?? []);

    private static string AttributeOf(EntityModel entity, string name) =>
        entity.Find(name)?.AttributeName ?? entity.FindNavigation(name)?.AttributeName ?? name;
}
