// Key attributes from their configuration and the properties of one entity type, as the provider's DynoModelBuilder and IndexModelBuilder make them.

using EFCore.Dyno.Metadata;
using EFCore.Dyno.Query;

namespace EFCore.Dyno.Analyzers.Model;

internal static class KeyShapes
{
    private const string ComposedSeparator = "#";
    private const string ShardSeparator = "#";

    /// <summary>The one attribute of a key of a table.</summary>
    /// <returns>Null where a property of the key is not known.</returns>
    public static KeyShape? Of(EntityModel entity, KeyConfiguration key, string defaultAttributeName, ShardConfiguration? shards = null, bool isConditional = false)
    {
        if (!key.PropertyNames.All(name => entity.Find(name) is { IsUncertain: false }))
        {
            return null;
        }

        if (key.PropertyName is not null && shards is null && !isConditional)
        {
            return KeyShape.Of(entity.Find(key.PropertyName)!);
        }

        var segments = new List<KeyShapeSegment>();
        if (key.IsTemplate)
        {
            segments.AddRange(key.Template.Select(p => p.PropertyName is null
                ? new KeyShapeSegment(p.Literal, null)
                : new KeyShapeSegment(null, entity.Find(p.PropertyName), p.Format)));
        }
        else
        {
            foreach (var name in key.PropertyNames)
            {
                if (segments.Count > 0)
                {
                    segments.Add(new(ComposedSeparator, null));
                }

                segments.Add(new(null, entity.Find(name)));
            }
        }

        if (shards is not null)
        {
            var by = shards.By.Count > 0
                ? shards.By.Select(entity.Find).ToList()
                : [.. entity.EfKey.Where(p => !key.PropertyNames.Contains(p.Name))];
            if (by.Count == 0 || by.Any(p => p is null or { IsUncertain: true }))
            {
                return null;
            }

            segments.Add(new(ShardSeparator, null));
            segments.Add(new(null, null, null, new ShardSegment(shards.Count, [.. by.Select(p => new ShardProperty(p!))])));
        }

        return new KeyShape(key.AttributeName ?? defaultAttributeName, AttributeType.S, segments, IsTemplate: true);
    }

    /// <summary>The attributes of a key of an index: several where several properties were given.</summary>
    public static IReadOnlyList<KeyShape>? Parts(EntityModel entity, KeyConfiguration key, string defaultAttributeName, ShardConfiguration? shards = null, bool isConditional = false)
    {
        if (!key.IsComposed)
        {
            return Of(entity, key, defaultAttributeName, shards, isConditional) is { } one ? [one] : null;
        }

        var parts = key.Composed.Select(name => Of(entity, KeyConfiguration.OfProperty(name), defaultAttributeName)).ToList();
        return shards is not null || parts.Any(p => p is null) ? null : [.. parts.Select(p => p!)];
    }

    public static IReadOnlyList<IndexComparison>? Condition(EntityModel entity, IReadOnlyList<ComparisonConfiguration> condition)
    {
        var comparisons = condition.Select(c => entity.Find(c.Property) is { IsUncertain: false } property
            ? new IndexComparison(property, c.Operator, KeyText.ValueOf(property, c.Value))
            : null).ToList();
        return comparisons.Any(c => c is null) ? null : [.. comparisons.Select(c => c!)];
    }
}
