// The family "default", which every database of RocksDB has and nothing is written to here. What it says of its write buffer keeps RocksDB from writing again by itself
// behind a full disk: it does that as soon as there is as much room as the largest write buffer of any family (ErrorHandler, SstFileManagerImpl). A store
// refuses writes from the first that failed until it is opened again, so nobody waits for that; and flushes of RocksDB 7.8 can wait for each other then for ever, and
// closing for them.
using System.Globalization;

namespace Dyno.Storage;

internal static class IdleFamily
{
    internal const string Name = "default";

    /// <summary>The family's options: a write buffer of more bytes than any disk has, which is only made when something is written.</summary>
    /// <param name="writeBufferBytes">The write buffers of the families that are used.</param>
    internal static string Options(long writeBufferBytes) => "write_buffer_size=" + Bytes(writeBufferBytes).ToString(CultureInfo.InvariantCulture);

    // The first log after opening reserves a tenth more than the largest write buffer. That sum runs over, to a tenth more than the buffers in use.
    internal static ulong Bytes(long writeBufferBytes)
    {
        var sum = (UInt128.One << 64) + (ulong)(writeBufferBytes + (writeBufferBytes / 10));
        var (tenth, rest) = UInt128.DivRem(sum, 11);
        return (ulong)((tenth * 10) + (rest < 10 ? rest : 9));
    }
}
