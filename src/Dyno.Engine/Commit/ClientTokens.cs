// The client request tokens of the last ten minutes: in memory for every transaction, on disk in the same commit as what they stand for.
//
// The value of "k/" + token in the family `meta`: version 1 (one byte) | end of its life in Unix milliseconds, i64 big endian | SHA-256 of the request.
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Dyno.Storage;

namespace Dyno.Engine.Commit;

internal sealed class ClientTokens
{
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#DDB-TransactWriteItems-request-ClientRequestToken
    public const long LifetimeMilliseconds = 10 * 60 * 1000;

    private const byte Version = 1;
    private const int HeaderBytes = 1 + sizeof(long);

    private readonly EngineContext _context;
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    // In the order of their ends; under the commit order.
    private readonly Queue<(string Token, long EndMilliseconds)> _ends = new();

    public ClientTokens(EngineContext context)
    {
        _context = context;
        Load();
    }

    private long NowMilliseconds => _context.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    // The fingerprint of the request that used the token and is not yet forgotten.
    public byte[]? Find(string token) =>
        _entries.TryGetValue(token, out var entry) && entry.EndMilliseconds > NowMilliseconds ? entry.Fingerprint : null;

    // Under the commit order: writes the token with its request and forgets tokens that have ended.
    public void Append(WriteBatch batch, ClientToken token)
    {
        var now = NowMilliseconds;
        while (_ends.TryPeek(out var end) && end.EndMilliseconds <= now)
        {
            _ends.Dequeue();
            if (_entries.TryGetValue(end.Token, out var ended) && ended.EndMilliseconds == end.EndMilliseconds)
            {
                _entries.TryRemove(end.Token, out _);
                batch.Delete(_context.Meta, MetaKeys.Token(end.Token));
            }
        }

        var entry = new Entry(token.Fingerprint, now + LifetimeMilliseconds);
        Span<byte> value = stackalloc byte[HeaderBytes + token.Fingerprint.Length];
        value[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(value[1..], entry.EndMilliseconds);
        token.Fingerprint.CopyTo(value[HeaderBytes..]);
        batch.Put(_context.Meta, token.Key, value);
        _entries[token.Text] = entry;
        _ends.Enqueue((token.Text, entry.EndMilliseconds));
    }

    public static bool IsRecord(ReadOnlySpan<byte> value) => value.Length > HeaderBytes && value[0] == Version;

    private void Load()
    {
        var ends = new List<(string Token, long EndMilliseconds)>();
        using var records = _context.Store.Iterate(_context.Meta, MetaKeys.Tokens, "k0"u8, deletions: RangeDeletions.None);
        for (var more = records.SeekFirst(); more; more = records.Next())
        {
            var value = records.Value;
            var token = Encoding.UTF8.GetString(records.Key[MetaKeys.Tokens.Length..]);
            if (!IsRecord(value))
            {
                throw new InvalidDataException(Messages.TokenDamaged(token));
            }

            var entry = new Entry(value[HeaderBytes..].ToArray(), BinaryPrimitives.ReadInt64BigEndian(value[1..]));
            _entries[token] = entry;
            ends.Add((token, entry.EndMilliseconds));
        }

        ends.Sort((x, y) => x.EndMilliseconds.CompareTo(y.EndMilliseconds));
        foreach (var end in ends)
        {
            _ends.Enqueue(end);
        }
    }

    private sealed record Entry(byte[] Fingerprint, long EndMilliseconds);
}
