// Which codec a CLR type has, from the type alone (and the mapping of its elements): the type mapping source asks while a model is built, and a
// compiled model asks again when its type mappings are cloned.

using System.Collections.Concurrent;
using System.Numerics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EFCore.Dyno.Storage;

internal static class CodecSource
{
    private static readonly Dictionary<Type, PropertyCodec> Scalars = new PropertyCodec[]
    {
        new StringCodec(), new CharCodec(), new GuidCodec(), new BooleanCodec(), new BinaryCodec(),
        new IntegerCodec<byte>(), new IntegerCodec<sbyte>(), new IntegerCodec<short>(), new IntegerCodec<ushort>(),
        new IntegerCodec<int>(), new IntegerCodec<uint>(), new IntegerCodec<long>(), new UInt64Codec(),
        new DecimalCodec(), new DoubleCodec(), new SingleCodec(), new HalfCodec(),
        new BigIntegerCodec<BigInteger>(), new BigIntegerCodec<Int128>(), new BigIntegerCodec<UInt128>(),
        new DateTimeCodec(), new DateTimeOffsetCodec(), new DateOnlyCodec(), new TimeOnlyCodec(), new TimeSpanCodec(),
    }.ToDictionary(codec => codec.ClrType);

    private static readonly ValueConverterSelector Converters = new(new ValueConverterSelectorDependencies());
    private static readonly ConcurrentDictionary<Type, DynoTypeMapping?> SetElements = new();

    public static PropertyCodec? FindScalar(Type type) => Scalars.GetValueOrDefault(type);

    /// <summary>The codec of a type without a converter of its own, or null where it has none.</summary>
    public static PropertyCodec? Find(Type type, DynoTypeMapping? elementMapping)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        // Bytes are binary unless they were made a collection; nothing else has both.
        if ((elementMapping is null || type != typeof(byte[])) && Scalars.TryGetValue(type, out var scalar))
        {
            return scalar;
        }

        if (Geometries.BaseOf(type) is not null)
        {
            return (PropertyCodec)Activator.CreateInstance(typeof(GeometryCodec<>).MakeGenericType(type))!;
        }

        if (CollectionTypes.ElementOf(type, evenBinary: elementMapping is not null) is not { } elementType)
        {
            return null;
        }

        if (!CollectionTypes.IsSet(type))
        {
            return elementMapping is null ? null : CollectionTypes.ListCodec(type, elementType, ElementCodec(elementType, elementMapping));
        }

        elementMapping ??= FindSetElement(elementType);
        return elementMapping is not null
            && Nullable.GetUnderlyingType(elementType) is null
            && CollectionTypes.SetTypeOf(elementMapping.AttributeType) is { } setType
                ? CollectionTypes.SetCodec(type, elementType, elementMapping.Codec, setType)
                : null;
    }

    /// <summary>
    /// The mapping of the elements of a set. EF is not told of it (what EF calls a primitive collection is a list), so it follows from the type:
    /// its own codec, or EF's first converter to a type that has one.
    /// </summary>
    public static DynoTypeMapping? FindSetElement(Type elementType) => SetElements.GetOrAdd(elementType, static type =>
    {
        if (Scalars.TryGetValue(type, out var scalar))
        {
            return new DynoTypeMapping(scalar);
        }

        if (type == typeof(Uri))
        {
            return (DynoTypeMapping)new DynoTypeMapping(Scalars[typeof(string)]).WithComposedConverter(new UriConverter());
        }

        foreach (var converter in Converters.Select(type))
        {
            if (Scalars.TryGetValue(converter.ProviderClrType, out scalar))
            {
                return (DynoTypeMapping)new DynoTypeMapping(scalar).WithComposedConverter(converter.Create());
            }
        }

        return null;
    });

    private static PropertyCodec ElementCodec(Type elementType, DynoTypeMapping mapping) =>
        Nullable.GetUnderlyingType(elementType) is null ? mapping.Codec : mapping.Codec.ToNullable();
}
