// What is known for certain of one entity type: its table, keys, indexes, properties and filters.

using System.Collections.Immutable;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class EntityModel(INamedTypeSymbol type, ContextModel context)
{
    private readonly Dictionary<string, PropertyModel> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NavigationModel> _navigations = new(StringComparer.Ordinal);
    private ImmutableArray<AccessPath> _paths;

    public INamedTypeSymbol Type { get; } = type;

    public ContextModel Context { get; } = context;

    /// <summary>The mapped type that this one derives from, or null for a root.</summary>
    public EntityModel? Base { get; set; }

    public EntityModel Root => Base?.Root ?? this;

    /// <summary>The mapped types that derive from this one directly.</summary>
    public ImmutableArray<EntityModel> Derived { get; set; } = [];

    /// <summary>Null where it is not certain.</summary>
    public string? TableName { get; set; }

    /// <summary><c>'Coupons'</c>, or <c>of 'Coupon'</c> where only the entity's name is known.</summary>
    public string TableDisplay => TableName is null ? $"of '{Root.Type.Name}'" : $"'{TableName}'";

    public KeyShape PartitionKey { get; set; } = null!;

    public KeyShape? SortKey { get; set; }

    /// <summary>A partition or sort key was configured, rather than taken from the EF key.</summary>
    public bool IsKeyConfigured { get; set; }

    /// <summary>The EF key, in its order.</summary>
    public ImmutableArray<PropertyModel> EfKey { get; set; } = [];

    /// <summary>In the order of their names; those of the types it derives from included.</summary>
    public ImmutableArray<IndexModel> Indexes { get; set; } = [];

    public IReadOnlyCollection<PropertyModel> Properties => _properties.Values;

    public IReadOnlyCollection<NavigationModel> Navigations => _navigations.Values;

    public PropertyModel? TimeToLive { get; set; }

    /// <summary>What tells the types of a table apart; null where there is one type.</summary>
    public PropertyModel? Discriminator { get; set; }

    /// <summary>Of this type and those derived from it, as far as they have items; empty where they are not certain.</summary>
    public ImmutableArray<string> DiscriminatorValues { get; set; } = [];

    public ImmutableArray<QueryFilter> QueryFilters { get; set; } = [];

    /// <summary>Queries are filtered; of an entity type of another assembly how is not known, and it is left out.</summary>
    public bool HasFilters { get; set; }

    /// <summary>The best place for what is said of the whole entity; null for one of another assembly.</summary>
    public Location? Location { get; set; }

    /// <summary>Where the table was named; null for a convention.</summary>
    public Location? TableLocation { get; set; }

    public Location? PartitionKeyLocation { get; set; }

    public Location? SortKeyLocation { get; set; }

    public Location? TimeToLiveLocation { get; set; }

    /// <summary>What was read of the type; null for one of another assembly.</summary>
    public EntityConfiguration? Configuration { get; set; }

    /// <summary>The table first, then each index in the order of its name.</summary>
    public ImmutableArray<AccessPath> Paths => _paths.IsDefault ? _paths = EntityPaths.For(this) : _paths;

    public PropertyModel? Find(string name) => _properties.TryGetValue(name, out var property) ? property : null;

    public NavigationModel? FindNavigation(string name) => _navigations.TryGetValue(name, out var navigation) ? navigation : null;

    public IndexModel? FindIndex(string name) => Indexes.FirstOrDefault(i => i.Name == name);

    /// <summary>This type and all that derive from it.</summary>
    public IEnumerable<EntityModel> DerivedInclusive() => Derived.SelectMany(d => d.DerivedInclusive()).Prepend(this);

    public void Add(PropertyModel property) => _properties[property.Name] = property;

    public void Add(NavigationModel navigation) => _navigations[navigation.Name] = navigation;

    public override string ToString() => Type.Name;
}
