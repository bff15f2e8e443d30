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

    public static Item BuildKey(DynoEntityMap map, IUpdateEntry entry)
    {
        var writer = ItemWriter.Rent();
        try
        {
            writer.WriteEncoded(map.PartitionKey.Utf8Name, Compose(map, map.PartitionKey, entry));
            if (map.SortKey is { } sortKey)
            {
                writer.WriteEncoded(sortKey.Utf8Name, Compose(map, sortKey, entry));
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    /// <summary>One embedded value alone, or default where it is null.</summary>
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

    private static EncodedValue Compose(DynoEntityMap map, KeyPart part, IUpdateEntry entry)
    {
        var value = part.ComposeCurrent(entry);
        return value.IsDefault
            ? throw new InvalidOperationException(Messages.KeyNotComposed(map.EntityType.DisplayName(), part.AttributeName, part.ToString()!))
            : value;
    }

    private static void WriteEntry(ItemWriter writer, DynoStructureMap map, IUpdateEntry entry)
    {
        foreach (ref readonly var slot in ItemLayout.Of(map).Slots.AsSpan())
        {
            if (slot.Property is not null)
            {
                slot.Property.TryWrite(writer, entry);
            }
            else if (slot.Embedded is not null)
            {
                WriteEmbedded(writer, slot.Embedded, slot.Utf8Name, entry);
            }
            else if (slot.IsKey)
            {
                writer.WriteEncoded(slot.Utf8Name, Compose((DynoEntityMap)map, slot.Template!, entry));
            }
            else if (slot.Template!.ComposeCurrent(entry) is { IsDefault: false } value)
            {
                writer.WriteEncoded(slot.Utf8Name, value);
            }
        }
    }

    private static void WriteEmbedded(ItemWriter writer, DynoEmbeddedMap embedded, ReadOnlySpan<byte> utf8Name, IUpdateEntry entry)
    {
        var value = entry.GetCurrentValue(embedded.Member);
        if (value is null)
        {
            return;
        }

        if (embedded.Navigation is null)
        {
            WriteComplex(writer, embedded, utf8Name, value);
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

    private static void WriteComplex(ItemWriter writer, DynoEmbeddedMap embedded, ReadOnlySpan<byte> utf8Name, object value)
    {
        if (!embedded.IsCollection)
        {
            writer.StartMap(utf8Name);
            WriteComplexMembers(writer, embedded.Target, value);
            writer.EndMap();
            return;
        }

        writer.StartList(utf8Name);
        foreach (var element in (IEnumerable)value)
        {
            if (element is null)
            {
                writer.WriteNull(default);
                continue;
            }

            writer.StartMap(default);
            WriteComplexMembers(writer, embedded.Target, element);
            writer.EndMap();
        }

        writer.EndList();
    }

    private static void WriteComplexMembers(ItemWriter writer, DynoStructureMap map, object container)
    {
        foreach (ref readonly var slot in ItemLayout.Of(map).Slots.AsSpan())
        {
            if (slot.Property is { } property)
            {
                property.Codec.TryWriteObject(writer, slot.Utf8Name, property.Property.GetGetter().GetClrValue(container));
            }
            else if (slot.Embedded!.Member.GetGetter().GetClrValue(container) is { } value)
            {
                WriteComplex(writer, slot.Embedded, slot.Utf8Name, value);
            }
        }
    }
}
