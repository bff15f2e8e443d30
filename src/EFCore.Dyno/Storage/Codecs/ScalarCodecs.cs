// Codecs of the types that DynamoDB has itself: text, integers, booleans and binary.

using System.Globalization;
using System.Numerics;

namespace EFCore.Dyno.Storage;

internal sealed class StringCodec() : PropertyCodec<string>(AttributeType.S)
{
    public override bool SortsAsValue => true;

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, string value) => writer.WriteString(utf8Name, value);

    public override string Read(ValueReader value) => value.GetString();
}

internal sealed class BooleanCodec() : PropertyCodec<bool>(AttributeType.BOOL)
{
    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, bool value) => writer.WriteBoolean(utf8Name, value);

    public override bool Read(ValueReader value) => value.GetBoolean();
}

internal sealed class BinaryCodec() : PropertyCodec<byte[]>(AttributeType.B)
{
    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, byte[] value) => writer.WriteBinary(utf8Name, value);

    public override byte[] Read(ValueReader value) => value.GetBinary();
}

internal sealed class IntegerCodec<T>() : PropertyCodec<T>(AttributeType.N)
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly int Digits = T.MaxValue.ToString(null, CultureInfo.InvariantCulture).Length;

    public override string KeyText(EncodedValue value) => SortableText.OfInteger(value.Read().GetInt64(), Digits);

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, T value) =>
        writer.WriteInt64(utf8Name, long.CreateChecked(value));

    public override T Read(ValueReader value) => T.CreateChecked(value.GetInt64());
}

internal sealed class UInt64Codec() : PropertyCodec<ulong>(AttributeType.N)
{
    private const int Digits = 20;

    public override string KeyText(EncodedValue value) => SortableText.OfInteger(value.Read().GetUInt64(), Digits);

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, ulong value) => writer.WriteUInt64(utf8Name, value);

    public override ulong Read(ValueReader value) => value.GetUInt64();
}

internal sealed class TimeSpanCodec() : PropertyCodec<TimeSpan>(AttributeType.N)
{
    private const int Digits = 19;

    public override string KeyText(EncodedValue value) => SortableText.OfInteger(value.Read().GetInt64(), Digits);

    // Ticks of 100 ns as a number: durations may be negative, and no text form sorts those as values.
    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, TimeSpan value) => writer.WriteInt64(utf8Name, value.Ticks);

    public override TimeSpan Read(ValueReader value) => new(value.GetInt64());
}
