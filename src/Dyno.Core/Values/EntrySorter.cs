// Puts the entries of a map, or the elements of a set, into the order of their bytes: the slow path of ItemWriter.

using System.Text;

namespace Dyno;

internal static class EntrySorter
{
    /// <summary>Sorts the body between two positions in place; returns where it ends now (a set's doubles are dropped).</summary>
    public static int Sort(byte[] buffer, int start, int end, byte code)
    {
        var body = buffer.AsSpan(start, end - start).ToArray();
        var entries = new List<(int KeyStart, int KeyLength, int Start, int Length)>();
        for (var at = 0; at < body.Length;)
        {
            var keyLength = ItemFormat.ReadVarint(body.AsSpan(at), out var prefix);
            var length = prefix + keyLength;
            if (code == ItemFormat.Map)
            {
                length += ItemFormat.ValueLength(body.AsSpan(at + length));
            }

            entries.Add((at + prefix, keyLength, at, length));
            at += length;
        }

        int Compare((int KeyStart, int KeyLength, int Start, int Length) left, (int KeyStart, int KeyLength, int Start, int Length) right) =>
            body.AsSpan(left.KeyStart, left.KeyLength).SequenceCompareTo(body.AsSpan(right.KeyStart, right.KeyLength));

        entries.Sort(Compare);
        var written = start;
        for (var i = 0; i < entries.Count; i++)
        {
            if (i > 0 && Compare(entries[i - 1], entries[i]) == 0)
            {
                if (code == ItemFormat.Map)
                {
                    throw new InvalidOperationException(
                        ValueMessages.DuplicateName(Encoding.UTF8.GetString(body.AsSpan(entries[i].KeyStart, entries[i].KeyLength))));
                }

                continue;
            }

            body.AsSpan(entries[i].Start, entries[i].Length).CopyTo(buffer.AsSpan(written));
            written += entries[i].Length;
        }

        return written;
    }
}
