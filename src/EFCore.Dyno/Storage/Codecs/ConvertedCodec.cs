// A codec for a property with a value converter: the converter's store side has its own codec.

using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EFCore.Dyno.Storage;

internal sealed class ConvertedCodec<TModel, TStore> : PropertyCodec<TModel>
{
    private readonly PropertyCodec<TStore> _inner;
    private readonly Func<TModel, TStore> _toStore;
    private readonly Func<TStore, TModel> _fromStore;
    private readonly bool _convertsNulls;

    public ConvertedCodec(PropertyCodec<TStore> inner, ValueConverter converter)
        : base(inner.AttributeType)
    {
        _inner = inner;
        _convertsNulls = converter.ConvertsNulls;
        if (converter is ValueConverter<TModel, TStore> typed)
        {
            _toStore = typed.ConvertToProviderTyped;
            _fromStore = typed.ConvertFromProviderTyped;
        }
        else
        {
            // A converter written for T? or for a base type is still called through its untyped delegates.
            _toStore = value => (TStore)converter.ConvertToProvider(value)!;
            _fromStore = value => (TModel)converter.ConvertFromProvider(value)!;
        }
    }

    // Only of enums is it known that the converter keeps the order.
    public override bool SortsAsValue => typeof(TModel).IsEnum && _inner.AttributeType == AttributeType.N;

    public override bool EqualsAsStored => _inner.EqualsAsStored;

    public override bool HasOddForms => _inner.HasOddForms;

    public override string KeyText(EncodedValue value) => _inner.KeyText(value);

    // Some converters have a value for null, on either side.
    public override TModel? Absent => _convertsNulls ? _fromStore(default!) : default;

    public override bool TryWrite(ItemWriter writer, ReadOnlySpan<byte> utf8Name, TModel? value)
    {
        if ((value is null && !_convertsNulls) || _toStore(value!) is not { } stored)
        {
            return false;
        }

        _inner.Write(writer, utf8Name, stored);
        return true;
    }

    public override TModel ReadOrNull(ValueReader value) => value.Type == AttributeType.NULL ? Absent! : Read(value);

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, TModel value)
    {
        if (_toStore(value) is { } stored)
        {
            _inner.Write(writer, utf8Name, stored);
        }
        else
        {
            writer.WriteNull(utf8Name);
        }
    }

    public override TModel Read(ValueReader value) => _fromStore(_inner.Read(value));
}
