// A batch of changes in RocksDB's own representation, built in a managed buffer, so that a commit is one native call.
//
// Bytes: 8 zero bytes (RocksDB puts the sequence number there), the count of records (4 bytes, little endian), then records:
//   put          05 family key value       family: varint32
//   delete       04 family key             key, value, from, to: varint32 length, bytes
//   delete range 0E family from to
// For the family `default` (number 0) RocksDB also knows shorter forms; they are not needed.
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Dyno.Storage.Commit;

namespace Dyno.Storage;

/// <summary>
/// Changes that are applied all or not at all, in the order in which they were added. Rent it with <see cref="Store.RentBatch"/>, fill it, commit it,
/// then dispose it (or <see cref="Clear"/> it and fill it again). It must not be touched between the start and the end of its commit.
/// Not for use by several threads at once.
/// </summary>
public sealed class WriteBatch : IDisposable, IValueTaskSource
{
    internal const int HeaderBytes = 12;
    private const int InitialBytes = 1024;
    private const int LargestPooledBytes = 1 << 20;
    private const byte TagDelete = 0x4;
    private const byte TagPut = 0x5;
    private const byte TagDeleteRange = 0xE;

    private readonly WriteBatchPool _pool;
    private byte[] _buffer = new byte[InitialBytes];
    private int _length = HeaderBytes;
    private int _count;

    internal WriteBatch(WriteBatchPool pool) => _pool = pool;

    /// <summary>How many changes it holds.</summary>
    public int Count => _count;

    /// <summary>How many bytes it adds to the log.</summary>
    public int Bytes => _length;

    /// <summary>
    /// The place of its last commit in the order of all commits of this opening of the store, from 1: set when the batch is enqueued.
    /// Batches are applied in this order, and a batch is acknowledged only after all with lower numbers were applied.
    /// </summary>
    public long CommitNumber => Ticket.Number;

    /// <summary>
    /// RocksDB's number of its last change, set when the batch is enqueued: a snapshot shows the batch when its own number
    /// (<see cref="Store.Snapshot(out long)"/>) is not below this one.
    /// </summary>
    public long SequenceNumber => Ticket.Sequence;

    internal CommitTicket Ticket { get; } = new();

    internal Span<byte> Representation
    {
        get
        {
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(8), _count);
            return _buffer.AsSpan(0, _length);
        }
    }

    internal ReadOnlySpan<byte> Records => _buffer.AsSpan(HeaderBytes, _length - HeaderBytes);

    /// <summary>Sets the value of a key.</summary>
    /// <param name="family">The column family.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public void Put(ColumnFamily family, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Append(TagPut, family, key, value, second: true);

    /// <summary>Removes a key; nothing happens if it is absent.</summary>
    /// <param name="family">The column family.</param>
    /// <param name="key">The key.</param>
    public void Delete(ColumnFamily family, ReadOnlySpan<byte> key) => Append(TagDelete, family, key, default, second: false);

    /// <summary>Removes all keys from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    /// <param name="family">The column family.</param>
    /// <param name="from">The first key to remove.</param>
    /// <param name="to">The first key to keep.</param>
    public void DeleteRange(ColumnFamily family, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        // RocksDB refuses a range that ends before it begins, and would refuse the whole group with it.
        if (from.SequenceCompareTo(to) < 0)
        {
            Append(TagDeleteRange, family, from, to, second: true);
        }
    }

    /// <summary>Forgets all changes, to fill the batch again.</summary>
    public void Clear()
    {
        ThrowIfCommitting();
        _length = HeaderBytes;
        _count = 0;
    }

    /// <summary>Gives the batch back for others to rent.</summary>
    public void Dispose()
    {
        Clear();
        if (_buffer.Length > LargestPooledBytes)
        {
            _buffer = new byte[InitialBytes];
        }

        _pool.Return(this);
    }

    void IValueTaskSource.GetResult(short token) => Ticket.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => Ticket.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        Ticket.OnCompleted(continuation, state, token, flags);

    private void Append(byte tag, ColumnFamily family, ReadOnlySpan<byte> first, ReadOnlySpan<byte> last, bool second)
    {
        ThrowIfCommitting();
        var needed = (long)first.Length + last.Length + 16 + _length;
        if (needed > _buffer.Length)
        {
            Grow(needed);
        }

        var buffer = _buffer;
        var position = _length;
        buffer[position++] = tag;
        position = WriteVarint(buffer, position, family.Id);
        position = WriteVarint(buffer, position, (uint)first.Length);
        first.CopyTo(buffer.AsSpan(position));
        position += first.Length;
        if (second)
        {
            position = WriteVarint(buffer, position, (uint)last.Length);
            last.CopyTo(buffer.AsSpan(position));
            position += last.Length;
        }

        _length = position;
        _count++;
    }

    private void Grow(long needed)
    {
        if (needed > Array.MaxLength)
        {
            throw new InvalidOperationException(Messages.BatchTooLarge());
        }

        Array.Resize(ref _buffer, (int)Math.Clamp(_buffer.Length * 2L, needed, Array.MaxLength));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteVarint(byte[] buffer, int position, uint value)
    {
        while (value >= 0x80)
        {
            buffer[position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[position++] = (byte)value;
        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ThrowIfCommitting()
    {
        if (Ticket.IsPending)
        {
            ThrowCommitting();
        }
    }

    private static void ThrowCommitting() => throw new InvalidOperationException(Messages.BatchInUse());
}
