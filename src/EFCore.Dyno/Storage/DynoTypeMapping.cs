// EF's view of a codec: the model type, its converter and comparers, and how a value is stored as an attribute.

using System.ComponentModel;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EFCore.Dyno.Storage;

/// <summary>The type mapping of the Dyno provider. Public for the code of compiled models alone, which clones <see cref="Default"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DynoTypeMapping : CoreTypeMapping
{
    private PropertyCodec? _codec;
    private PropertyCodec? _storeCodec;

    // storeCodec is the codec of the type without its converter.
    internal DynoTypeMapping(
        PropertyCodec storeCodec,
        ValueComparer? comparer = null,
        CoreTypeMapping? elementMapping = null,
        JsonValueReaderWriter? jsonValueReaderWriter = null,
        ValueComparer? keyComparer = null)
        : this(
            new CoreTypeMappingParameters(
                storeCodec.ClrType,
                comparer: comparer,
                // EF's comparers of lists are for IEnumerable<T>, which it does not take for keys.
                keyComparer: keyComparer ?? (comparer?.Type == storeCodec.ClrType ? comparer : null),
                elementMapping: elementMapping,
                jsonValueReaderWriter: jsonValueReaderWriter))
    {
        _storeCodec = storeCodec;
    }

    private DynoTypeMapping(CoreTypeMappingParameters parameters)
        : base(parameters)
    {
    }

    /// <summary>What compiled models clone: a mapping of no type yet.</summary>
    public static DynoTypeMapping Default { get; } = new(new CoreTypeMappingParameters(typeof(object)));

    /// <summary>The codec of <see cref="CoreTypeMapping.ClrType"/>; <see cref="PropertyCodec.ToNullable"/> gives that of T?.</summary>
    internal PropertyCodec Codec => _codec ??= Converter is null
        ? StoreCodec
        : (PropertyCodec)Activator.CreateInstance(
            typeof(ConvertedCodec<,>).MakeGenericType(Converter.ModelClrType, StoreCodec.ClrType), StoreCodec, Converter)!;

    internal AttributeType AttributeType => StoreCodec.AttributeType;

    /// <summary>The elements' mapping of a set.</summary>
    internal DynoTypeMapping? SetElementMapping =>
        Converter is null && CollectionTypes.IsSet(ClrType) ? CodecSource.FindSetElement(CollectionTypes.ElementOf(ClrType)!) : null;

    private PropertyCodec StoreCodec => _storeCodec ??=
        CodecSource.Find(Converter?.ProviderClrType ?? ClrType, ElementTypeMapping as DynoTypeMapping)
        ?? throw new InvalidOperationException(Messages.NoCodec(ClrType));

    /// <inheritdoc/>
    public override CoreTypeMapping WithComposedConverter(
        ValueConverter? converter,
        ValueComparer? comparer = null,
        ValueComparer? keyComparer = null,
        CoreTypeMapping? elementMapping = null,
        JsonValueReaderWriter? jsonValueReaderWriter = null)
        => new DynoTypeMapping(Parameters.WithComposedConverter(converter, comparer, keyComparer, elementMapping, jsonValueReaderWriter));

    /// <inheritdoc/>
    protected override CoreTypeMapping Clone(CoreTypeMappingParameters parameters) => new DynoTypeMapping(parameters);
}
