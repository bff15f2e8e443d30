// A property as an attribute: its name, its codec, and how to write it straight from a tracked entry.

using System.Text;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Metadata.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Metadata;

internal abstract class DynoPropertyMap(IProperty property, DynoTypeMapping typeMapping)
{
    public IProperty Property { get; } = property;

    public string AttributeName { get; } = property.GetAttributeName();

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(property.GetAttributeName());

    public DynoTypeMapping TypeMapping { get; } = typeMapping;

    public AttributeType AttributeType => TypeMapping.AttributeType;

    /// <summary>A <see cref="PropertyCodec{T}"/> of exactly the property's CLR type.</summary>
    public abstract PropertyCodec Codec { get; }

    /// <summary>Writes the entry's current value as the attribute; false where the value is stored as an absent attribute.</summary>
    public abstract bool TryWrite(ItemWriter writer, IUpdateEntry entry);

    /// <summary>The current value encoded, or default where it is stored as an absent attribute.</summary>
    public abstract EncodedValue EncodeCurrent(IUpdateEntry entry);

    /// <summary>The value as it was read from the store, encoded, or default where it was absent.</summary>
    public abstract EncodedValue EncodeOriginal(IUpdateEntry entry);

    /// <summary>The value that an item has; null where it has none.</summary>
    public object? ReadFrom(Item item) => item.Get(AttributeName) is { } value ? Codec.ReadObject(value) : null;

    public static DynoPropertyMap Create(IProperty property)
    {
        var mapping = (DynoTypeMapping)property.GetTypeMapping();
        return (DynoPropertyMap)Activator.CreateInstance(typeof(DynoPropertyMap<>).MakeGenericType(property.ClrType), property, mapping)!;
    }

    public override string ToString() => $"{Property.Name} → {AttributeName} ({AttributeType.ToName()})";
}

internal sealed class DynoPropertyMap<T> : DynoPropertyMap
{
    private readonly PropertyCodec<T> _codec;

    // What EF's entries read a current value with. They look for it each time, by a call that is generic and an interface's: as long as writing a short value.
    private Func<IInternalEntry, T>? _current;

    public DynoPropertyMap(IProperty property, DynoTypeMapping typeMapping)
        : base(property, typeMapping)
        => _codec = CodecFor(typeMapping.Codec);

    public override PropertyCodec Codec => _codec;

    public override bool TryWrite(ItemWriter writer, IUpdateEntry entry) => _codec.TryWrite(writer, Utf8Name, Current(entry));

    public override EncodedValue EncodeCurrent(IUpdateEntry entry) => EncodeOrDefault(Current(entry));

    public override EncodedValue EncodeOriginal(IUpdateEntry entry) => EncodeOrDefault(entry.GetOriginalValue<T>(Property));

    private T Current(IUpdateEntry entry) =>
        (_current ??= (Func<IInternalEntry, T>)Property.GetPropertyAccessors().CurrentValueGetter)((IInternalEntry)entry);

    private EncodedValue EncodeOrDefault(T? value)
    {
        var writer = ItemWriter.Rent();
        try
        {
            return _codec.TryWrite(writer, "v"u8, value) && writer.ToItem().TryGetEncoded("v"u8, out var encoded) ? encoded : default;
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private static PropertyCodec<T> CodecFor(PropertyCodec codec) =>
        codec as PropertyCodec<T> ?? codec.ToNullable() as PropertyCodec<T> ?? new CastCodec<T>(codec);
}
