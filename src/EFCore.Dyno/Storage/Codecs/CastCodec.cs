// A codec for a property whose mapping was made for another, assignable type (a converter for a base type, say). It boxes.

namespace EFCore.Dyno.Storage;

internal sealed class CastCodec<T>(PropertyCodec inner) : PropertyCodec<T>(inner.AttributeType)
{
    public override bool SortsAsValue => inner.SortsAsValue;

    public override bool EqualsAsStored => inner.EqualsAsStored;

    public override bool HasOddForms => inner.HasOddForms;

    public override string KeyText(EncodedValue value) => inner.KeyText(value);

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, T value) => inner.TryWriteObject(writer, utf8Name, value);

    public override T Read(ValueReader value) => (T)inner.ReadObject(EncodedValue.Copy(value))!;
}
