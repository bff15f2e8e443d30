// One owner at a time: in this process by any spelling of the path, and among processes.
namespace Dyno.Storage.Tests;

public sealed class LockTests
{
    [Fact]
    public void A_second_open_in_the_same_process_is_refused()
    {
        using var directory = new TestDirectory();
        var path = directory.Sub("db");
        using (var store = Store.Open(path, TestStores.Options))
        {
            var exception = Assert.Throws<StoreLockedException>(() => Store.Open(path, TestStores.Options));
            Assert.Equal(path, exception.Path);
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);

            var link = directory.Sub("link");
            Directory.CreateSymbolicLink(link, path);
            Assert.Throws<StoreLockedException>(() => Store.Open(link, TestStores.Options));
            store.Put("still", "works");
        }

        using var again = Store.Open(path, TestStores.Options);
        Assert.Equal("works", again.Read("still"));
    }

    [Fact]
    public void A_second_process_is_refused_until_the_first_ends()
    {
        using var directory = new TestDirectory();
        using var child = new Child("hold", directory.Sub("db"));
        child.WaitForLines(1);
        Assert.Throws<StoreLockedException>(() => Store.Open(directory.Sub("db"), TestStores.Options));
        child.Kill();
        Store.Open(directory.Sub("db"), TestStores.Options).Dispose();
    }

    [Fact]
    public void Stores_in_memory_share_nothing()
    {
        var options = TestStores.Options with { InMemory = true };
        using var one = Store.Open("same", options);
        using var other = Store.Open("same", options);
        one.Put("a", "1");
        Assert.Null(other.Read("a"));
        Assert.False(Directory.Exists(one.Path));
    }
}
