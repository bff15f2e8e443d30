// Damaged files: the answer is an error or right, never wrong.
// What no log can tell: a newest log that was cut at the end of a record, or whose last record is broken, looks like a write that never
// happened. Then the answer is the state after one of the earlier commits, never a mixture.
using Xunit.Abstractions;

namespace Dyno.Storage.Tests;

public sealed class CorruptionTests(ITestOutputHelper output)
{
    private const int Rows = 1500;
    private const int Commits = 60;

    private static readonly StoreOptions Options = TestStores.Options with { WriteBufferBytes = 64 << 10 };

    [Theory]
    [InlineData("*.sst")]
    [InlineData("*.log")]
    [InlineData("MANIFEST-*")]
    [InlineData("CURRENT")]
    public void A_damaged_file_gives_an_error_or_the_right_data(string files)
    {
        using var directory = new TestDirectory();
        var random = new Random(Seeds.Next(output));
        var states = Create(directory.Sub("db"));
        int errors = 0, right = 0, earlier = 0;
        for (var round = 0; round < 60; round++)
        {
            var copy = directory.Sub($"copy{round}");
            TestStores.Copy(directory.Sub("db"), copy);
            var candidates = Directory.GetFiles(copy, files).Order().ToArray();
            var file = candidates[random.Next(candidates.Length)];
            var newestLog = files == "*.log" && file == candidates[^1];
            var what = Damage(file, random, mayDelete: !newestLog);
            try
            {
                using var store = Store.Open(copy, Options);
                var data = store.Dump();
                if (Same(data, states[^1]))
                {
                    right++;
                }
                else
                {
                    Assert.True(newestLog, $"wrong data after {what} of {Path.GetFileName(file)}");
                    Assert.True(states.Any(state => Same(data, state)), $"a mixture of commits after {what} of {Path.GetFileName(file)}");
                    earlier++;
                }
            }
            catch (StoreException)
            {
                errors++;
            }

            Directory.Delete(copy, recursive: true);
        }

        output.WriteLine($"{errors} errors, {right} right, {earlier} an earlier state");
        Assert.True(errors > 0);
    }

