// Many keys in one call of RocksDB: it sorts them and reads each block once.
using System.Buffers;
using Dyno.Storage.Native;

namespace Dyno.Storage;

internal static unsafe class MultiGetOperation
{
    // Keys are copied into one pinned buffer: pinning each array would cost a handle a key.
    internal static void Run(nint db, nint readOptions, nint family, ReadOnlySpan<byte[]> keys, Span<byte[]?> results, string path)
    {
        var count = keys.Length;
        var keyBytes = 0;
        foreach (var key in keys)
        {
            keyBytes = checked(keyBytes + key.Length);
        }

        var copy = ArrayPool<byte>.Shared.Rent(Math.Max(keyBytes, 1));
        var pointers = ArrayPool<nint>.Shared.Rent(count * 4);
        try
        {
            fixed (byte* copied = copy)
            fixed (nint* keyPointers = pointers)
            {
                var lengths = keyPointers + count;
                var values = lengths + count;
                var errors = values + count;
                var position = 0;
                for (var i = 0; i < count; i++)
                {
                    keys[i].CopyTo(copy.AsSpan(position));
                    keyPointers[i] = (nint)(copied + position);
                    lengths[i] = keys[i].Length;
                    position += keys[i].Length;
                }

                RocksDb.MultiGet(db, readOptions, family, (nuint)count, (byte**)keyPointers, (nuint*)lengths, values, (byte**)errors, sorted: 0);
                var failure = Take(values, errors, results);
                if (failure is not null)
                {
                    throw NativeError.ToException(failure, path);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
            ArrayPool<nint>.Shared.Return(pointers);
        }
    }

    // Frees every value and error, also after the first error.
    private static string? Take(nint* values, nint* errors, Span<byte[]?> results)
    {
        string? failure = null;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = null;
            if (errors[i] != 0)
            {
                failure = NativeError.Take((byte*)errors[i]);
            }

            if (values[i] != 0)
            {
                nuint length;
                var bytes = RocksDb.PinnedValue(values[i], &length);
                results[i] = new ReadOnlySpan<byte>(bytes, (int)length).ToArray();
                RocksDb.PinnedDestroy(values[i]);
            }
        }

        return failure;
    }
}
