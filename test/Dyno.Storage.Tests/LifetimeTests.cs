// Closing, reopening, checkpoints, snapshots: what lives how long.
namespace Dyno.Storage.Tests;

public sealed class LifetimeTests
{
    [Fact]
    public void A_closed_store_refuses_everything_and_closing_twice_is_harmless()
    {
        using var directory = new TestDirectory();
        var store = Store.Open(directory.Sub("db"), TestStores.Options);
        var items = store["items"];
        var batch = store.RentBatch();
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Get(items, "a"u8));
        Assert.Throws<ObjectDisposedException>(() => store.Snapshot());
        Assert.Throws<ObjectDisposedException>(() => store.Iterate(items, default, default));
        Assert.Throws<ObjectDisposedException>(() => store.Commit(batch));
        Assert.Throws<ObjectDisposedException>(() => store.Flush());
    }

    [Theory]
    [InlineData(Durability.LosesNothing)]
    [InlineData(Durability.LosesLastWritesOnPowerLoss)]
    public void Closing_leaves_no_long_log_to_be_read_again(Durability durability)
    {
        using var directory = new TestDirectory();
        var options = TestStores.Options with { Durability = durability, WriteBufferBytes = 64 << 20 };
        using (var store = Store.Open(directory.Sub("db"), options))
        {
            for (var i = 0; i < 40; i++)
            {
                store.Put($"{i}", new string('x', 100_000));
            }

            Assert.True(LogBytes() > 4_000_000);
        }

        Assert.True(LogBytes() < 100_000, $"{LogBytes()} bytes of logs are left");
        using var again = Store.Open(directory.Sub("db"), options);
        Assert.Equal(40, again.Dump().Count);

        long LogBytes() => new DirectoryInfo(directory.Sub("db")).EnumerateFiles("*.log").Sum(log => log.Length);
    }

    [Fact]
    public void Closing_does_not_fail_where_the_directory_is_gone()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options with { WriteBufferBytes = 64 << 20 });
        for (var i = 0; i < 40; i++)
        {
            store.Put($"{i}", new string('x', 100_000));
        }

        Directory.Delete(directory.Sub("db"), recursive: true);
        store.Dispose();
    }

    [Fact]
    public void An_open_iterator_and_snapshot_survive_the_store_and_then_close_it()
    {
        using var directory = new TestDirectory();
        var store = Store.Open(directory.Sub("db"), TestStores.Options);
        store.Put("a", "1");
        var snapshot = store.Snapshot();
        var iterator = store.Iterate(store["items"], default, default);
        store.Dispose();
        Assert.True(iterator.SeekFirst());
        Assert.Equal("a", TestStores.Text(iterator.Key));
        iterator.Dispose();
        Assert.Throws<StoreLockedException>(() => Store.Open(directory.Sub("db"), TestStores.Options));
        snapshot.Dispose();
        Store.Open(directory.Sub("db"), TestStores.Options).Dispose();
    }

    [Fact]
    public void An_iterator_is_not_read_where_it_stands_on_no_key()
    {
        using var store = Store.Open("memory", TestStores.Options with { InMemory = true });
        store.Put("a", "1");
        using var iterator = store.Iterate(store["items"], default, default);
        Assert.Throws<InvalidOperationException>(() => iterator.Key.Length);
        Assert.Throws<InvalidOperationException>(() => iterator.Next());
        Assert.True(iterator.SeekFirst());
        Assert.False(iterator.Next());
        Assert.Throws<InvalidOperationException>(() => iterator.Value.Length);
        iterator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => iterator.SeekFirst());
    }

    [Fact]
    public void A_checkpoint_is_a_database_of_that_moment()
    {
        using var directory = new TestDirectory();
        using var store = Store.Open(directory.Sub("db"), TestStores.Options);
        for (var i = 0; i < 5000; i++)
        {
            store.Put($"{i}", new string('x', i % 500));
        }

        var then = store.Dump();
        store.Checkpoint(directory.Sub("copy"));
        store.Put("later", "1");
        Assert.Throws<IOException>(() => store.Checkpoint(directory.Sub("copy")));

        using var copy = Store.Open(directory.Sub("copy"), TestStores.Options);
        Assert.Equal(then, copy.Dump());
        copy.Put("own", "1");
        Assert.Null(store.Read("own"));
    }

    [Fact]
    public void Families_that_the_caller_does_not_name_are_kept()
    {
        using var directory = new TestDirectory();
        using (var store = Store.Open(directory.Sub("db"), TestStores.Options))
        {
            store.Put("a", "1", "journal");
        }

        using (var store = Store.Open(directory.Sub("db"), TestStores.Options with { ColumnFamilies = ["items", "new"] }))
        {
            Assert.Equal("1", store.Read("a", "journal"));
            store.Put("a", "2", "new");
            Assert.Throws<ArgumentException>(() => store["absent"]);
        }
    }

    [Fact]
    public void A_clean_close_loses_nothing_even_without_a_log()
    {
        using var directory = new TestDirectory();
        var options = TestStores.Options with { Durability = Durability.LosesUnflushedWritesOnCrash };
        using (var store = Store.Open(directory.Sub("db"), options))
        {
            store.Put("a", "1");
            store.Put("b", "2", "journal");
        }

        using var again = Store.Open(directory.Sub("db"), options);
        Assert.Equal("1", again.Read("a"));
        Assert.Equal("2", again.Read("b", "journal"));
    }

    [Fact]
    public void The_absent_library_is_named_with_the_command_that_helps()
    {
        using var directory = new TestDirectory();
        Directory.CreateDirectory(directory.Sub("runtimes/linux-x64/native"));
        File.WriteAllText(directory.Sub("runtimes/linux-x64/native/librocksdb.so"), "not a library");
        try
        {
            Native.LibraryResolver.Load(directory.Path);
        }
        catch (DllNotFoundException exception)
        {
            Assert.Contains("eng/native-debian.sh", exception.Message, StringComparison.Ordinal);
            Assert.Contains(directory.Path, exception.Message, StringComparison.Ordinal);
            return;
        }

        // It loaded although the file is broken: then the system has one.
        Assert.True(System.Runtime.InteropServices.NativeLibrary.TryLoad("librocksdb.so", out _)
            || System.Runtime.InteropServices.NativeLibrary.TryLoad("librocksdb.so.7.8", out _));
    }
}
