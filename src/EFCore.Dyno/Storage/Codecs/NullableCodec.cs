// A codec for T? over the codec of T.

namespace EFCore.Dyno.Storage;

internal sealed class NullableCodec<T>(PropertyCodec<T> inner) : PropertyCodec<T?>(inner.AttributeType)
    where T : struct
{
    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, T? value) => inner.Write(writer, utf8Name, value!.Value);

    public override T? Read(ValueReader value) => inner.Read(value);
}
