// EF's view of a codec: the model type, its converter and comparers, and how a value is stored as an attribute.

using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EFCore.Dyno.Storage;

internal sealed class DynoTypeMapping : CoreTypeMapping
{
    private readonly PropertyCodec _storeCodec;

    // storeCodec is the codec of the type without its converter.
    public DynoTypeMapping(
        PropertyCodec storeCodec,
        ValueComparer? comparer = null,
        CoreTypeMapping? elementMapping = null,
        JsonValueReaderWriter? jsonValueReaderWriter = null,
        DynoTypeMapping? setElementMapping = null)
        : this(
            new CoreTypeMappingParameters(
                storeCodec.ClrType,
                comparer: comparer,
                // EF's comparers of lists are for IEnumerable<T>, which it does not take for keys.
                keyComparer: comparer?.Type == storeCodec.ClrType ? comparer : null,
                elementMapping: elementMapping,
                jsonValueReaderWriter: jsonValueReaderWriter),
            storeCodec,
            setElementMapping)
    {
    }

    private DynoTypeMapping(CoreTypeMappingParameters parameters, PropertyCodec storeCodec, DynoTypeMapping? setElementMapping)
        : base(parameters)
    {
        _storeCodec = storeCodec;
        SetElementMapping = setElementMapping;
        Codec = parameters.Converter is null
            ? storeCodec
            : (PropertyCodec)Activator.CreateInstance(
                typeof(ConvertedCodec<,>).MakeGenericType(parameters.Converter.ModelClrType, storeCodec.ClrType),
                storeCodec,
                parameters.Converter)!;
    }

    /// <summary>The codec of <see cref="CoreTypeMapping.ClrType"/>; <see cref="PropertyCodec.ToNullable"/> gives that of T?.</summary>
    public PropertyCodec Codec { get; }

    public AttributeType AttributeType => _storeCodec.AttributeType;

    /// <summary>
    /// The elements' mapping of a set. EF is not told of it: what EF calls a primitive collection is a list, which it fills by index.
    /// </summary>
    public DynoTypeMapping? SetElementMapping { get; }

    public override CoreTypeMapping WithComposedConverter(
        ValueConverter? converter,
        ValueComparer? comparer = null,
        ValueComparer? keyComparer = null,
        CoreTypeMapping? elementMapping = null,
        JsonValueReaderWriter? jsonValueReaderWriter = null)
        => new DynoTypeMapping(
            Parameters.WithComposedConverter(converter, comparer, keyComparer, elementMapping, jsonValueReaderWriter),
            _storeCodec,
            SetElementMapping);

    protected override CoreTypeMapping Clone(CoreTypeMappingParameters parameters) => new DynoTypeMapping(parameters, _storeCodec, SetElementMapping);
}
