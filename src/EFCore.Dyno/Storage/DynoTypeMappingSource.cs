// Which CLR type is stored as which attribute. Types that are not here (enums, user types) come in through EF's value converters.

using System.Collections;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace EFCore.Dyno.Storage;

internal sealed class DynoTypeMappingSource(TypeMappingSourceDependencies dependencies) : TypeMappingSource(dependencies)
{
    protected override CoreTypeMapping? FindMapping(in TypeMappingInfo mappingInfo) =>
        base.FindMapping(mappingInfo) ?? FindScalar(mappingInfo) ?? FindCollection(mappingInfo);

    private DynoTypeMapping? FindScalar(in TypeMappingInfo mappingInfo)
    {
        if (mappingInfo.ClrType is not { } type || (type == typeof(byte[]) && mappingInfo.ElementTypeMapping is not null))
        {
            return null;
        }

        if (type == typeof(Uri))
        {
            return (DynoTypeMapping)((DynoTypeMapping)FindMapping(typeof(string))!).WithComposedConverter(new UriConverter());
        }

        if (Geometries.BaseOf(type) is not null)
        {
            return new DynoTypeMapping(
                CodecSource.Find(type, null)!,
                (ValueComparer)Activator.CreateInstance(typeof(GeometryValueComparer<>).MakeGenericType(type))!,
                jsonValueReaderWriter: (JsonValueReaderWriter)typeof(GeometryJsonReaderWriter<>).MakeGenericType(type).GetProperty("Instance")!.GetValue(null)!);
        }

        return CodecSource.FindScalar(type) is { } codec
            ? new DynoTypeMapping(
                codec,
                jsonValueReaderWriter: Dependencies.JsonValueReaderWriterSource.FindReaderWriter(type),
                keyComparer: type == typeof(byte[]) ? BinaryComparer() : null)
            : null;
    }

    private DynoTypeMapping? FindCollection(in TypeMappingInfo mappingInfo)
    {
        var type = mappingInfo.ClrType!;
        var elementType = CollectionTypes.ElementOf(type, evenBinary: mappingInfo.ElementTypeMapping is not null);
        if (elementType is null)
        {
            return null;
        }

        if (CollectionTypes.IsSet(type))
        {
            return CodecSource.Find(type, null) is { } setCodec ? new DynoTypeMapping(setCodec, SetComparers.Create(type, elementType)) : null;
        }

        var elementMapping = mappingInfo.ElementTypeMapping as DynoTypeMapping ?? FindMapping(elementType) as DynoTypeMapping;
        CoreTypeMapping? element = elementMapping;
        return elementMapping is not null
            && TryFindJsonCollectionMapping(mappingInfo, type, null, ref element, out var comparer, out var json)
            && CodecSource.Find(type, elementMapping) is { } codec
                ? new DynoTypeMapping(codec, comparer, elementMapping, json)
                : null;
    }

    // Keys by content; other properties by reference, as EF has it, so that an array is neither copied nor gone through. Compiled models copy these expressions, so they name public members only.
    private static ValueComparer<byte[]> BinaryComparer() => new(
        (left, right) => ReferenceEquals(left, right) || (left != null && right != null && Enumerable.SequenceEqual(left, right)),
        value => StructuralComparisons.StructuralEqualityComparer.GetHashCode(value),
        value => Enumerable.ToArray(value));
}
