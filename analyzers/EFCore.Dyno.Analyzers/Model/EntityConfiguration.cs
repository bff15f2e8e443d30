// What the fluent configuration and the attributes say of one entity, owned or complex type, as it is read. Uncertain: something was said that is not
// understood. It is completed by conventions in EntityTypes.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal enum MemberKind
{
    Property,
    Ignored,
    Navigation,
    Owned,
    Complex,
}

internal sealed class EntityConfiguration(INamedTypeSymbol type)
{
    public INamedTypeSymbol Type { get; private set; } = type;

    public bool IsUncertain { get; set; }

    /// <summary>Where the configuration of the type was first begun.</summary>
    public Location? Location { get; set; }

    public List<IPropertySymbol> DbSets { get; private set; } = [];

    public string? TableName { get; set; }

    public Location? TableLocation { get; set; }

    /// <summary>A name was chosen that is not known.</summary>
    public bool IsTableUncertain { get; set; }

    public bool HasNoKey { get; set; }

    /// <summary>The type is read from a query instead of a table.</summary>
    public bool HasQuery { get; set; }

    public IReadOnlyList<string>? Key { get; set; }

    public Location? KeyLocation { get; set; }

    public KeyConfiguration? PartitionKey { get; set; }

    public KeyConfiguration? SortKey { get; set; }

    public ShardConfiguration? Shards { get; set; }

    public Dictionary<string, IndexConfiguration> Indexes { get; private set; } = new(StringComparer.Ordinal);

    public string? TimeToLive { get; set; }

    public Location? TimeToLiveLocation { get; set; }

    /// <summary>Unique indexes and alternate keys, as far as they are told: each is one more action of a transaction that adds an entity.</summary>
    public int UniqueConstraints { get; set; }

    public Dictionary<string, PropertyConfiguration> Properties { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>What was said of members that are not properties, or that are none of the type's.</summary>
    public Dictionary<string, MemberKind> Members { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>The attributes of owned and complex members that have one of another name.</summary>
    public Dictionary<string, string?> MemberAttributes { get; private set; } = new(StringComparer.Ordinal);

    public List<QueryFilter> QueryFilters { get; private set; } = [];

    public DiscriminatorConfiguration? Discriminator { get; set; }

    /// <summary>Nothing was said of the type yet, but perhaps that it is one; a place and sets are no matter.</summary>
    /// <param name="exceptNavigations">Members may have been said to be navigations.</param>
    public bool IsUntouched(bool exceptNavigations = false) =>
        !(IsUncertain || IsTableUncertain || HasNoKey || HasQuery) && UniqueConstraints == 0
        && new object?[] { TableName, TableLocation, Key, KeyLocation, PartitionKey, SortKey, Shards, TimeToLive, TimeToLiveLocation, Discriminator }.All(said => said is null)
        && Indexes.Count + Properties.Count + MemberAttributes.Count + QueryFilters.Count == 0
        && (exceptNavigations ? Members.Values.All(m => m == MemberKind.Navigation) : Members.Count == 0);

    public PropertyConfiguration Property(string name)
    {
        if (!Properties.TryGetValue(name, out var property))
        {
            Properties.Add(name, property = new PropertyConfiguration(name));
        }

        return property;
    }

    /// <summary>The same of another compilation's type; what of it has to do with types is given, and its sets are those of the copy's own context.</summary>
    public EntityConfiguration Copy(
        INamedTypeSymbol type, IEnumerable<PropertyConfiguration> properties, IEnumerable<QueryFilter> filters, DiscriminatorConfiguration? discriminator)
    {
        var copy = (EntityConfiguration)MemberwiseClone();
        copy.Type = type;
        copy.DbSets = [];
        copy.Indexes = new(Indexes, StringComparer.Ordinal);
        copy.Properties = properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        copy.Members = new(Members, StringComparer.Ordinal);
        copy.MemberAttributes = new(MemberAttributes, StringComparer.Ordinal);
        copy.QueryFilters = [.. filters];
        copy.Discriminator = discriminator;
        return copy;
    }
}

internal sealed record ShardConfiguration(int? Count, IReadOnlyList<string> By, Location? Location);

internal sealed class PropertyConfiguration(string name)
{
    public string Name { get; } = name;

    /// <summary>Something was said that is not understood.</summary>
    public bool IsUncertain { get; set; }

    public Location? Location { get; set; }

    /// <summary>What <c>Property&lt;T&gt;("Name")</c> says.</summary>
    public ITypeSymbol? Type { get; set; }

    public string? AttributeName { get; set; }

    public bool HasConversion { get; set; }

    /// <summary>What a converter stores; null where there is none, or it is not known.</summary>
    public ITypeSymbol? StoredType { get; set; }

    public bool? IsRequired { get; set; }

    public int? MaxLength { get; set; }

    public bool IsConcurrencyToken { get; set; }

    public bool IsRowVersion { get; set; }

    public bool IsGenerated { get; set; }

    public bool UsesCounter { get; set; }

    public bool UsesUlid { get; set; }

    /// <summary>The same with types of another compilation.</summary>
    public PropertyConfiguration Copy(ITypeSymbol? type, ITypeSymbol? storedType)
    {
        var copy = (PropertyConfiguration)MemberwiseClone();
        (copy.Type, copy.StoredType) = (type, storedType);
        return copy;
    }
}

internal sealed class IndexConfiguration(string name, KeyConfiguration? partitionKey, KeyConfiguration? sortKey, Location? location)
{
    public string Name { get; } = name;

    /// <summary>Null for a local index.</summary>
    public KeyConfiguration? PartitionKey { get; } = partitionKey;

    public KeyConfiguration? SortKey { get; } = sortKey;

    public Location? Location { get; } = location;

    public ProjectionKind Projection { get; set; }

    public IReadOnlyList<string> Included { get; set; } = [];

    public ShardConfiguration? Shards { get; set; }

    public IReadOnlyList<ComparisonConfiguration> Condition { get; set; } = [];
}

/// <summary>A comparison of an index's condition, with a constant as it stands in source.</summary>
internal sealed record ComparisonConfiguration(string Property, Metadata.IndexOperator Operator, object? Value);

internal sealed class DiscriminatorConfiguration
{
    public string? PropertyName { get; set; }

    public ITypeSymbol? Type { get; set; }

    /// <summary>The types are told apart in a way that is not known, or not at all.</summary>
    public bool IsUncertain { get; set; }

    public Dictionary<INamedTypeSymbol, string?> Values { get; } = new(SymbolEqualityComparer.Default);
}
