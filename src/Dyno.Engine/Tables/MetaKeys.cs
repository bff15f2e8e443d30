// The keys of the column family `meta`, layout 1 (test: pinned bytes).
//
//   "layout"            the layout's version, u32 big endian
//   "next"              the next free id of a table or index, u32 big endian
//   "t/" + name         a table: see TableRecord
//   "c/" + table id u32 the counters of the table and then of its indexes in order: (count, size in bytes) as i64 big endian each
//   "a/" + table id u32 how the table's throughput is scaled: see ScalingRecord
//   "i/" + table id u32 + partition key   the bytes of the items of one partition key and of their entries in local indexes, i64 big endian; without a
//                       partition key nothing: the table's are counted (see ItemCollections)
//   "k/" + token        a client request token: see ClientTokens
//   "s/" + table id u32 + label   a stream: see StreamState
//   "seq"               the first sequence number of the journal that may be unused after a crash, u64 big endian
using System.Buffers.Binary;
using System.Text;

namespace Dyno.Engine;

internal static class MetaKeys
{
    public const int LayoutVersion = 1;

    public static ReadOnlySpan<byte> Layout => "layout"u8;

    public static ReadOnlySpan<byte> NextId => "next"u8;

    public static ReadOnlySpan<byte> Tables => "t/"u8;

    public static ReadOnlySpan<byte> Tokens => "k/"u8;

    public static ReadOnlySpan<byte> Streams => "s/"u8;

    public static ReadOnlySpan<byte> SequenceBlock => "seq"u8;

    public static ReadOnlySpan<byte> Counters => "c/"u8;

    public static ReadOnlySpan<byte> Collections => "i/"u8;

    public static ReadOnlySpan<byte> Scaling => "a/"u8;

    public static byte[] Table(string name) => [.. Tables, .. Encoding.UTF8.GetBytes(name)];

    public static byte[] Token(string token) => [.. Tokens, .. Encoding.UTF8.GetBytes(token)];

    public static byte[] Stream(uint tableId, string label) => [.. Streams, .. Number(tableId), .. Encoding.UTF8.GetBytes(label)];

    public static byte[] CountersOf(uint tableId) => [.. Counters, .. Number(tableId)];

    public static byte[] ScalingOf(uint tableId) => [.. Scaling, .. Number(tableId)];

    public static byte[] ItemCollections(uint tableId) => [.. Collections, .. Number(tableId)];

    public static byte[] ItemCollection(uint tableId, ReadOnlySpan<byte> partitionKey) => [.. Collections, .. Number(tableId), .. partitionKey];

    public static byte[] Number(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
