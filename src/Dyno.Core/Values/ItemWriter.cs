// Writes an item straight from typed values. Inside a list or a set names are empty.
// Names are expected in the order of their bytes; where they are not, the container is sorted when it ends.

using System.Buffers.Binary;
using System.Text;

namespace Dyno;

/// <summary>Writes an item from typed values into a buffer that is used again. Not thread-safe.</summary>
/// <remarks>
/// The writer trusts its caller with DynamoDB's rules for values (no empty sets, nesting depth); duplicate names and elements give
/// <see cref="InvalidOperationException"/> or, in sets, collapse into one.
/// </remarks>
public sealed class ItemWriter
{
    [ThreadStatic]
    private static ItemWriter? t_cached;

    private byte[] _buffer = new byte[1024];
    private int _length;
    private Frame[] _frames = new Frame[8];
    private int _depth;

    // An open container: where it began, where its last name or element stands, and whether all came in order.
    private struct Frame
    {
        public byte Code;
        public int BodyStart;
        public int LastStart;
        public int LastLength;
        public bool Unsorted;
    }

    /// <summary>A writer.</summary>
    public ItemWriter() => Reset();

    /// <summary>Takes this thread's writer, empty, or a new one.</summary>
    public static ItemWriter Rent()
    {
        var writer = t_cached;
        if (writer is null)
        {
            return new ItemWriter();
        }

        t_cached = null;
        writer.Reset();
        return writer;
    }

    /// <summary>Gives a writer back for the next <see cref="Rent"/> on this thread.</summary>
    public static void Return(ItemWriter writer)
    {
        // A writer that held a huge item is not worth keeping.
        if (writer._buffer.Length <= 1024 * 1024)
        {
            t_cached = writer;
        }
    }

    /// <summary>Begins again.</summary>
    public void Reset()
    {
        _buffer[0] = ItemFormat.Version;
        _length = 1;
        _depth = 0;
        _frames[0] = new Frame { Code = ItemFormat.Map, BodyStart = 1, LastStart = -1 };
    }

    /// <summary>Writes a string.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<char> value)
    {
        var length = Utf8Length(value);
        ToUtf8(value, Content(utf8Name, ItemFormat.String, length));
    }

    /// <summary>Writes a string that is UTF-8 already.</summary>
    public void WriteUtf8(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> value) => value.CopyTo(Content(utf8Name, ItemFormat.String, value.Length));

    /// <summary>Writes bytes.</summary>
    public void WriteBinary(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> value) => value.CopyTo(Content(utf8Name, ItemFormat.Binary, value.Length));

    /// <summary>Writes a whole number.</summary>
    public void WriteInt64(ReadOnlySpan<byte> utf8Name, long value)
    {
        Span<byte> number = stackalloc byte[NumberEncoding.MaxBytes];
        WriteNumberBytes(utf8Name, number[..NumberEncoding.Write(number, value)]);
    }

    /// <summary>Writes a whole number.</summary>
    public void WriteUInt64(ReadOnlySpan<byte> utf8Name, ulong value)
    {
        Span<byte> number = stackalloc byte[NumberEncoding.MaxBytes];
        WriteNumberBytes(utf8Name, number[..NumberEncoding.Write(number, value)]);
    }

    /// <summary>Writes a number.</summary>
    public void WriteNumber(ReadOnlySpan<byte> utf8Name, DynoNumber value)
    {
        Span<byte> number = stackalloc byte[NumberEncoding.MaxBytes];
        WriteNumberBytes(utf8Name, number[..NumberEncoding.Write(number, value)]);
    }

    /// <summary>Writes a decimal, exactly.</summary>
    public void WriteDecimal(ReadOnlySpan<byte> utf8Name, decimal value) => WriteNumber(utf8Name, value);

    /// <summary>Writes a double as the shortest text that reads back the same; NaN and infinities give <see cref="ValidationException"/>.</summary>
    public void WriteDouble(ReadOnlySpan<byte> utf8Name, double value)
    {
        if (value == Math.Truncate(value) && Math.Abs(value) < 1L << 53)
        {
            WriteInt64(utf8Name, (long)value);
        }
        else
        {
            WriteNumber(utf8Name, (DynoNumber)value);
        }
    }

    /// <summary>Writes the order-preserving bytes of a number.</summary>
    public void WriteNumberBytes(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> number)
    {
        if (IsSet(_frames[_depth].Code))
        {
            number.CopyTo(Content(utf8Name, ItemFormat.Number, number.Length));
            return;
        }

        BeginEntry(utf8Name);
        Span<byte> bytes = Take(1 + number.Length);
        bytes[0] = ItemFormat.Number;
        number.CopyTo(bytes[1..]);
    }

    /// <summary>Writes a Boolean.</summary>
    public void WriteBoolean(ReadOnlySpan<byte> utf8Name, bool value)
    {
        BeginEntry(utf8Name);
        Take(1)[0] = value ? ItemFormat.True : ItemFormat.False;
    }

    /// <summary>Writes DynamoDB's null.</summary>
    public void WriteNull(ReadOnlySpan<byte> utf8Name)
    {
        BeginEntry(utf8Name);
        Take(1)[0] = ItemFormat.Null;
    }

    /// <summary>Writes a value that is encoded already.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> utf8Name, EncodedValue value) => WriteEncoded(utf8Name, value.Bytes.Span);

