// Completes what was configured by EF Core's and the provider's conventions: which classes are entity types, and for each its properties, key, indexes and
// table. Where one type of a hierarchy is uncertain, all are: they share key, filters and table.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class EntityTypes
{
    private readonly ContextModel _context;
    private readonly ConfigurationReader _reader;
    private readonly Dictionary<INamedTypeSymbol, EntityModel> _models = new(SymbolEqualityComparer.Default);
    private readonly List<EntityConfiguration> _entities = [];
    private readonly Members _members;

    private EntityTypes(ContextModel context, ConfigurationReader reader)
    {
        _context = context;
        _reader = reader;
        _members = new Members(reader);
    }

    /// <summary>Gives the context the entity types that are known for certain; those that are not are left out.</summary>
    public static void Complete(ContextModel context, ConfigurationReader reader)
    {
        var types = new EntityTypes(context, reader);
        types.Discover();
        foreach (var hierarchy in types._entities.GroupBy(types.RootOf).ToList())
        {
            types.CompleteHierarchy(hierarchy.Key, [.. hierarchy]);
        }

        TableNaming.Apply(types._models.Values, types._entities);

        // A name that was not chosen is shared with nobody.
        context.Resolve(types._models.Values, [.. types._entities
            .Where(e => !types._models.ContainsKey(e.Type) && (e.TableName is not null || e.IsTableUncertain))
            .Select(e => e.IsTableUncertain ? null : e.TableName)]);
        Discriminators.Apply(types._models.Values, reader.Compilation);
    }

    // Sets and what was configured, and what their navigations lead to.
    private void Discover()
    {
        var queue = new Queue<INamedTypeSymbol>(_reader.Entities.Keys);
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        while (queue.Count > 0)
        {
            var type = queue.Dequeue();
            if (!seen.Add(type) || _reader.Ignored.Contains(type) || _members.IsEmbedded(type) is not null)
            {
                continue;
            }

            var entity = _reader.Entity(type);
            AttributeReader.Complete(entity);
            _entities.Add(entity);
            foreach (var navigation in _members.Of(entity, Lineage(entity)).Where(m => m.Kind == MemberKind.Navigation))
            {
                queue.Enqueue(navigation.Target!);
            }

            // A configuration that an attribute names may speak of further types.
            foreach (var further in _reader.Entities.Keys.Where(k => !seen.Contains(k)).ToList())
            {
                queue.Enqueue(further);
            }
        }
    }

    // The type and the mapped types that it derives from, the most derived first.
    private List<EntityConfiguration> Lineage(EntityConfiguration entity)
    {
        var lineage = new List<EntityConfiguration>();
        for (INamedTypeSymbol? type = entity.Type; type is not null; type = type.BaseType)
        {
            if (_reader.Entities.TryGetValue(type, out var part) && !_reader.Ignored.Contains(type))
            {
                lineage.Add(part);
            }
        }

        return lineage;
    }

    private EntityConfiguration RootOf(EntityConfiguration entity) => Lineage(entity).Last();

    private void CompleteHierarchy(EntityConfiguration root, IReadOnlyList<EntityConfiguration> types)
    {
        if (types.Any(t => t.IsUncertain || t.HasQuery || t.HasNoKey || t.Discriminator is { IsUncertain: true }))
        {
            return;
        }

        var models = new List<EntityModel>();
        foreach (var entity in types)
        {
            var lineage = Lineage(entity);
            var model = new EntityModel(entity.Type, _context) { Configuration = entity };
            AddMembers(model, lineage);
            if (!TryAddKeys(model, root) || !TryAddIndexes(model, lineage, root))
            {
                return;
            }

            model.QueryFilters = [.. root.QueryFilters];
            model.HasFilters = root.QueryFilters.Count > 0;
            model.Location = entity.Location ?? entity.PartitionKey?.Location ?? entity.Type.SourceIn(_reader.Compilation)
                ?? (entity.DbSets.Count > 0 ? entity.DbSets[0].SourceIn(_reader.Compilation) : null);
            models.Add(model);
        }

        foreach (var model in models)
        {
            _models.Add(model.Type, model);
        }

        foreach (var model in models)
        {
            model.Base = Lineage(model.Configuration!).Skip(1).Select(b => _models[b.Type]).FirstOrDefault();
        }

        foreach (var model in models)
        {
            model.Derived = [.. models.Where(m => m.Base == model)];
        }
    }

    private void AddMembers(EntityModel model, List<EntityConfiguration> lineage)
    {
        foreach (var member in _members.Of(model.Configuration!, lineage))
        {
            switch (member.Kind)
            {
                case MemberKind.Property:
                    model.Add(_members.Property(member, lineage));
                    break;
                case MemberKind.Navigation or MemberKind.Owned or MemberKind.Complex:
                    model.Add(new NavigationModel(member.Name, member.Target!, member.IsCollection)
                    {
                        IsOwned = member.Kind == MemberKind.Owned,
                        IsComplex = member.Kind == MemberKind.Complex,
                        Symbol = member.Symbol,
                        AttributeName = lineage.Select(l => l.MemberAttributes.TryGetValue(member.Name, out var name) ? name : null).FirstOrDefault(n => n is not null)
                            ?? member.Name,
                    });
                    break;
            }
        }

        if (lineage.Select(l => l.TimeToLive is null ? null : l).LastOrDefault(l => l is not null) is { } expiring && model.Find(expiring.TimeToLive!) is { } timeToLive)
        {
            model.TimeToLive = timeToLive;
            model.TimeToLiveLocation = expiring.TimeToLiveLocation;
            if (!timeToLive.HasConversion && timeToLive.BareType is { SpecialType: SpecialType.System_DateTime } or { Name: "DateTimeOffset" })
            {
                timeToLive.AttributeType = AttributeType.N;
                timeToLive.HasConversion = true;
            }
        }
    }

    private static bool TryAddKeys(EntityModel model, EntityConfiguration root)
    {
        if (KeyResolution.EfKeyOf(root, model) is not { } efKey || KeyResolution.Resolve(root, model, efKey) is not { } keys)
        {
            return false;
        }

        foreach (var property in efKey)
        {
            property.IsKey = true;
            property.IsNullable = false;
        }

        model.EfKey = [.. efKey];
        var partition = KeyShapes.Of(model, keys.PartitionKey, "PK", root.Shards);
        var sort = keys.SortKey is null ? null : KeyShapes.Of(model, keys.SortKey, "SK");
        if (partition is null || (keys.SortKey is not null && sort is null))
        {
            return false;
        }

        model.PartitionKey = partition;
        model.SortKey = sort;
        model.IsKeyConfigured = root.PartitionKey is not null || root.SortKey is not null;
        model.PartitionKeyLocation = root.PartitionKey?.Location ?? root.KeyLocation;
        model.SortKeyLocation = root.SortKey?.Location ?? (sort is null ? null : root.KeyLocation);
        return true;
    }

    private static bool TryAddIndexes(EntityModel model, List<EntityConfiguration> lineage, EntityConfiguration root)
    {
        var indexes = ImmutableArray.CreateBuilder<IndexModel>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in Enumerable.Reverse(lineage))
        {
            foreach (var configuration in type.Indexes.Values)
            {
                if (!seen.Add(configuration.Name))
                {
                    continue;
                }

                if (Index(model, configuration, root) is not { } index)
                {
                    return false;
                }

                indexes.Add(index);
            }
        }

        indexes.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        model.Indexes = indexes.ToImmutable();
        return true;
    }

    private static IndexModel? Index(EntityModel model, IndexConfiguration configuration, EntityConfiguration root)
    {
        var condition = KeyShapes.Condition(model, configuration.Condition);
        var partition = configuration.PartitionKey is null ? [model.PartitionKey]
            : KeyShapes.Parts(model, configuration.PartitionKey, configuration.Name + "PK", configuration.Shards, configuration.Condition.Count > 0);
        var sort = configuration.SortKey is null ? [] : KeyShapes.Parts(model, configuration.SortKey, configuration.Name + "SK");
        if (condition is null || partition is null || sort is null || !configuration.Included.All(i => model.Find(i) is not null || model.FindNavigation(i) is { IsEmbedded: true }))
        {
            return null;
        }

        return new IndexModel(configuration.Name, configuration.PartitionKey is not null, [.. partition], [.. sort], model)
        {
            Projection = configuration.Projection,
            Included = [.. configuration.Included],
            Condition = [.. condition],
            Location = configuration.Location,
        };
    }
}
