// Writes owned and complex values that are plain objects, no entries: elements of complex collections, and what ExecuteUpdate sets.

using System.Collections;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Query;

namespace EFCore.Dyno.Update;

internal static class InstanceWriter
{
    /// <summary>An owned or complex value alone, a map or a list of maps; default for null.</summary>
    /// <exception cref="DbUpdateException">Something in it is required and null.</exception>
    public static EncodedValue Encode(DynoEmbeddedMap embedded, object? value) => value is null ? default : embedded.IsCollection
        ? Alone((embedded, value), static (writer, state) => WriteList(writer, state.embedded, "v"u8, (IEnumerable)state.value))
        : Encode(embedded.Target, value);

    /// <summary>The map of one value, such as an element of a collection.</summary>
    public static EncodedValue Encode(DynoStructureMap map, object value) => Alone((map, value), static (writer, state) =>
    {
        writer.StartMap("v"u8);
        WriteMembers(writer, state.map, state.value);
        writer.EndMap();
    });

    /// <summary>A property's value alone, or default where it is stored as an absent attribute.</summary>
    public static EncodedValue Encode(DynoPropertyMap property, object? value) => Alone((property, value), static (writer, state) =>
        state.property.Codec.TryWriteObject(
            writer, "v"u8, state.value is null ? null : TermValues.Coerce(state.property.Property.ClrType, state.value)));

    public static void WriteList(ItemWriter writer, DynoEmbeddedMap embedded, ReadOnlySpan<byte> utf8Name, IEnumerable values)
    {
        writer.StartList(utf8Name);
        foreach (var element in values)
        {
            if (element is null)
            {
                writer.WriteNull(default);
                continue;
            }

            writer.StartMap(default);
            WriteMembers(writer, embedded.Target, element);
            writer.EndMap();
        }

        writer.EndList();
    }

    private static void WriteMembers(ItemWriter writer, DynoStructureMap map, object container)
    {
        foreach (var slot in ItemLayout.Of(map).Slots)
        {
            var member = slot.Property?.Property ?? slot.Embedded!.Member;
            var value = member.IsShadowProperty() ? null : member.GetGetter().GetClrValue(container);
            if (value is null && IsRequired(member))
            {
                throw new DbUpdateException(Messages.RequiredIsNull(member));
            }

            if (slot.Property is { } property)
            {
                property.Codec.TryWriteObject(writer, slot.Utf8Name, value);
            }
            else if (value is not null && slot.Embedded!.IsCollection)
            {
                WriteList(writer, slot.Embedded, slot.Utf8Name, (IEnumerable)value);
            }
            else if (value is not null)
            {
                writer.StartMap(slot.Utf8Name);
                WriteMembers(writer, slot.Embedded!.Target, value);
                writer.EndMap();
            }
        }
    }

    /// <summary>Whether a member must not be null; a list is then empty.</summary>
    public static bool IsRequired(IPropertyBase member) => member switch
    {
        IProperty property => !property.IsNullable && !property.IsShadowProperty(),
        IComplexProperty complex => !complex.IsCollection && !complex.IsNullable,
        INavigation navigation => !navigation.IsCollection && navigation.ForeignKey.IsRequiredDependent,
        _ => false,
    };

    private static EncodedValue Alone<TState>(TState state, Action<ItemWriter, TState> write)
    {
        var writer = ItemWriter.Rent();
        try
        {
            write(writer, state);
            return writer.ToItem().TryGetEncoded("v"u8, out var value) ? value : default;
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }
}
