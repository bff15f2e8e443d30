// The attributes of an item of one entity type in the order of their encoded names, so that items are written in order in one pass.

using System.Runtime.CompilerServices;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Update;

/// <summary>One attribute: exactly one of the three is set.</summary>
internal readonly record struct ItemSlot(byte[] Utf8Name, DynoPropertyMap? Property, DynoEmbeddedMap? Embedded, TemplateKeyPart? Template, bool IsKey);

internal sealed class ItemLayout
{
    private static readonly ConditionalWeakTable<DynoStructureMap, ItemLayout> Layouts = [];

    private ItemLayout(ItemSlot[] slots) => Slots = slots;

    public ItemSlot[] Slots { get; }

    public static ItemLayout Of(DynoStructureMap map) => Layouts.GetValue(map, Build);

    private static ItemLayout Build(DynoStructureMap map)
    {
        var slots = new Dictionary<string, ItemSlot>(StringComparer.Ordinal);
        foreach (var property in map.Properties)
        {
            slots.Add(property.AttributeName, new ItemSlot(property.Utf8Name, property, null, null, false));
        }

        foreach (var embedded in map.Embedded)
        {
            slots.Add(embedded.AttributeName, new ItemSlot(embedded.Utf8Name, null, embedded, null, false));
        }

        if (map is DynoEntityMap entity)
        {
            // Indexes may share an attribute, with the same template (the validator sees to it).
            foreach (var part in entity.Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey }).OfType<TemplateKeyPart>())
            {
                slots[part.AttributeName] = new ItemSlot(part.Utf8Name, null, null, part, false);
            }

            foreach (var part in new[] { entity.PartitionKey, entity.SortKey }.OfType<TemplateKeyPart>())
            {
                slots[part.AttributeName] = new ItemSlot(part.Utf8Name, null, null, part, true);
            }
        }

        return new ItemLayout([.. slots.Values.OrderBy(s => s.Utf8Name, Utf8NameComparer.Instance)]);
    }
}
