// Which CLR type is stored as which attribute. Types that are not here (enums, user types) come in through EF's value converters.

using System.Numerics;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Storage;

internal sealed class DynoTypeMappingSource(TypeMappingSourceDependencies dependencies) : TypeMappingSource(dependencies)
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

    protected override CoreTypeMapping? FindMapping(in TypeMappingInfo mappingInfo) =>
        base.FindMapping(mappingInfo) ?? FindScalar(mappingInfo) ?? FindCollection(mappingInfo);

    private DynoTypeMapping? FindScalar(in TypeMappingInfo mappingInfo)
    {
        if (mappingInfo.ClrType == typeof(Uri))
        {
            return (DynoTypeMapping)((DynoTypeMapping)FindMapping(typeof(string))!).WithComposedConverter(new UriConverter());
        }

        if (mappingInfo.ClrType is not { } type || mappingInfo.ElementTypeMapping is not null || !Scalars.TryGetValue(type, out var codec))
        {
            return null;
        }

        var comparer = type == typeof(byte[]) ? new ArrayStructuralComparer<byte>() : null;
        return new DynoTypeMapping(codec, comparer, jsonValueReaderWriter: Dependencies.JsonValueReaderWriterSource.FindReaderWriter(type));
    }

    private DynoTypeMapping? FindCollection(in TypeMappingInfo mappingInfo)
    {
        var type = mappingInfo.ClrType!;
        var elementType = CollectionTypes.ElementOf(type);
        if (elementType is null)
        {
            return null;
        }

        var elementMapping = mappingInfo.ElementTypeMapping as DynoTypeMapping ?? FindMapping(elementType) as DynoTypeMapping;
        if (elementMapping is null)
        {
            return null;
        }

        if (CollectionTypes.IsSet(type))
        {
            return CollectionTypes.SetTypeOf(elementMapping.AttributeType) is { } setType && Nullable.GetUnderlyingType(elementType) is null
                ? SetMapping(type, elementType, elementMapping, setType)
                : null;
        }

        CoreTypeMapping? element = elementMapping;
        if (!TryFindJsonCollectionMapping(mappingInfo, type, null, ref element, out var comparer, out var json))
        {
            return null;
        }

        var codec = CollectionTypes.ListCodec(type, elementType, ElementCodec(elementType, elementMapping));
        return codec is null ? null : new DynoTypeMapping(codec, comparer, elementMapping, json);
    }

    private static DynoTypeMapping SetMapping(Type type, Type elementType, DynoTypeMapping elementMapping, AttributeType setType)
    {
        var codec = CollectionTypes.SetCodec(type, elementType, elementMapping.Codec, setType);
        var comparer = (ValueComparer)Activator.CreateInstance(typeof(SetComparer<,>).MakeGenericType(type, elementType))!;
        return new DynoTypeMapping(codec, comparer, setElementMapping: elementMapping);
    }

    private static PropertyCodec ElementCodec(Type elementType, DynoTypeMapping mapping) =>
        Nullable.GetUnderlyingType(elementType) is null ? mapping.Codec : mapping.Codec.ToNullable();
}
