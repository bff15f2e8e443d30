// Codecs of the types that are stored as text (S) in a form whose byte order is the order of the values.
// Guid: lower-case with hyphens. DateOnly: yyyy-MM-dd. TimeOnly: HH:mm:ss.fffffff.
// DateTime: yyyy-MM-ddTHH:mm:ss.fffffff, then Z for UTC, the offset for a local time, nothing for an unspecified kind: C# compares the times alone.
// DateTimeOffset: the UTC instant with Z; an offset other than zero follows as +hh:mm, so that instants sort first.
// Char: itself; half of a surrogate pair, which is no text, is a number (N).

using System.Globalization;
using System.Text;

namespace EFCore.Dyno.Storage;

internal abstract class TextCodec<T>() : PropertyCodec<T>(AttributeType.S)
{
    private const int MaxChars = 64;

    public override bool SortsAsValue => true;

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, T value)
    {
        Span<char> text = stackalloc char[MaxChars];
        writer.WriteString(utf8Name, text[..Format(value, text)]);
    }

    public override T Read(ValueReader value)
    {
        var utf8 = value.Utf8;
        if (utf8.Length > MaxChars)
        {
            throw new FormatException(Messages.NotA(value.GetString(), typeof(T)));
        }

        Span<char> text = stackalloc char[MaxChars];
        var length = Encoding.UTF8.GetChars(utf8, text);
        return Parse(text[..length]);
    }

    protected abstract int Format(T value, Span<char> destination);

    protected abstract T Parse(ReadOnlySpan<char> text);
}

internal sealed class GuidCodec : TextCodec<Guid>
{
    protected override int Format(Guid value, Span<char> destination) => value.TryFormat(destination, out var length, "D") ? length : 0;

    protected override Guid Parse(ReadOnlySpan<char> text) => Guid.Parse(text);
}

internal sealed class CharCodec() : PropertyCodec<char>(AttributeType.S)
{
    public override bool SortsAsValue => true;

    public override bool HasOddForms => true;

    public override string KeyText(EncodedValue value) => value.Type == AttributeType.N
        ? $"{SortableText.Escape}{value.Read().GetInt64():x4}"
        : SortableText.Of(value);

    public override void Write(ItemWriter writer, ReadOnlySpan<byte> utf8Name, char value)
    {
        if (char.IsSurrogate(value))
        {
            writer.WriteInt64(utf8Name, value);
        }
        else
        {
            writer.WriteString(utf8Name, [value]);
        }
    }

    public override char Read(ValueReader value)
    {
        if (value.Type == AttributeType.N)
        {
            return checked((char)value.GetInt64());
        }

        Span<char> text = stackalloc char[2];
        return value.Utf8.Length <= 3 && Encoding.UTF8.GetChars(value.Utf8, text) == 1
            ? text[0]
            : throw new FormatException(Messages.NotA(value.GetString(), typeof(char)));
    }
}

internal sealed class DateTimeCodec : TextCodec<DateTime>
{
    // Equal times of different kinds are equal in C#.
    public override bool EqualsAsStored => false;

    protected override int Format(DateTime value, Span<char> destination) =>
        value.TryFormat(destination, out var length, "O", CultureInfo.InvariantCulture) ? length : 0;

    public override DateTime Read(ValueReader value) => RoundTripText.TryRead(value.Utf8, out var time) ? time : base.Read(value);

    protected override DateTime Parse(ReadOnlySpan<char> text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}

internal sealed class DateTimeOffsetCodec : TextCodec<DateTimeOffset>
{
    private const int InstantChars = 28;

    // Equal instants of different offsets are equal in C#.
    public override bool EqualsAsStored => false;

    protected override int Format(DateTimeOffset value, Span<char> destination)
    {
        value.UtcDateTime.TryFormat(destination, out var length, "O", CultureInfo.InvariantCulture);
        if (value.Offset != TimeSpan.Zero)
        {
            destination[length++] = value.Offset < TimeSpan.Zero ? '-' : '+';
            value.Offset.Duration().TryFormat(destination[length..], out var offsetLength, @"hh\:mm", CultureInfo.InvariantCulture);
            length += offsetLength;
        }

        return length;
    }

    public override DateTimeOffset Read(ValueReader value) =>
        RoundTripText.TryRead(value.Utf8, out var time) && time.Kind == DateTimeKind.Utc ? new(time) : base.Read(value);

    protected override DateTimeOffset Parse(ReadOnlySpan<char> text)
    {
        if (text.Length <= InstantChars || text[InstantChars - 1] != 'Z')
        {
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        }

        var instant = DateTimeOffset.Parse(text[..InstantChars], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        var offset = TimeSpan.ParseExact(text[(InstantChars + 1)..], @"hh\:mm", CultureInfo.InvariantCulture);
        return instant.ToOffset(text[InstantChars] == '-' ? -offset : offset);
    }
}

internal sealed class DateOnlyCodec : TextCodec<DateOnly>
{
    protected override int Format(DateOnly value, Span<char> destination) =>
        value.TryFormat(destination, out var length, "O", CultureInfo.InvariantCulture) ? length : 0;

    protected override DateOnly Parse(ReadOnlySpan<char> text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}

internal sealed class TimeOnlyCodec : TextCodec<TimeOnly>
{
    protected override int Format(TimeOnly value, Span<char> destination) =>
        value.TryFormat(destination, out var length, "O", CultureInfo.InvariantCulture) ? length : 0;

    protected override TimeOnly Parse(ReadOnlySpan<char> text) => TimeOnly.Parse(text, CultureInfo.InvariantCulture);
}
