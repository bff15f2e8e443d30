// What writing items of one entity type needs, worked out once: the conditions that are always the same, the concurrency tokens with their
// paths, the unique constraints, and whether a key could be one of the provider's own.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.ValueGeneration;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class EntityWrites
{
    private readonly ConditionNode _exists;
    private readonly ConditionExpression _existsExpression;
    private readonly bool _checkReserved;

    private EntityWrites(DynoEntityMap map)
    {
        Map = map;
        var path = DocumentPath.Of(map.PartitionKey.AttributeName);
        _exists = new AttributeExistsNode(path);
        _existsExpression = new ConditionExpression(_exists);
        Absent = new ConditionExpression(new AttributeNotExistsNode(path));
        Tokens = [.. TokenPath.Of(map)];
        Uniques = [.. UniqueConstraint.Of(map)];
        ComputedElsewhere = ComputedOf(map);
        _checkReserved = ReservedKeys.CouldBeReserved(map.PartitionKey);
    }

    public DynoEntityMap Map { get; }

    /// <summary>No item has the key.</summary>
    public ConditionExpression Absent { get; }

    /// <summary>The concurrency tokens of the entity itself and of single complex values in it.</summary>
    public TokenPath[] Tokens { get; }

    public UniqueConstraint[] Uniques { get; }

    /// <summary>The properties that something else than the provider changes on updates; null where there are none.</summary>
    public DynoPropertyMap[]? ComputedElsewhere { get; }

    public static EntityWrites Of(DynoEntityMap map) => (EntityWrites)(map.EntityWrites ??= new EntityWrites(map));

    private static DynoPropertyMap[]? ComputedOf(DynoEntityMap map)
    {
        var generated = GeneratedProperties.Of(map.EntityType);
        var known = generated.Versions.Select(v => v.Property).Concat(generated.Others).ToHashSet();
        DynoPropertyMap[] computed =
            [.. map.Properties.Where(p => p.Property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate) && !known.Contains(p.Property))];
        return computed is [] ? null : computed;
    }

    /// <summary>The item is there, its tokens are as they were loaded, and the guards hold.</summary>
    public ConditionExpression Unchanged(IUpdateEntry entry, ConditionNode? guards = null)
    {
        if (Tokens.Length == 0 && guards is null)
        {
            return _existsExpression;
        }

        var condition = _exists;
        foreach (var token in Tokens)
        {
            condition = new AndNode(condition, token.IsAsLoaded(entry));
        }

        return new ConditionExpression(guards is null ? condition : new AndNode(condition, guards));
    }

    /// <summary>The item's key.</summary>
    public Item Key(IUpdateEntry entry)
    {
        var key = ItemBuilder.BuildKey(Map, entry);
        RefuseReserved(key);
        return key;
    }

    /// <summary>An entity cannot have one of the keys that the provider keeps for itself.</summary>
    /// <param name="item">The item, or its key.</param>
    public void RefuseReserved(Item item)
    {
        if (_checkReserved && item.TryGet(Map.PartitionKey.Utf8Name, out var partitionKey) && ReservedKeys.IsReserved(partitionKey))
        {
            throw new InvalidOperationException(Messages.ReservedKey(Map.EntityType.DisplayName(), ItemBuilder.KeyOf(Map, item).ToString()));
        }
    }
}
