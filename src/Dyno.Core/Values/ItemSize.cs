// Sizes as DynamoDB counts them: names and strings by their UTF-8, lists and maps 3 bytes and one for each element or pair.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
//
// Every item that is read or written is measured, so its scalars are walked by position (TakeName, TakeValue) instead of through readers: each step checks
// that it stays inside the bytes, as the readers do.

using System.Runtime.CompilerServices;

namespace Dyno;

internal static class ItemSize
{
    private const int ContainerOverhead = 3;
    private const int ElementOverhead = 1;
    private const int LongVarint = 0x80;

    public static int OfItem(ReadOnlySpan<byte> itemBytes)
    {
        var size = 0;
        for (var at = Begin(itemBytes); at < itemBytes.Length;)
        {
            size += TakeName(itemBytes, ref at);
            size += TakeValue(itemBytes, ref at);
        }

        return size;
    }

    // Where the first entry of an item begins; its end where it has no bytes.
    public static int Begin(ReadOnlySpan<byte> itemBytes) =>
        itemBytes.IsEmpty ? 0 : itemBytes[0] == ItemFormat.Version ? 1 : throw ItemFormat.Corrupt();

    // From where an entry begins, which must lie inside, to where its value does. Returns the name's length: the name ends where the value begins.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TakeName(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        var length = TakeLength(bytes, ref at);
        return at < bytes.Length ? length : throw ItemFormat.Corrupt();
    }

    // From where a value begins, which must lie inside, to where it ends. Returns its size. What is called from here gets a copy of the position: one whose
    // address went out could not stay in a register.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TakeValue(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        int size, end;
        switch (bytes[at])
        {
            case ItemFormat.String or ItemFormat.Binary:
                at++;
                return at < bytes.Length ? TakeLength(bytes, ref at) : throw ItemFormat.Corrupt();
            case ItemFormat.Number:
                end = at + 1;
                size = TakeNumber(bytes, ref end);
                break;
            case ItemFormat.False or ItemFormat.True or ItemFormat.Null:
                end = at + 1;
                size = 1;
                break;
            default:
                end = at;
                size = TakeContainer(bytes, ref end);
                break;
        }

        at = end;
        return size;
    }

    public static int OfValue(ValueReader value)
    {
        switch (value.Type)
        {
            case AttributeType.S:
                return value.Utf8.Length;
            case AttributeType.N:
                return NumberEncoding.Size(value.NumberBytes);
            case AttributeType.B:
                return value.Binary.Length;
            case AttributeType.BOOL or AttributeType.NULL:
                return 1;
            case AttributeType.M:
                var map = ContainerOverhead;
                for (var reader = value.GetMap(); reader.Read();)
                {
                    map += reader.Name.Length + OfValue(reader.Value) + ElementOverhead;
                }

                return map;
            case AttributeType.L:
                var list = ContainerOverhead;
                for (var reader = value.GetList(); reader.Read();)
                {
                    list += OfValue(reader.Value) + ElementOverhead;
                }

                return list;
            case AttributeType.NS:
                var numbers = 0;
                for (var reader = value.GetList(); reader.Read();)
                {
                    numbers += !reader.Element.IsEmpty ? NumberEncoding.Size(reader.Element) : throw ItemFormat.Corrupt();
                }

                return numbers;
            default:
                var bytes = 0;
                for (var reader = value.GetList(); reader.Read();)
                {
                    bytes += reader.Element.Length;
                }

                return bytes;
        }
    }

    // Of a length, which must begin inside, and as many bytes: goes behind them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TakeLength(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        int length = bytes[at];
        var end = at + 1 + length;
        if (length >= LongVarint || end > bytes.Length)
        {
            end = at;
            length = TakeLongLength(bytes, ref end);
        }

        at = end;
        return length;
    }

    private static int TakeLongLength(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        var length = ItemFormat.ReadVarint(bytes[at..], out var prefix);
        at += prefix + length;
        return length;
    }

    // Of the number that begins behind its type code.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TakeNumber(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        var length = NumberEncoding.Length(bytes[at..]);
        var size = length != 0 ? NumberEncoding.Size(bytes.Slice(at, length)) : throw ItemFormat.Corrupt();
        at += length;
        return size;
    }

    private static int TakeContainer(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        var length = ItemFormat.ValueLength(bytes[at..]);
        var size = OfValue(new ValueReader(bytes.Slice(at, length)));
        at += length;
        return size;
    }
}
