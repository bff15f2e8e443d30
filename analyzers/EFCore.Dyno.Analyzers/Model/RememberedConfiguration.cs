// What was read of the configuration of a context, in a form that outlives the compilation: types by their names, filters by the place of their lambdas. It
// holds for another compilation that declares the same and in which the files that were looked into are the very same.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class RememberedConfiguration
{
    private readonly List<Entity> _entities;
    private readonly List<Entity> _parts;
    private readonly List<(string Type, Property Said)> _conversions;
    private readonly List<string> _owned;
    private readonly List<string> _ignored;
    private readonly List<Relationship> _relationships;
    private readonly bool _areRelationshipsUncertain;

    private RememberedConfiguration(ConfigurationReader reader, TypeNames names, bool isRemote)
    {
        IsRemote = isRemote;
        _entities = [.. reader.Entities.Values.Select(e => new Entity(e, names))];
        _parts = [.. reader.Parts.Values.Select(e => new Entity(e, names))];
        _conversions = [.. reader.Conversions.Select(c => (names.Of(c.Key), new Property(c.Value, names)))];
        _owned = [.. reader.Owned.Select(names.Of)];
        _ignored = [.. reader.Ignored.Select(names.Of)];
        _relationships = [.. reader.Relationships.Select(r => new Relationship(r, names))];
        _areRelationshipsUncertain = reader.AreRelationshipsUncertain;
    }

    /// <summary>The context says that its store is one over the network.</summary>
    public bool IsRemote { get; }

    /// <summary>What a reader knows; null where something of it cannot be said without its compilation.</summary>
    public static RememberedConfiguration? Of(ConfigurationReader reader, bool isRemote)
    {
        var names = new TypeNames(reader.Compilation);
        var configuration = new RememberedConfiguration(reader, names, isRemote);
        var places = configuration._entities.Concat(configuration._parts).SelectMany(e => e.Places).Concat(configuration._conversions.SelectMany(c => c.Said.Places))
            .Concat(configuration._relationships.Select(r => r.Place));
        return names.AreCertain && places.All(p => p.SourceTree is { } tree && reader.Bodies.Files.Contains(tree)) ? configuration : null;
    }

    /// <summary>Tells the reader of another compilation what it would read.</summary>
    public void Tell(ConfigurationReader reader)
    {
        var names = new TypeNames(reader.Compilation);
        foreach (var entity in _entities)
        {
            var told = entity.In(names, reader.Compilation);
            reader.Entities[told.Type] = told;
        }

        foreach (var part in _parts)
        {
            var told = part.In(names, reader.Compilation);
            reader.Parts[told.Type] = told;
        }

        foreach (var (type, said) in _conversions)
        {
            reader.Conversions[names.Type(type)] = said.In(names);
        }

        reader.Owned.UnionWith(_owned.Select(names.Class));
        reader.Ignored.UnionWith(_ignored.Select(names.Class));
        reader.Relationships.AddRange(_relationships.Select(r => r.In(names)));
        reader.AreRelationshipsUncertain = _areRelationshipsUncertain;
    }

    private sealed class Entity
    {
        private readonly string _type;
        private readonly EntityConfiguration _said;
        private readonly List<Property> _properties;
        private readonly List<SyntaxNode> _filters;
        private readonly string? _discriminatorType;
        private readonly List<(string Type, string? Value)> _discriminatorValues;

        public Entity(EntityConfiguration said, TypeNames names)
        {
            _type = names.Of(said.Type);
            _said = said.Copy(null!, [], [], null);
            _properties = [.. said.Properties.Values.Select(p => new Property(p, names))];
            _filters = [.. said.QueryFilters.Select(f => f.Lambda.Syntax)];
            _discriminatorType = said.Discriminator?.Type is { } type ? names.Of(type) : null;
            _discriminatorValues = [.. (said.Discriminator?.Values ?? []).Select(v => (names.Of(v.Key), v.Value))];
            Discriminator = said.Discriminator is { } told ? (told.PropertyName, told.IsUncertain) : null;
        }

        private (string? PropertyName, bool IsUncertain)? Discriminator { get; }

        public IEnumerable<Location> Places => new[]
        {
            _said.Location, _said.TableLocation, _said.KeyLocation, _said.PartitionKey?.Location, _said.SortKey?.Location, _said.Shards?.Location, _said.TimeToLiveLocation,
        }
            .Concat(_said.Indexes.Values.SelectMany(i => new[] { i.Location, i.PartitionKey?.Location, i.SortKey?.Location, i.Shards?.Location }))
            .Concat(_properties.SelectMany(p => p.Places))
            .Concat(_filters.Select(f => f.GetLocation()))
            .OfType<Location>();

        public EntityConfiguration In(TypeNames names, Compilation compilation)
        {
            var discriminator = Discriminator is { } told ? new DiscriminatorConfiguration { PropertyName = told.PropertyName, IsUncertain = told.IsUncertain } : null;
            if (discriminator is not null)
            {
                discriminator.Type = _discriminatorType is null ? null : names.Type(_discriminatorType);
                foreach (var (type, value) in _discriminatorValues)
                {
                    discriminator.Values[names.Class(type)] = value;
                }
            }

            var filters = _filters.Select(f => new QueryFilter(() => (IAnonymousFunctionOperation)new Bodies(compilation).Of(f)!));
            return _said.Copy(names.Class(_type), _properties.Select(p => p.In(names)), filters, discriminator);
        }
    }

    private sealed class Property(PropertyConfiguration said, TypeNames names)
    {
        private readonly PropertyConfiguration _said = said.Copy(null, null);
        private readonly string? _type = said.Type is { } type ? names.Of(type) : null;
        private readonly string? _storedType = said.StoredType is { } stored ? names.Of(stored) : null;

        public IEnumerable<Location> Places => _said.Location is { } location ? [location] : [];

        public PropertyConfiguration In(TypeNames names) => _said.Copy(_type is null ? null : names.Type(_type), _storedType is null ? null : names.Type(_storedType));
    }

    private sealed class Relationship(RelationshipConfiguration said, TypeNames names)
    {
        private readonly RelationshipConfiguration _said = said with { Type = null!, Other = null!, Dependent = null };
        private readonly string _type = names.Of(said.Type);
        private readonly string _other = names.Of(said.Other);
        private readonly string? _dependent = said.Dependent is { } dependent ? names.Of(dependent) : null;

        public Location Place => _said.Location;

        public RelationshipConfiguration In(TypeNames names) =>
            _said with { Type = names.Class(_type), Other = names.Class(_other), Dependent = _dependent is null ? null : names.Class(_dependent) };
    }
}
