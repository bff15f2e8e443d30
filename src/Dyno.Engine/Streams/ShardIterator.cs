// A place in a shard as text that says everything by itself, so that it survives a reopening: the stream's resource name, "|1|", and in base64
//   shard's first sequence number u64 | next sequence number u64 | issued, Unix milliseconds i64 | check u32 over all before it
using System.Buffers.Binary;
using System.Text;

namespace Dyno.Engine.Streams;

internal readonly record struct ShardIterator(string StreamArn, ulong ShardFrom, ulong Position, DateTimeOffset Issued)
{
    private const string Separator = "|1|";
    private const int CheckAt = 3 * sizeof(long);
    private const int PayloadBytes = CheckAt + sizeof(uint);

    public string ToText()
    {
        Span<byte> payload = stackalloc byte[PayloadBytes];
        BinaryPrimitives.WriteUInt64BigEndian(payload, ShardFrom);
        BinaryPrimitives.WriteUInt64BigEndian(payload[sizeof(long)..], Position);
        BinaryPrimitives.WriteInt64BigEndian(payload[(2 * sizeof(long))..], Issued.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt32BigEndian(payload[CheckAt..], CheckOf(StreamArn, payload[..CheckAt]));
        return StreamArn + Separator + Convert.ToBase64String(payload);
    }

    public static ShardIterator Parse(string text)
    {
        Span<byte> payload = stackalloc byte[PayloadBytes + 2];
        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        if (end < 0 || !Convert.TryFromBase64Chars(text.AsSpan(end + Separator.Length), payload, out var length) || length != PayloadBytes
            || BinaryPrimitives.ReadUInt32BigEndian(payload[CheckAt..]) != CheckOf(text[..end], payload[..CheckAt])
            || BinaryPrimitives.ReadUInt64BigEndian(payload[(2 * sizeof(long))..]) > JournalRecord.MaxMilliseconds)
        {
            throw new ValidationException(Messages.InvalidShardIterator);
        }

        return new ShardIterator(
            text[..end],
            BinaryPrimitives.ReadUInt64BigEndian(payload),
            BinaryPrimitives.ReadUInt64BigEndian(payload[sizeof(long)..]),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(payload[(2 * sizeof(long))..])));
    }

    // Not a signature: it finds what was cut or mixed up.
    private static uint CheckOf(string arn, ReadOnlySpan<byte> payload) =>
        PartitionHash.Of([.. Encoding.UTF8.GetBytes(arn), .. payload]);
}
