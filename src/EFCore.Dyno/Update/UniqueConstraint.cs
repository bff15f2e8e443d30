// A unique index or alternate key of an entity type. DynamoDB keeps one thing unique, the key of an item: so each combination of values is
// the key of an item of the provider's own (see ReservedKeys), a sentinel, which is written in the same transaction as the entity's item.
// Nulls are not compared: an entity with a null among the values has no sentinel.

using System.Globalization;
using System.Text;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class UniqueConstraint
{
    private UniqueConstraint(DynoEntityMap map, IReadOnlyEntityType declaringType, string name, IReadOnlyList<IProperty> properties)
    {
        Map = map;
        Name = name;
        Properties = [.. properties.Select(p => map.Find(p)!)];
        // Attribute names, which stay when properties are renamed.
        Scope = $"{declaringType.ShortName()}.{string.Join('+', Properties.Select(p => p.AttributeName))}";
    }

    public DynoEntityMap Map { get; }

    /// <summary>The index's name, or its properties.</summary>
    public string Name { get; }

    /// <summary>Within what the values are compared: the entity type's name and the attributes, such as <c>User.Email</c>. The keys of sentinels begin with it.</summary>
    public string Scope { get; }

    public DynoPropertyMap[] Properties { get; }

    public static bool Any(IReadOnlyEntityType entityType) => UniqueIndexes(entityType).Any() || AlternateKeys(entityType).Any();

    /// <summary>Those of all types in a table, of each type that inherits one.</summary>
    public static IEnumerable<UniqueConstraint> In(DynoTableModel table) =>
        table.Entities.Where(m => !m.IsKeyless && !m.EntityType.IsAbstract()).SelectMany(m => EntityWrites.Of(m).Uniques);

    public static IEnumerable<UniqueConstraint> Of(DynoEntityMap map)
    {
        foreach (var index in UniqueIndexes(map.EntityType))
        {
            yield return new UniqueConstraint(map, index.DeclaringEntityType, index.Name ?? NameOf(index.Properties), [.. index.Properties.Cast<IProperty>()]);
        }

        foreach (var key in AlternateKeys(map.EntityType))
        {
            yield return new UniqueConstraint(map, key.DeclaringEntityType, NameOf(key.Properties), [.. key.Properties.Cast<IProperty>()]);
        }
    }

    /// <summary>The key of the sentinel of an entry's values as they are; the default value where one of them is null.</summary>
    public Item KeyOf(IUpdateEntry entry) => KeyOf(property => property.EncodeCurrent(entry));

    /// <summary>Likewise of an item's values.</summary>
    public Item KeyOf(Item item) => KeyOf(property => Value(item, property));

    /// <summary>Likewise for values that stand anywhere.</summary>
    public Item KeyOf(Func<DynoPropertyMap, EncodedValue> values)
    {
        var name = new StringBuilder(Scope).Append('#');
        foreach (var property in Properties)
        {
            var value = values(property);
            if (value.IsDefault || value.Type == AttributeType.NULL)
            {
                return default;
            }

            Append(name, value);
        }

        return ReservedKeys.Key(Map.Table, ReservedKeys.UniqueKind, name.ToString());
    }

    /// <summary>What an item has for a property; the default value where it has nothing.</summary>
    public static EncodedValue Value(Item item, DynoPropertyMap property) => item.TryGetEncoded(property.Utf8Name, out var value) ? value : default;

    public bool IsModified(IUpdateEntry entry)
    {
        foreach (var property in Properties)
        {
            if (entry.IsModified(property.Property) || entry.HasStoreGeneratedValue(property.Property))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The values for people: <c>Email = 'a@b'</c>.</summary>
    public string Describe(IUpdateEntry entry) => Describe(p => entry.GetCurrentValue(p.Property));

    public string Describe(Func<DynoPropertyMap, object?> values) => string.Join(
        ", ", Properties.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Property.Name} = '{values(p)}'")));

    // Types and lengths make one text of several values unambiguous.
    private static void Append(StringBuilder name, EncodedValue value)
    {
        var text = value.Type switch
        {
            AttributeType.S => value.Read().GetString(),
            AttributeType.N => value.Read().GetNumber().ToString(),
            AttributeType.BOOL => value.Read().GetBoolean() ? "true" : "false",
            _ => Convert.ToBase64String(value.Bytes.Span),
        };
        name.Append(value.Type.ToName()).Append(text.Length).Append(':').Append(text);
    }

    private static string NameOf(IReadOnlyList<IReadOnlyProperty> properties) => string.Join(", ", properties.Select(p => p.Name));

    private static IEnumerable<IReadOnlyIndex> UniqueIndexes(IReadOnlyEntityType entityType) =>
        entityType.GetIndexes().Where(i => i.IsUnique && !IsKeyWithMore(entityType, i.Properties));

    private static IEnumerable<IReadOnlyKey> AlternateKeys(IReadOnlyEntityType entityType) =>
        entityType.GetKeys().Where(k => !k.IsPrimaryKey() && !IsKeyWithMore(entityType, k.Properties));

    // With the whole primary key among its properties it is unique already.
    private static bool IsKeyWithMore(IReadOnlyEntityType entityType, IReadOnlyList<IReadOnlyProperty> properties) =>
        entityType.FindPrimaryKey() is not { } key || key.Properties.All(properties.Contains);
}
