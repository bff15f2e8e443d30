// What was acknowledged is there after kill -9, whole; and after the disk was full.
using Xunit.Abstractions;

namespace Dyno.Storage.Tests;

public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly StoreOptions Options = new() { ColumnFamilies = ["items", "journal"] };

    [Fact]
    public void A_killed_process_loses_nothing_acknowledged()
    {
        using var directory = new TestDirectory();
        var random = new Random(Seeds.Next(output));
        var acknowledged = new List<string>();
        for (var round = 0; round < 5; round++)
        {
            using var child = new Child("write", directory.Sub("db"));
            child.WaitForLines(random.Next(100, 1500));
            child.Kill();
            acknowledged.AddRange(child.Lines);

            using var store = Store.Open(directory.Sub("db"), Options);
            var items = store.Dump();
            Assert.DoesNotContain(
                acknowledged,
                key => !items.TryGetValue(key, out var value) || !value.StartsWith("value of " + key, StringComparison.Ordinal));
            Assert.Equal(items.Keys.Order(), store.Dump("journal").Keys.Order());
        }

        output.WriteLine($"acknowledged {acknowledged.Count}, 0 missing");
    }

    [Fact]
    public void A_full_disk_is_named_stops_writes_and_loses_nothing_acknowledged()
    {
        using var directory = new TestDirectory();
        using var child = new Child("fill", directory.Sub("db"), fileLimitBlocks: 2048);
        var code = child.WaitForExit();
        var lines = child.Lines.ToList();
        output.WriteLine(string.Join(' ', lines));
        Assert.Equal(0, code);
        Assert.Equal(["full=True", "refused", "read=True"], lines[^3..]);
        Assert.InRange(lines.Count, 20, 200);

        using var store = Store.Open(directory.Sub("db"), Options);
        Assert.DoesNotContain(lines[..^3], key => store.Read(key, "journal") != key);
        store.Put("more", "after reopening");
    }
}