    /// <summary>Writes a value that is encoded already: a type code and a payload.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> value)
    {
        BeginEntry(utf8Name);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>Begins a map.</summary>
    public void StartMap(ReadOnlySpan<byte> utf8Name) => Start(utf8Name, ItemFormat.Map);

    /// <summary>Ends a map.</summary>
    public void EndMap() => End(ItemFormat.Map);

    /// <summary>Begins a list.</summary>
    public void StartList(ReadOnlySpan<byte> utf8Name) => Start(utf8Name, ItemFormat.List);

    /// <summary>Ends a list.</summary>
    public void EndList() => End(ItemFormat.List);

    /// <summary>Begins a set of the type SS, NS or BS.</summary>
    public void StartSet(ReadOnlySpan<byte> utf8Name, AttributeType setType) => Start(utf8Name, ItemFormat.CodeOf(setType));

    /// <summary>Ends a set.</summary>
    public void EndSet() => End(_frames[_depth].Code);

    /// <summary>The item: one allocation.</summary>
    public Item ToItem()
    {
        Finish();
        return new Item(_buffer.AsSpan(0, _length).ToArray());
    }

    /// <summary>The item's bytes; they are the writer's own, until its next use.</summary>
    public ReadOnlySpan<byte> WrittenSpan
    {
        get
        {
            Finish();
            return _buffer.AsSpan(0, _length);
        }
    }

    // The value of the only attribute.
    internal EncodedValue ToValue()
    {
        Finish();
        var reader = new ItemReader(_buffer.AsSpan(0, _length));
        return reader.Read() ? EncodedValue.Copy(reader.Value) : throw new InvalidOperationException(ValueMessages.Unbalanced);
    }

    // A lone surrogate has no UTF-8; replaced as .NET does it, two texts would become one key. 3 bytes is what the replacement takes.
    internal static int Utf8Length(ReadOnlySpan<char> text) => Encoding.UTF8.GetByteCount(text);

    internal static int ToUtf8(ReadOnlySpan<char> text, Span<byte> destination) => Encoding.UTF8.GetBytes(text, destination);

    private void Finish()
    {
        if (_depth != 0)
        {
            throw new InvalidOperationException(ValueMessages.Unbalanced);
        }

        if (_frames[0].Unsorted)
        {
            _length = EntrySorter.Sort(_buffer, 1, _length, ItemFormat.Map);
            _frames[0].Unsorted = false;
        }
    }

    // Writes what stands before the content of a string, number in a set, or binary, and gives the room for the content.
    private Span<byte> Content(ReadOnlySpan<byte> utf8Name, byte code, int length)
    {
        if (IsSet(_frames[_depth].Code))
        {
            var elementStart = _length;
            var bytes = Take(ItemFormat.VarintLength(length) + length);
            // Whether it came in order is known once the content is there, so sets of more than one element are sorted at their end.
            _frames[_depth].Unsorted |= _frames[_depth].LastStart >= 0;
            _frames[_depth].LastStart = elementStart;
            return bytes[ItemFormat.WriteVarint(bytes, length)..];
        }

        BeginEntry(utf8Name);
        var value = Take(1 + ItemFormat.VarintLength(length) + length);
        value[0] = code;
        return value[(1 + ItemFormat.WriteVarint(value[1..], length))..];
    }

    private void BeginEntry(ReadOnlySpan<byte> utf8Name)
    {
        ref var frame = ref _frames[_depth];
        if (frame.Code == ItemFormat.List)
        {
            return;
        }

        if (frame.Code != ItemFormat.Map)
        {
            throw new InvalidOperationException(ValueMessages.WrongType(ItemFormat.TypeOf(frame.Code), AttributeType.M));
        }

        if (frame.LastStart >= 0 && _buffer.AsSpan(frame.LastStart, frame.LastLength).SequenceCompareTo(utf8Name) is >= 0 and var order)
        {
            frame.Unsorted = true;
            if (order == 0)
            {
                throw new InvalidOperationException(ValueMessages.DuplicateName(Encoding.UTF8.GetString(utf8Name)));
            }
        }

        var bytes = Take(ItemFormat.VarintLength(utf8Name.Length) + utf8Name.Length);
        var prefix = ItemFormat.WriteVarint(bytes, utf8Name.Length);
        utf8Name.CopyTo(bytes[prefix..]);
        frame.LastStart = _length - utf8Name.Length;
        frame.LastLength = utf8Name.Length;
    }

    private void Start(ReadOnlySpan<byte> utf8Name, byte code)
    {
        BeginEntry(utf8Name);
        Take(1 + ItemFormat.BodyLengthBytes)[0] = code;
        if (++_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _frames.Length * 2);
        }

        _frames[_depth] = new Frame { Code = code, BodyStart = _length, LastStart = -1 };
    }

    private void End(byte code)
    {
        ref var frame = ref _frames[_depth];
        if (_depth == 0 || frame.Code != code)
        {
            throw new InvalidOperationException(ValueMessages.Unbalanced);
        }

        if (frame.Unsorted)
        {
            _length = EntrySorter.Sort(_buffer, frame.BodyStart, _length, code);
        }

        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(frame.BodyStart - ItemFormat.BodyLengthBytes), _length - frame.BodyStart);
        _depth--;
    }

    private Span<byte> Take(int count)
    {
        var start = _length;
        if (_buffer.Length - start < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, start + count));
        }

        _length = start + count;
        return _buffer.AsSpan(start, count);
    }

    private static bool IsSet(byte code) => code is >= ItemFormat.StringSet and <= ItemFormat.BinarySet;
}
