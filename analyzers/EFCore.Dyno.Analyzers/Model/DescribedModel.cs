// The model of a context from its text: of one that a referenced assembly declares, or that an additional file tells of. What does not fit the classes that
// are there is left out, as what is not certain is.

using System.Collections.Immutable;
using EFCore.Dyno.Design;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class DescribedModel
{
    private readonly ContextModel _context;
    private readonly Compilation _compilation;
    private readonly Dictionary<string, EntityModel> _entities = new(StringComparer.Ordinal);

    private DescribedModel(ContextModel context, Compilation compilation)
    {
        _context = context;
        _compilation = compilation;
    }

    /// <summary>Adds to a context's model what it does not know yet.</summary>
    public static void Complete(ContextModel model, ContextDescription description, Compilation compilation)
    {
        var described = new DescribedModel(model, compilation);
        var unresolved = description.Unresolved.ToList();
        foreach (var entity in description.Entities)
        {
            if (described.Class(entity.Type) is { } known && model.Find(known) is not null)
            {
                continue;
            }

            if (described.Entity(entity) is { } read)
            {
                described._entities.Add(entity.Type, read);
            }
            else
            {
                unresolved.Add(entity.Table);
            }
        }

        foreach (var entity in description.Entities.Where(e => e.Base is not null))
        {
            if (described._entities.TryGetValue(entity.Type, out var derived) && described._entities.TryGetValue(entity.Base!, out var parent))
            {
                derived.Base = parent;
                parent.Derived = parent.Derived.Add(derived);
            }
        }

        // Without one of its types a hierarchy is not known.
        var lost = new HashSet<string>(description.Entities.Select(e => e.Type).Where(t => !described._entities.ContainsKey(t)), StringComparer.Ordinal);
        var broken = new HashSet<EntityModel>(description.Entities
            .Where(e => lost.Contains(e.Type) || (e.Base is not null && lost.Contains(e.Base)))
            .SelectMany(e => new[] { e.Type, e.Base ?? e.Type })
            .Where(described._entities.ContainsKey)
            .Select(t => described._entities[t].Root));
        model.Add([.. described._entities.Values.Where(e => !broken.Contains(e.Root))], unresolved, description.IsRemote);
    }

    private INamedTypeSymbol? Class(string name) =>
        _context.Type.ContainingAssembly.GetTypeByMetadataName(name) ?? _compilation.GetTypeByMetadataName(name);

    private EntityModel? Entity(EntityDescription description)
    {
        // What a filter that is not seen fixes is not known.
        if (description.HasFilters || Class(description.Type) is not { } type)
        {
            return null;
        }

        var entity = new EntityModel(type, _context) { TableName = description.Table, IsKeyConfigured = description.IsKeyConfigured, HasFilters = description.HasFilters };
        AddMembers(entity, description);
        entity.EfKey = [.. description.Key.Select(entity.Find).Where(p => p is not null).Select(p => p!)];
        foreach (var property in entity.EfKey)
        {
            property.IsKey = true;
        }

        if (entity.EfKey.Length != description.Key.Count || Key(entity, description.PartitionKey) is not { } partitionKey)
        {
            return null;
        }

        entity.PartitionKey = partitionKey;
        if (description.SortKey is not null && (entity.SortKey = Key(entity, description.SortKey)) is null)
        {
            return null;
        }

        var indexes = description.Indexes.Select(i => Index(entity, i)).ToList();
        if (indexes.Any(i => i is null))
        {
            return null;
        }

        entity.Indexes = [.. indexes.Select(i => i!)];
        entity.TimeToLive = description.TimeToLive is null ? null : entity.Find(description.TimeToLive);
        entity.Discriminator = description.Discriminator is null ? null : entity.Find(description.Discriminator);
        entity.DiscriminatorValues = [.. description.DiscriminatorValues];
        entity.Location = type.SourceIn(_compilation);
        return entity;
    }

    private void AddMembers(EntityModel entity, EntityDescription description)
    {
        var symbols = TypeMembers.Of(entity.Type).ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var property in description.Properties)
        {
            if (!Enum.TryParse<AttributeType>(property.StoredAs, out var stored))
            {
                continue;
            }

            symbols.TryGetValue(property.Name, out var symbol);
            entity.Add(new PropertyModel(property.Name, symbol?.Type ?? (property.ShadowType is null ? null : Class(property.ShadowType)))
            {
                Symbol = symbol,
                AttributeName = property.Attribute,
                AttributeType = stored,
                IsNullable = property.IsNullable,
                HasConversion = property.IsConverted,
                MaxLength = property.MaxLength,
                IsConcurrencyToken = property.IsConcurrencyToken,
                Location = symbol?.SourceIn(_compilation),
            });
        }

        foreach (var navigation in description.Navigations)
        {
            if (Class(navigation.Target) is { } target)
            {
                symbols.TryGetValue(navigation.Name, out var symbol);
                entity.Add(new NavigationModel(navigation.Name, target, navigation.IsCollection)
                {
                    IsOwned = navigation.IsOwned,
                    IsComplex = navigation.IsComplex,
                    AttributeName = navigation.Attribute,
                    Symbol = symbol,
                });
            }
        }
    }

    private static KeyShape? Key(EntityModel entity, KeyDescription key)
    {
        if (key.Property is not null)
        {
            return entity.Find(key.Property) is { } property ? KeyShape.Of(property) : null;
        }

        var segments = new List<KeyShapeSegment>();
        foreach (var piece in key.Pieces)
        {
            var property = piece.Property is null ? null : entity.Find(piece.Property);
            var by = piece.By?.Select(entity.Find).ToList();
            if ((piece.Property is not null && property is null) || by?.Any(p => p is null) == true)
            {
                return null;
            }

            segments.Add(new(piece.Literal, property, piece.Format, by is null ? null : new ShardSegment(piece.Shards, [.. by.Select(p => new ShardProperty(p!))])));
        }

        return new KeyShape(key.Attribute!, AttributeType.S, segments, IsTemplate: true);
    }

    private static IndexModel? Index(EntityModel entity, IndexDescription description)
    {
        var partition = description.IsLocal ? [entity.PartitionKey] : description.PartitionKeys.Select(k => Key(entity, k)).ToList();
        var sort = description.SortKeys.Select(k => Key(entity, k)).ToList();
        var condition = description.Condition.Select(c => Comparison(entity, c)).ToList();
        if (partition.Count == 0 || partition.Concat(sort).Any(k => k is null) || condition.Any(c => c is null))
        {
            return null;
        }

        return new IndexModel(description.Name, !description.IsLocal, [.. partition.Select(k => k!)], [.. sort.Select(k => k!)], entity)
        {
            Projection = description.Projection switch { "ALL" => ProjectionKind.All, "KEYS_ONLY" => ProjectionKind.KeysOnly, _ => ProjectionKind.Include },
            Included = [.. description.Included],
            Condition = condition.Select(c => c!).ToImmutableArray(),
        };
    }

    private static IndexComparison? Comparison(EntityModel entity, ComparisonDescription comparison)
    {
        foreach (IndexOperator op in Enum.GetValues(typeof(IndexOperator)))
        {
            if (IndexComparison.Symbol(op) == comparison.Operator && entity.Find(comparison.Property) is { } property)
            {
                return new(property, op, KeyText.ValueOf(property, comparison.Value));
            }
        }

        return null;
    }
}
