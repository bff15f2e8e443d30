// The file CLOSED: what the manifest was when the store was closed cleanly, because a manifest that lost its end says nothing of what it lost.
// Bytes: one line of text, "<manifest's file name> <its length> <its CRC32C>", and where every acknowledged commit was synced " <the last change's sequence
// number>", because a newest log that lost its end says nothing of it either. It is removed before RocksDB opens the database: it speaks of
// a closed one only. After a crash there is none, and RecoveryCheck's second invariant stands alone.
using System.Globalization;

namespace Dyno.Storage.Recovery;

internal static class CleanClose
{
    private const string FileName = "CLOSED";

    // lastSequence: null where a loss of power may take what the log says.
    internal static void Write(string directory, ulong? lastSequence)
    {
        try
        {
            if (RecoveryCheck.ManifestOf(directory) is { } manifest)
            {
                using var file = new StreamWriter(Path.Combine(directory, FileName));
                file.Write(Describe(manifest));
                file.Write(lastSequence is { } last ? $" {last}\n" : "\n");
            }
        }
        catch (IOException)
        {
            // A full disk: the database is closed all the same, as if by a crash.
        }
    }

    // The sequence number of the last change before a clean close; 0 where it is not known.
    internal static ulong Verify(string directory, string manifest, bool changes)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return 0;
        }

        // A file that speaks of another manifest is from before a crash of the machine that undid its removal, or was itself cut.
        var text = File.ReadAllText(path);
        var isMeant = text.StartsWith(Path.GetFileName(manifest) + " ", StringComparison.Ordinal) && text.EndsWith('\n');
        var described = isMeant ? Describe(manifest) : "";
        if (isMeant && !text.StartsWith(described, StringComparison.Ordinal))
        {
            throw new StoreCorruptedException(Messages.Corrupted(directory, Path.GetFileName(manifest) + " is not what it was when the database was closed"));
        }

        if (changes)
        {
            File.Delete(path);
        }

        return isMeant && ulong.TryParse(text.AsSpan(described.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;
    }

    private static string Describe(string manifest)
    {
        var bytes = File.ReadAllBytes(manifest);
        return $"{Path.GetFileName(manifest)} {bytes.Length} {LogFormat.Crc32C(bytes):x8}";
    }
}
