// A codec for T? over the codec of T.

namespace EFCore.Dyno.Storage;

internal sealed class NullableCodec<T>(PropertyCodec<T> inner) : PropertyCodec<T?>(inner.AttributeType)
    where T : struct
{
    public override bool SortsAsValue => inner.SortsAsValue;

    public override bool EqualsAsStored => inner.EqualsAsStored;

    public override bool HasOddForms => inner.HasOddForms;

    public override string KeyText(EncodedValue value) => inner.KeyText(value);

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, T? value) => inner.Write(writer, utf8Name, value!.Value);

    public override T? Read(ValueReader value) => inner.Read(value);
}