    [Fact]
    public void Damage_before_a_later_commit_in_the_newest_log_is_an_error()
    {
        using var directory = new TestDirectory();
        var random = new Random(Seeds.Next(output));
        Create(directory.Sub("db"));
        for (var round = 0; round < 60; round++)
        {
            var copy = directory.Sub($"copy{round}");
            TestStores.Copy(directory.Sub("db"), copy);
            var log = Directory.GetFiles(copy, "*.log").Order().Last();
            var bytes = File.ReadAllBytes(log);

            // The last commit takes less than 4 KiB.
            Assert.True(bytes.Length > 8192);
            bytes[random.Next(bytes.Length - 4096)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(log, bytes);
            Assert.Throws<StoreCorruptedException>(() => Store.Open(copy, Options));
            Directory.Delete(copy, recursive: true);
        }
    }

    // The end of one commit and the beginning of the next: no sound record is left behind, but something is.
    [Theory]
    [InlineData(100)]
    [InlineData(40_000)]
    public void Damage_across_the_last_two_commits_of_the_newest_log_is_an_error(int length)
    {
        using var directory = new TestDirectory();
        using (var store = Store.Open(directory.Sub("live"), Options with { WriteBufferBytes = 1 << 20 }))
        {
            store.Put("first", "1");
            store.Put("last but one", new string('x', length));
            store.Put("last", new string('y', 200));
            TestStores.Copy(directory.Sub("live"), directory.Sub("db"));
        }

        var log = Directory.GetFiles(directory.Sub("db"), "*.log").Order().Last();
        var bytes = File.ReadAllBytes(log);
        var last = bytes.AsSpan().LastIndexOf("last"u8);
        bytes.AsSpan(last - 60, 70).Clear();
        File.WriteAllBytes(log, bytes);
        Assert.Throws<StoreCorruptedException>(() => Store.Open(directory.Sub("db"), Options));
    }

    // RocksDB takes zeros for the end: who only reads would see an earlier state.
    [Fact]
    public void Zeros_within_the_manifest_are_an_error_to_who_only_reads()
    {
        using var directory = new TestDirectory();
        using (var store = Store.Open(directory.Sub("live"), Options))
        {
            for (var i = 0; i < 4; i++)
            {
                store.Put("key", $"{i}");
                store.Flush();
            }

            TestStores.Copy(directory.Sub("live"), directory.Sub("db"));
        }

        var manifest = Directory.GetFiles(directory.Sub("db"), "MANIFEST-*").Single();
        var bytes = File.ReadAllBytes(manifest);

        // From the beginning of an edit, in the file's only block: a header of seven bytes tells the length.
        var edits = new List<int>();
        for (var at = 0; at < bytes.Length; at += 7 + BitConverter.ToUInt16(bytes, at + 4))
        {
            edits.Add(at);
        }

        foreach (var at in edits)
        {
            var damaged = bytes.ToArray();
            damaged.AsSpan(at..^4).Clear();
            File.WriteAllBytes(manifest, damaged);
            Assert.Throws<StoreCorruptedException>(() => Store.Open(directory.Sub("db"), Options with { ReadOnly = true }).Dispose());
        }
    }

    // A commit over the border of two blocks, the second of which is noise to its end: the first half says that there is more of it, and noise is not that.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Noise_in_the_last_block_of_the_newest_log_is_an_error(bool isNoise)
    {
        using var directory = new TestDirectory();
        using (var store = Store.Open(directory.Sub("live"), Options with { WriteBufferBytes = 1 << 20 }))
        {
            store.Put("first", "1");
            store.Put("over the border", new string('x', 33_000));
            store.Put("last", new string('y', 200));
            TestStores.Copy(directory.Sub("live"), directory.Sub("db"));
        }

        var log = Directory.GetFiles(directory.Sub("db"), "*.log").Order().Last();
        var bytes = File.ReadAllBytes(log);
        var block = bytes.AsSpan(32 << 10);
        block.Clear();
        if (isNoise)
        {
            new Random(1).NextBytes(block);
        }

        File.WriteAllBytes(log, bytes);
        if (isNoise)
        {
            Assert.Throws<StoreCorruptedException>(() => Store.Open(directory.Sub("db"), Options));
            return;
        }

        // Zeros are what a loss of power leaves of a block that never came to the disk.
        using var recovered = Store.Open(directory.Sub("db"), Options);
        Assert.Equal("1", recovered.Read("first"));
        Assert.Null(recovered.Read("last"));
    }

    [Fact]
    public void A_write_that_never_finished_is_cut_off()
    {
        using var directory = new TestDirectory();
        var states = Create(directory.Sub("db"));
        var log = Directory.GetFiles(directory.Sub("db"), "*.log").Order().Last();
        var length = new FileInfo(log).Length;
        using (var stream = new FileStream(log, FileMode.Open))
        {
            // The last record's payload reached the disk in part: the end is zeros.
            stream.Position = length - 100;
            stream.Write(new byte[100]);
        }

        using var store = Store.Open(directory.Sub("db"), Options);
        Assert.True(Same(store.Dump(), states[^2]));
        store.Put("after", "1");
    }

    [Fact]
    public void Commits_that_end_at_every_place_near_the_end_of_a_log_block_are_recovered()
    {
        using var directory = new TestDirectory();
        for (var length = 32 * 1024 - 60; length < 32 * 1024; length++)
        {
            var (live, copy) = (directory.Sub($"live{length}"), directory.Sub($"copy{length}"));
            using (var store = Store.Open(live, Options with { WriteBufferBytes = 1 << 20 }))
            {
                store.Put("a", new string('x', length));
                store.Put("b", "2");
                TestStores.Copy(live, copy);
            }

            using var recovered = Store.Open(copy, Options);
            Assert.Equal(length, recovered.Read("a")!.Length);
            Assert.Equal("2", recovered.Read("b"));
        }
    }

    [Fact]
    public void A_manifest_cut_after_a_clean_close_is_an_error()
    {
        using var directory = new TestDirectory();
        Create(directory.Sub("db"));
        using (var store = Store.Open(directory.Sub("db"), Options))
        {
            store.Flush();
        }

        var manifest = Directory.GetFiles(directory.Sub("db"), "MANIFEST-*").Single();
        for (var length = new FileInfo(manifest).Length - 1; length >= 0; length -= 7)
        {
            using (var stream = new FileStream(manifest, FileMode.Open))
            {
                stream.SetLength(length);
            }

            Assert.Throws<StoreCorruptedException>(() => Store.Open(directory.Sub("db"), Options));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    [InlineData(20_000)]
    public void An_edit_of_the_manifest_that_a_loss_of_power_left_unfinished_is_cut_off(int length)
    {
        using var directory = new TestDirectory();
        var states = Create(directory.Sub("db"));
        var manifest = Directory.GetFiles(directory.Sub("db"), "MANIFEST-*").Single();

        // A header of the right length and type, and behind it an end that is there and a beginning that is not.
        var torn = new byte[7 + length];
        BitConverter.TryWriteBytes(torn.AsSpan(4), (ushort)length);
        torn[6] = 1;
        new Random(1).NextBytes(torn.AsSpan(7 + (length / 2)));
        using (var stream = new FileStream(manifest, FileMode.Append))
        {
            stream.Write(torn);
        }

        using var store = Store.Open(directory.Sub("db"), Options);
        Assert.True(Same(store.Dump(), states[^1]));
    }

    // What the last edit said is lost; the logs must be there that it made superfluous, or it is damage.
    [Fact]
    public void A_changed_last_edit_of_the_manifest_gives_an_error_or_the_right_data()
    {
        using var directory = new TestDirectory();
        var random = new Random(Seeds.Next(output));
        var states = Create(directory.Sub("db"));
        foreach (var flushed in (bool[])[false, true])
        {
            var source = directory.Sub("db");
            if (flushed)
            {
                source = directory.Sub("flushed");
                var live = directory.Sub("live");
                TestStores.Copy(directory.Sub("db"), live);
                using var store = Store.Open(live, Options);
                store.Flush();
                TestStores.Copy(live, source);
            }

            for (var round = 0; round < 60; round++)
            {
                var copy = directory.Sub($"copy{flushed}{round}");
                TestStores.Copy(source, copy);
                var manifest = Path.Combine(copy, File.ReadAllText(Path.Combine(copy, "CURRENT")).Trim());
                var bytes = File.ReadAllBytes(manifest);
                var at = random.Next(1, 120);
                bytes[^at] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(manifest, bytes);
                try
                {
                    using var store = Store.Open(copy, Options);
                    Assert.True(Same(store.Dump(), states[^1]), $"wrong data in round {round}, changed {at} bytes before the end, flushed: {flushed}");
                }
                catch (StoreException)
                {
                }

                Directory.Delete(copy, recursive: true);
            }
        }
    }

    [Fact]
    public void An_empty_database_is_not_created_over_old_data()
    {
        using var directory = new TestDirectory();
        Create(directory.Sub("db"));
        File.Delete(Path.Combine(directory.Sub("db"), "CURRENT"));
        var exception = Assert.Throws<StoreCorruptedException>(() => Store.Open(directory.Sub("db"), Options));
        Assert.Contains("CURRENT", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_creation_that_was_not_finished_is_no_damage()
    {
        using var directory = new TestDirectory();
        Directory.CreateDirectory(directory.Sub("db"));
        File.WriteAllText(Path.Combine(directory.Sub("db"), "MANIFEST-000001"), "not whole");
        File.WriteAllText(Path.Combine(directory.Sub("db"), "000001.dbtmp"), "");
        Store.Open(directory.Sub("db"), Options).Dispose();
    }

    // A database as a killed process leaves it: sorted files, and commits that are only in logs. Returns the state after each commit, from none.
    private static List<Dictionary<string, string>> Create(string path)
    {
        var random = new Random(1);
        var live = path + "-live";
        var states = new List<Dictionary<string, string>> { new() };
        using (var store = Store.Open(live, Options))
        {
            for (var commit = 0; commit < Commits; commit++)
            {
                var state = new Dictionary<string, string>(states[^1]);
                using var batch = store.RentBatch();
                for (var i = 0; i < 25; i++)
                {
                    var (key, value) = ($"{random.Next(Rows):D4}", $"{commit} {new string((char)('a' + random.Next(26)), random.Next(100))}");
                    batch.Put(store["items"], TestStores.Bytes(key), TestStores.Bytes(value));
                    state[key] = value;
                }

                store.Commit(batch);
                states.Add(state);
                if (commit is 10 or 30)
                {
                    store.Flush();
                }
            }

            TestStores.Copy(live, path);
        }

        Directory.Delete(live, recursive: true);
        return states;
    }

    private static string Damage(string file, Random random, bool mayDelete)
    {
        var bytes = File.ReadAllBytes(file);
        switch (random.Next(mayDelete ? 4 : 3))
        {
            case 0:
                var length = random.Next(bytes.Length);
                File.WriteAllBytes(file, bytes[..length]);
                return $"truncation to {length} of {bytes.Length}";
            case 1:
                var bit = random.Next(bytes.Length * 8);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                File.WriteAllBytes(file, bytes);
                return $"flip of bit {bit} of {bytes.Length * 8}";
            case 2:
                var start = random.Next(bytes.Length);
                random.NextBytes(bytes.AsSpan(start, Math.Min(512, bytes.Length - start)));
                File.WriteAllBytes(file, bytes);
                return $"noise from {start} of {bytes.Length}";
            default:
                File.Delete(file);
                return "removal";
        }
    }

    private static bool Same(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Count == other.Count && one.All(row => other.TryGetValue(row.Key, out var value) && value == row.Value);
}
