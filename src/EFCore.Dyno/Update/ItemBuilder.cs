// Writes items, keys and embedded values straight from tracked entries into an ItemWriter.

using System.Collections;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class ItemBuilder
{
    public static Item BuildItem(DynoEntityMap map, IUpdateEntry entry)
    {
        var writer = ItemWriter.Rent();
        try
        {
            WriteEntry(writer, map, entry);
            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    // The values first: composing them may need the thread's writer too.
    public static Item BuildKey(DynoEntityMap map, IUpdateEntry entry)
    {
        var partitionKey = Compose(map, map.PartitionKey, entry);
        return Key(map, partitionKey, map.SortKey is null ? default : Compose(map, map.SortKey, entry));
    }

    /// <summary>The key of an item that <see cref="BuildItem"/> built.</summary>
    public static Item KeyOf(DynoEntityMap map, Item item)
    {
        item.TryGetEncoded(map.PartitionKey.Utf8Name, out var partitionKey);
        EncodedValue sortKey = default;
        if (map.SortKey is not null)
        {
            item.TryGetEncoded(map.SortKey.Utf8Name, out sortKey);
        }

        return Key(map, partitionKey, sortKey);
    }

    /// <summary>An owned or complex value alone, or default where it is null.</summary>
    public static EncodedValue BuildEmbedded(DynoEmbeddedMap embedded, IUpdateEntry entry)
    {
        var writer = ItemWriter.Rent();
        try
        {
            WriteEmbedded(writer, embedded, "v"u8, entry);
            return writer.ToItem().TryGetEncoded("v"u8, out var value) ? value : default;
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    /// <summary>The map of one owned entity.</summary>
    public static EncodedValue BuildOwned(DynoStructureMap map, IUpdateEntry owned)
    {
        var writer = ItemWriter.Rent();
        try
        {
            writer.StartMap("v"u8);
            WriteEntry(writer, map, owned);
            writer.EndMap();
            writer.ToItem().TryGetEncoded("v"u8, out var value);
            return value;
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    public static EncodedValue Compose(DynoEntityMap map, KeyPart part, IUpdateEntry entry)
    {
        var value = part.ComposeCurrent(entry);
        return value.IsDefault
            ? throw new InvalidOperationException(Messages.KeyNotComposed(map.EntityType.DisplayName(), part.AttributeName, part.ToString()!))
            : value;
    }

    private static Item Key(DynoEntityMap map, EncodedValue partitionKey, EncodedValue sortKey)
    {
        var writer = ItemWriter.Rent();
        try
        {
            if (!partitionKey.IsDefault)
            {
                writer.WriteEncoded(map.PartitionKey.Utf8Name, partitionKey);
            }

            if (!sortKey.IsDefault)
            {
                writer.WriteEncoded(map.SortKey!.Utf8Name, sortKey);
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private static void WriteEntry(ItemWriter writer, DynoStructureMap map, IUpdateEntry entry)
    {
        foreach (var slot in ItemLayout.Of(map).Slots)
        {
            if (slot.Property is { } property)
            {
                if (slot.IgnoresNew && entry.EntityState == EntityState.Added && !entry.HasStoreGeneratedValue(property.Property))
                {
                    continue;
                }

                if (!property.TryWrite(writer, entry))
                {
                    RefuseAbsent(slot, property, map, entry);
                }
            }
            else if (slot.Embedded is not null)
            {
                WriteEmbedded(writer, slot.Embedded, slot.Utf8Name, entry);
            }
            else if (slot.Key is { } key)
            {
                writer.WriteEncoded(slot.Utf8Name, Compose((DynoEntityMap)map, key, entry));
            }
            else if (slot.Template!.ComposeCurrent(entry) is { IsDefault: false } value)
            {
                writer.WriteEncoded(slot.Utf8Name, value);
            }
        }
    }

    private static void RefuseAbsent(ItemSlot slot, DynoPropertyMap property, DynoStructureMap map, IUpdateEntry entry)
    {
        if (slot.Key is { } key)
        {
            Compose((DynoEntityMap)map, key, entry);
        }

        if (slot.IsRequired && entry.GetCurrentValue(property.Property) is null)
        {
            throw RequiredIsNull(property.Property, entry);
        }
    }

    public static DbUpdateException RequiredIsNull(IReadOnlyProperty property, IUpdateEntry entry) =>
        new(Messages.RequiredIsNull(property), [((InternalEntityEntry)entry).EntityEntry]);

    private static void WriteEmbedded(ItemWriter writer, DynoEmbeddedMap embedded, ReadOnlySpan<byte> utf8Name, IUpdateEntry entry)
    {
        var value = entry.GetCurrentValue(embedded.Member);
        if (value is null)
        {
            return;
        }

        if (embedded.Navigation is null)
        {
            if (embedded.IsCollection)
            {
                InstanceWriter.WriteList(writer, embedded, utf8Name, (IEnumerable)value);
                return;
            }

            // EF has it that a value whose discriminator is null is not there.
            if (embedded.ComplexProperty is { IsNullable: true, ComplexType: var complex } && complex.FindDiscriminatorProperty() is { } discriminator
                && entry.GetCurrentValue(discriminator) is null)
            {
                return;
            }

            // The properties of a single complex value are the entry's own: so are values that are generated for them.
            writer.StartMap(utf8Name);
            WriteEntry(writer, embedded.Target, entry);
            writer.EndMap();
        }
        else if (!embedded.IsCollection)
        {
            writer.StartMap(utf8Name);
            WriteEntry(writer, embedded.Target, OwnedEntry(entry, value, embedded));
            writer.EndMap();
        }
        else
        {
            writer.StartList(utf8Name);
            foreach (var element in (IEnumerable)value)
            {
                writer.StartMap(default);
                WriteEntry(writer, embedded.Target, OwnedEntry(entry, element, embedded));
                writer.EndMap();
            }

            writer.EndList();
        }
    }

    private static InternalEntityEntry OwnedEntry(IUpdateEntry owner, object value, DynoEmbeddedMap embedded) =>
        ((InternalEntityEntry)owner).StateManager.TryGetEntry(value, embedded.Navigation!.TargetEntityType)
        ?? throw new InvalidOperationException(Messages.OwnedNotTracked(embedded.Navigation!));
}
