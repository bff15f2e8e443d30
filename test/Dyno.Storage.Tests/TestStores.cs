// What the tests of the store share: a directory that goes away, options, bytes from text, seeded randomness.
using System.Text;

namespace Dyno.Storage.Tests;

internal sealed class TestDirectory : IDisposable
{
    public TestDirectory() => Path = Directory.CreateTempSubdirectory("dyno-storage-").FullName;

    public string Path { get; }

    public string Sub(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

internal static class TestStores
{
    internal static readonly StoreOptions Options = new()
    {
        ColumnFamilies = ["items", "journal"],
        Durability = Durability.LosesLastWritesOnPowerLoss,
        BlockCacheBytes = 8 << 20,
        WriteBufferBytes = 1 << 20,
    };

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    internal static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    // Also of a store that is open, and at rest but for the removal of what a flush made obsolete: that may be gone before it is copied.
    internal static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(f => Path.GetFileName(f) != "DYNO.LOCK"))
        {
            try
            {
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            }
            catch (FileNotFoundException)
            {
            }
        }
    }

    internal static void Put(this Store store, string key, string value, string family = "items")
    {
        using var batch = store.RentBatch();
        batch.Put(store[family], Bytes(key), Bytes(value));
        store.Commit(batch);
    }

    internal static string? Read(this Store store, string key, string family = "items", StoreSnapshot? snapshot = null) =>
        store.Get(store[family], Bytes(key), snapshot) is { } value ? Text(value) : null;

    internal static Dictionary<string, string> Dump(this Store store, string family = "items")
    {
        var result = new Dictionary<string, string>();
        using var iterator = store.Iterate(store[family], default, default);
        for (var more = iterator.SeekFirst(); more; more = iterator.Next())
        {
            result.Add(Text(iterator.Key), Text(iterator.Value));
        }

        return result;
    }
}

// Byte order, as the store has it.
internal sealed class ByteOrder : IComparer<byte[]>
{
    public static readonly ByteOrder Instance = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}

internal static class Seeds
{
    // DYNO_SEED repeats a run.
    internal static int Next(Xunit.Abstractions.ITestOutputHelper output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DYNO_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"DYNO_SEED={seed}");
        return seed;
    }
}
