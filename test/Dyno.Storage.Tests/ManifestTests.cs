// The end of a manifest that a loss of power left unfinished, where a flush of several families wrote several edits as one atomic group: they hold or none of them.
namespace Dyno.Storage.Tests;

public sealed class ManifestTests : IDisposable
{
    private const int SectorBytes = 512;

    // Checksum, length and type of a record; all of them are in the first block.
    private const int HeaderBytes = 7;

    private static readonly StoreOptions Options = TestStores.Options with { ColumnFamilies = ["items", "journal", "one", "two", "three", "four"] };

    private readonly TestDirectory _directory = new();
    private readonly string _flushed;
    private readonly string _log;
    private readonly string _manifest;
    private readonly int _groupAt;

    public ManifestTests()
    {
        using var store = Store.Open(_directory.Sub("live"), Options);
        PutAll(store, "before");
        store.Flush();
        PutAll(store, "after");
        _manifest = File.ReadAllText(Path.Combine(store.Path, "CURRENT")).Trim();
        _groupAt = File.ReadAllBytes(Path.Combine(store.Path, _manifest)).Length;
        _log = _directory.Sub("log");
        var log = Directory.GetFiles(store.Path, "*.log").Order().Last();
        File.Copy(log, _log);
        store.Flush();
        _flushed = _directory.Sub("flushed");
        TestStores.Copy(store.Path, _flushed);
        File.Move(_log, _log = _directory.Sub(Path.GetFileName(log)));
        Assert.False(File.Exists(Path.Combine(_flushed, Path.GetFileName(log))));
        Assert.InRange(File.ReadAllBytes(Path.Combine(_flushed, _manifest)).Length - _groupAt, SectorBytes + 100, 2 * SectorBytes);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_group_that_begins_with_a_sector_of_zeros_never_was(bool logIsThere)
    {
        var state = Damaged("zeros", logIsThere, bytes => Array.Clear(bytes, _groupAt, ((_groupAt / SectorBytes) + 1) * SectorBytes - _groupAt));
        Check(state, logIsThere);
    }

    // At the ends of edits, where all that is there is sound, and in the middle of them.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_group_that_is_cut_never_was(bool logIsThere)
    {
        var bytes = File.ReadAllBytes(Path.Combine(_flushed, _manifest));
        for (var (edit, end) = (_groupAt, 0); edit < bytes.Length; edit = end)
        {
            end = edit + HeaderBytes + BitConverter.ToUInt16(bytes, edit + 4);
            foreach (var length in new[] { edit + 3, edit + HeaderBytes, (edit + end) / 2, end - 1, end }.Distinct())
            {
                if (length < bytes.Length)
                {
                    Check(Damaged($"cut{length}", logIsThere, _ => { }, length), logIsThere);
                }
            }
        }
    }

    // The first edits after opening name no log that there ever was.
    [Fact]
    public void An_edit_that_was_left_unfinished_after_opening_and_before_a_flush_never_was()
    {
        var (crashed, opened) = (_directory.Sub("crashed"), _directory.Sub("opened"));
        using (var store = Store.Open(_flushed, Options))
        {
            PutAll(store, "later");
            TestStores.Copy(_flushed, crashed);
        }

        using (var store = Store.Open(crashed, Options))
        {
            PutAll(store, "after");
            TestStores.Copy(crashed, opened);
        }

        var manifest = Path.Combine(opened, File.ReadAllText(Path.Combine(opened, "CURRENT")).Trim());
        using (var stream = new FileStream(manifest, FileMode.Append))
        {
            stream.Write(new byte[SectorBytes - (stream.Position % SectorBytes)]);
            stream.Write("the end of it"u8);
        }

        Check(opened, opens: true);
    }

    // Opening writes what it found in the log to sorted files; the log is gone then.
    [Fact]
    public void Damage_of_what_opening_wrote_is_an_error()
    {
        var (crashed, opened) = (_directory.Sub("crashed"), _directory.Sub("opened"));
        using (var store = Store.Open(_flushed, Options))
        {
            PutAll(store, "later");
            TestStores.Copy(_flushed, crashed);
        }

        using (Store.Open(crashed, Options))
        {
            TestStores.Copy(crashed, opened);
        }

        var name = File.ReadAllText(Path.Combine(opened, "CURRENT")).Trim();
        var bytes = File.ReadAllBytes(Path.Combine(opened, name));
        for (var edit = 0; edit < bytes.Length; edit += HeaderBytes + BitConverter.ToUInt16(bytes, edit + 4))
        {
            var state = _directory.Sub($"damaged{edit}");
            TestStores.Copy(opened, state);
            var damaged = (byte[])bytes.Clone();
            Array.Clear(damaged, edit, Math.Min(SectorBytes, bytes.Length - edit));
            File.WriteAllBytes(Path.Combine(state, name), damaged);
            Assert.Throws<StoreCorruptedException>(() => Store.Open(state, Options));
        }
    }

    // RocksDB begins a manifest when the one before has its greatest size, here with each edit: the first is of one family, and it is none of opening's.
    [Fact]
    public void A_manifest_that_was_begun_behind_opening_is_whole()
    {
        var rolling = Options with { ExtraDatabaseOptions = "max_manifest_file_size=1" };
        using var store = Store.Open(_directory.Sub("rolling"), rolling);
        foreach (var family in Options.ColumnFamilies)
        {
            var before = File.ReadAllText(Path.Combine(store.Path, "CURRENT"));
            store.Put("key", "after", family.Name);
            store.Flush();
            Assert.NotEqual(before, File.ReadAllText(Path.Combine(store.Path, "CURRENT")));
            var copy = _directory.Sub("rolling-" + family.Name);
            TestStores.Copy(store.Path, copy);
            using var copied = Store.Open(copy, Options);
            Assert.Equal("after", copied.Read("key", family.Name));
        }
    }

    [Theory]
    [InlineData(64L << 10)]
    [InlineData(64L << 20)]
    [InlineData(1L << 40)]
    public void The_family_that_is_not_used_asks_for_more_room_than_there_is_and_reserves_no_log(long writeBufferBytes)
    {
        var bytes = IdleFamily.Bytes(writeBufferBytes);
        Assert.True(bytes > 1UL << 62);
        Assert.InRange(unchecked(bytes + (bytes / 10)), (ulong)writeBufferBytes, (ulong)(writeBufferBytes + (writeBufferBytes / 10)));
    }

    [Fact]
    public void A_whole_group_needs_no_log()
    {
        Check(Damaged("whole", logIsThere: false, _ => { }), opens: true);
    }

    private static void PutAll(Store store, string value)
    {
        foreach (var family in Options.ColumnFamilies)
        {
            store.Put("key", value, family.Name);
        }
    }

    private static void Check(string state, bool opens)
    {
        if (!opens)
        {
            Assert.Throws<StoreCorruptedException>(() => Store.Open(state, Options));
            return;
        }

        using var store = Store.Open(state, Options);
        Assert.All(Options.ColumnFamilies, family => Assert.Equal("after", store.Read("key", family.Name)));
    }

    private string Damaged(string name, bool logIsThere, Action<byte[]> damage, int? length = null)
    {
        var state = _directory.Sub(name);
        TestStores.Copy(_flushed, state);
        if (logIsThere)
        {
            File.Copy(_log, Path.Combine(state, Path.GetFileName(_log)));
        }

        var manifest = Path.Combine(state, _manifest);
        var bytes = File.ReadAllBytes(manifest);
        damage(bytes);
        File.WriteAllBytes(manifest, bytes[..(length ?? bytes.Length)]);
        return state;
    }
}
