// The attributes of an item, or of a map within one, in the order of their encoded names, so that they are written in order in one pass.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Update;

/// <summary>One attribute: exactly one of property, embedded value and key template is set.</summary>
internal sealed class ItemSlot
{
    public required string AttributeName { get; init; }

    public required byte[] Utf8Name { get; init; }

    public DynoPropertyMap? Property { get; init; }

    public DynoEmbeddedMap? Embedded { get; init; }

    public TemplateKeyPart? Template { get; init; }

    /// <summary>What the template's text is made of.</summary>
    public IReadOnlyList<IProperty>? TemplateProperties => field ??= Template is null ? null : [.. Template.AllProperties];

    /// <summary>The part of the item's own key that the attribute is, or null.</summary>
    public KeyPart? Key { get; init; }

    /// <summary>The attribute's path where it is one of the item itself.</summary>
    public DocumentPath Path => field ??= DocumentPath.Of(AttributeName);

    /// <summary>The property must not be null; EF does not see to it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What an application sets on a new entity is not saved (PropertySaveBehavior).</summary>
    public bool IgnoresNew { get; init; }

    /// <summary>What an application changes is not saved.</summary>
    public bool IgnoresChanges { get; init; }

    /// <summary>The property is in the EF key: what is saved once never changes.</summary>
    public bool IsPrimaryKey { get; init; }
}

internal sealed class ItemLayout
{
    private ItemLayout(ItemSlot[] slots)
    {
        Slots = slots;
        HasOwned = slots.Any(s => s.Embedded?.Navigation is not null);
    }

    public ItemSlot[] Slots { get; }

    /// <summary>Some of the values are of owned types.</summary>
    public bool HasOwned { get; }

    public static ItemLayout Of(DynoStructureMap map) => (ItemLayout)(map.WriteLayout ??= Build(map));

    private static ItemLayout Build(DynoStructureMap map)
    {
        var slots = new Dictionary<string, ItemSlot>(StringComparer.Ordinal);
        KeyPart[] key = map is DynoEntityMap { SortKey: var sortKey } own ? sortKey is null ? [own.PartitionKey] : [own.PartitionKey, sortKey] : [];
        foreach (var property in map.Properties)
        {
            slots.Add(property.AttributeName, new ItemSlot
            {
                AttributeName = property.AttributeName,
                Utf8Name = property.Utf8Name,
                Property = property,
                Key = Array.Find(key, k => k.Property == property),
                IsRequired = !property.Property.IsNullable,
                IsPrimaryKey = property.Property.IsPrimaryKey(),
                IgnoresNew = property.Property.GetBeforeSaveBehavior() != PropertySaveBehavior.Save,
                IgnoresChanges = property.Property.GetAfterSaveBehavior() != PropertySaveBehavior.Save,
            });
        }

        foreach (var embedded in map.Embedded)
        {
            slots.Add(embedded.AttributeName, new ItemSlot { AttributeName = embedded.AttributeName, Utf8Name = embedded.Utf8Name, Embedded = embedded });
        }

        if (map is DynoEntityMap entity)
        {
            // Indexes may share an attribute, with the same template (the validator sees to it).
            foreach (var part in entity.Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey }).OfType<TemplateKeyPart>())
            {
                slots[part.AttributeName] = new ItemSlot { AttributeName = part.AttributeName, Utf8Name = part.Utf8Name, Template = part };
            }

            foreach (var part in key.OfType<TemplateKeyPart>())
            {
                slots[part.AttributeName] = new ItemSlot { AttributeName = part.AttributeName, Utf8Name = part.Utf8Name, Template = part, Key = part };
            }
        }

        return new ItemLayout([.. slots.Values.OrderBy(s => s.Utf8Name, Utf8NameComparer.Instance)]);
    }
}
