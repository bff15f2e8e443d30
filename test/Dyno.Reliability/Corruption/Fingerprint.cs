// Everything that a store holds in which no range was deleted, as a few characters.
using System.Security.Cryptography;
using Dyno.Storage;

namespace Dyno.Reliability.Corruption;

internal static class Fingerprint
{
    internal static string Of(Store store)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var family in store.ColumnFamilies.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            using var rows = store.Iterate(family, default, default, hint: ScanHint.Many, deletions: RangeDeletions.None);
            for (var more = rows.SeekFirst(); more; more = rows.Next())
            {
                BitConverter.TryWriteBytes(length, rows.Key.Length);
                hash.AppendData(length);
                hash.AppendData(rows.Key);
                BitConverter.TryWriteBytes(length, rows.Value.Length);
                hash.AppendData(length);
                hash.AppendData(rows.Value);
            }

            hash.AppendData([0xFF]);
        }

        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
