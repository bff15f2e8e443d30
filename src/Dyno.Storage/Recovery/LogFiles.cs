// The logs of a database, by their names: RocksDB numbers all files of a database in turn, with six digits and more.
namespace Dyno.Storage.Recovery;

internal static class LogFiles
{
    // Their paths, the newest last.
    internal static List<string> Of(string directory) => Directory.EnumerateFiles(directory, "*.log")
        .Where(file => ulong.TryParse(Path.GetFileNameWithoutExtension(file), out _))
        .OrderBy(file => ulong.Parse(Path.GetFileNameWithoutExtension(file)))
        .ToList();
}
