// The file CLOSED: what the manifest was when the store was closed cleanly, because a manifest that lost its end says nothing of what it lost.
// Bytes: one line of text, "<manifest's file name> <its length> <its CRC32C>". It is removed before RocksDB opens the database: it speaks of
// a closed one only. After a crash there is none, and RecoveryCheck's second invariant stands alone.
namespace Dyno.Storage.Recovery;

internal static class CleanClose
{
    private const string FileName = "CLOSED";

    internal static void Write(string directory)
    {
        try
        {
            if (RecoveryCheck.ManifestOf(directory) is { } manifest)
            {
                using var file = new StreamWriter(Path.Combine(directory, FileName));
                file.Write(Describe(manifest));
            }
        }
        catch (IOException)
        {
            // A full disk: the database is closed all the same, as if by a crash.
        }
    }

    internal static void Verify(string directory, string manifest, bool changes)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return;
        }

        // A file that speaks of another manifest is from before a crash of the machine that undid its removal, or was itself cut.
        var text = File.ReadAllText(path);
        if (text.StartsWith(Path.GetFileName(manifest) + " ", StringComparison.Ordinal) && text.EndsWith('\n') && text != Describe(manifest))
        {
            throw new StoreCorruptedException(Messages.Corrupted(directory, Path.GetFileName(manifest) + " is not what it was when the database was closed"));
        }

        if (changes)
        {
            File.Delete(path);
        }
    }

    private static string Describe(string manifest)
    {
        var bytes = File.ReadAllBytes(manifest);
        return $"{Path.GetFileName(manifest)} {bytes.Length} {LogFile.Crc32C(bytes):x8}\n";
    }
}
