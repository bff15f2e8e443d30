// One change of one item in the family `journal`, version 1 (test: pinned bytes). Integers are big endian.
//
//   key    table id u32 | sequence number u64
//   value  version u8 | flags u8 | writer u8 (ChangeWriter) | Unix milliseconds i64 | length u16, key attributes as an item
//          | with an old image: length u32, the item as it was | with a new image: the item as it is, to the end
//   flags  bits 0-1: 1 INSERT, 2 MODIFY, 3 REMOVE; bit 2: has an old image; bit 3: has a new image;
//          bit 4: the next sequence number belongs to the same commit (a transaction is whole where the bit is not set)
//
// It is written in the same batch as the change. Sequence numbers are those of all tables together, in the order of the commits, with gaps. Times never
// go back. Nothing here knows of streams and shards: they are ranges of sequence numbers (StreamState), so that other readers can read the same records.
using System.Buffers.Binary;

namespace Dyno.Engine.Streams;

internal readonly record struct JournalRecord(
    OperationType Event, ChangeWriter Writer, DateTimeOffset Time, bool HasMoreOfCommit, Item Keys, Item? Old, Item? New)
{
    public const int KeyBytes = sizeof(uint) + sizeof(ulong);

    // The end of the year 9999.
    public const ulong MaxMilliseconds = 253_402_300_799_999;

    private const byte Version = 1;
    private const byte EventMask = 3;
    private const byte HasOld = 4;
    private const byte HasNew = 8;
    private const byte HasMore = 16;
    private const int FlagsAt = 1;
    private const int WriterAt = 2;
    private const int TimeAt = 3;
    private const int KeysAt = TimeAt + sizeof(long);

    public long SizeBytes => Keys.Size + (Old?.Size ?? 0) + (New?.Size ?? 0);

    public static void WriteKey(Span<byte> destination, uint tableId, ulong sequence)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, tableId);
        BinaryPrimitives.WriteUInt64BigEndian(destination[sizeof(uint)..], sequence);
    }

    public static ulong SequenceOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadUInt64BigEndian(key[sizeof(uint)..]);

    // Without its time and place, which it gets in the commit order (see Stamp).
    public static byte[] Encode(OperationType happened, ChangeWriter writer, in Item keys, in Item old, in Item newer, JournalImages images)
    {
        var hasOld = (images & JournalImages.Old) != 0 && !old.IsDefault;
        var hasNew = (images & JournalImages.New) != 0 && !newer.IsDefault;
        var oldBytes = hasOld ? sizeof(uint) + old.Span.Length : 0;
        var value = new byte[KeysAt + sizeof(ushort) + keys.Span.Length + oldBytes + (hasNew ? newer.Span.Length : 0)];
        value[0] = Version;
        value[FlagsAt] = (byte)(CodeOf(happened) | (hasOld ? HasOld : 0) | (hasNew ? HasNew : 0));
        value[WriterAt] = (byte)writer;
        var rest = value.AsSpan(KeysAt);
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)keys.Span.Length);
        keys.Span.CopyTo(rest[sizeof(ushort)..]);
        rest = rest[(sizeof(ushort) + keys.Span.Length)..];
        if (hasOld)
        {
            BinaryPrimitives.WriteUInt32BigEndian(rest, (uint)old.Span.Length);
            old.Span.CopyTo(rest[sizeof(uint)..]);
            rest = rest[oldBytes..];
        }

        if (hasNew)
        {
            newer.Span.CopyTo(rest);
        }

        return value;
    }

    public static void Stamp(Span<byte> value, long milliseconds, bool hasMoreOfCommit)
    {
        BinaryPrimitives.WriteInt64BigEndian(value[TimeAt..], milliseconds);
        if (hasMoreOfCommit)
        {
            value[FlagsAt] |= HasMore;
        }
    }

    public static long MillisecondsOf(ReadOnlySpan<byte> value) => value.Length > KeysAt ? BinaryPrimitives.ReadInt64BigEndian(value[TimeAt..]) : throw Damaged();

    public static JournalRecord Decode(ReadOnlyMemory<byte> value)
    {
        var bytes = value.Span;
        if (bytes.Length < KeysAt + sizeof(ushort) || bytes[0] != Version || (bytes[FlagsAt] & EventMask) == 0
            || (ulong)MillisecondsOf(bytes) > MaxMilliseconds)
        {
            throw Damaged();
        }

        var at = KeysAt;
        var keys = Take(value, ref at, BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]), sizeof(ushort));
        Item? old = null;
        if ((bytes[FlagsAt] & HasOld) != 0)
        {
            old = bytes.Length >= at + sizeof(uint) ? Take(value, ref at, BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]), sizeof(uint)) : throw Damaged();
        }

        return new JournalRecord(
            (bytes[FlagsAt] & EventMask) switch { 1 => OperationType.INSERT, 2 => OperationType.MODIFY, _ => OperationType.REMOVE },
            (ChangeWriter)bytes[WriterAt],
            DateTimeOffset.FromUnixTimeMilliseconds(MillisecondsOf(bytes)),
            (bytes[FlagsAt] & HasMore) != 0,
            keys,
            old,
            (bytes[FlagsAt] & HasNew) != 0 ? Item.Parse(value[at..]) : null);
    }

    private static Item Take(ReadOnlyMemory<byte> value, ref int at, long length, int prefixBytes)
    {
        var from = at + prefixBytes;
        if (from + length > value.Length)
        {
            throw Damaged();
        }

        at = from + (int)length;
        return Item.Parse(value[from..at]);
    }

    private static int CodeOf(OperationType happened) => happened switch
    {
        OperationType.INSERT => 1,
        OperationType.MODIFY => 2,
        _ => 3,
    };

    private static InvalidDataException Damaged() => new(Messages.JournalDamaged);
}
