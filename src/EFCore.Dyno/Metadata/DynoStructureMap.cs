// The layout of a map of attributes: the properties, owned types and complex types of an entity, owned or complex type.

using System.Text;

namespace EFCore.Dyno.Metadata;

internal class DynoStructureMap
{
    private readonly Dictionary<IReadOnlyPropertyBase, DynoPropertyMap> _properties;

    public DynoStructureMap(ITypeBase type, IReadOnlyList<DynoPropertyMap> properties, IReadOnlyList<DynoEmbeddedMap> embedded)
    {
        Type = type;
        // In the order of their encoded names, so that an item is written in order and read in one pass.
        Properties = [.. properties.OrderBy(p => p.Utf8Name, Utf8NameComparer.Instance)];
        Embedded = [.. embedded.OrderBy(e => e.Utf8Name, Utf8NameComparer.Instance)];
        _properties = properties.ToDictionary(p => (IReadOnlyPropertyBase)p.Property);
    }

    public ITypeBase Type { get; }

    /// <summary>What saving works out of the map on its first use.</summary>
    internal object? WriteLayout { get; set; }

    /// <summary>The stored properties, sorted by encoded name.</summary>
    public IReadOnlyList<DynoPropertyMap> Properties { get; }

    /// <summary>The owned and complex types, sorted by encoded name.</summary>
    public IReadOnlyList<DynoEmbeddedMap> Embedded { get; }

    /// <summary>The map of a property, or null where it is not stored (keys of owned types that follow from their place).</summary>
    public DynoPropertyMap? Find(IReadOnlyProperty property) => _properties.GetValueOrDefault(property);

    public DynoEmbeddedMap? Find(IReadOnlyPropertyBase navigationOrComplexProperty) =>
        Embedded.FirstOrDefault(e => Equals(e.Member, navigationOrComplexProperty));
}

internal sealed class DynoEmbeddedMap
{
    /// <summary>An <see cref="INavigation"/> to an owned type, or an <see cref="IComplexProperty"/>.</summary>
    public required IPropertyBase Member { get; init; }

    public required string AttributeName { get; init; }

    public byte[] Utf8Name => field ??= Encoding.UTF8.GetBytes(AttributeName);

    /// <summary>A list of maps rather than one map.</summary>
    public required bool IsCollection { get; init; }

    public required DynoStructureMap Target { get; init; }

    public INavigation? Navigation => Member as INavigation;

    public IComplexProperty? ComplexProperty => Member as IComplexProperty;
}

internal sealed class Utf8NameComparer : IComparer<byte[]>
{
    public static Utf8NameComparer Instance { get; } = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
