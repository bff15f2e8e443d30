// Random operations against a sorted dictionary: get, multi-get, ranges in both directions, snapshots, range deletes, flushes, reopening.
using Xunit.Abstractions;

namespace Dyno.Storage.Tests;

public sealed class ModelTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    public void Random_operations_agree_with_a_sorted_dictionary(bool inMemory, int prefixBytes)
    {
        using var directory = new TestDirectory();
        var random = new Random(Seeds.Next(output));
        var options = TestStores.Options with { InMemory = inMemory, WriteBufferBytes = 64 << 10, ColumnFamilies = [new("items") { PrefixBytes = prefixBytes }] };
        var store = Store.Open(directory.Sub("db"), options);
        var model = new SortedDictionary<byte[], byte[]>(ByteOrder.Instance);
        try
        {
            for (var round = 0; round < 120; round++)
            {
                Change(store, model, random);
                switch (random.Next(12))
                {
                    case 0:
                        store.Flush();
                        break;
                    case 1:
                        store.CompactRange(store["items"]);
                        break;
                    case 2 when !inMemory:
                        store.Dispose();
                        if (random.Next(4) == 0)
                        {
                            // What was written with another length, or without one, is found all the same.
                            options = options with { ColumnFamilies = [new("items") { PrefixBytes = random.Next(3) }] };
                        }

                        store = Store.Open(directory.Sub("db"), options);
                        break;
                }

                Compare(store, model, random, snapshot: null);
                using var snapshot = store.Snapshot();
                var then = new SortedDictionary<byte[], byte[]>(model, ByteOrder.Instance);
                Change(store, model, random);
                Compare(store, then, random, snapshot);
            }
        }
        finally
        {
            store.Dispose();
        }
    }

    // Few different keys of few bytes, so that operations meet.
    private static byte[] Key(Random random)
    {
        var key = new byte[random.Next(1, 4)];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = (byte)(random.Next(6) * 51);
        }

        return key;
    }

    private static void Change(Store store, SortedDictionary<byte[], byte[]> model, Random random)
    {
        using var batch = store.RentBatch();
        var items = store["items"];
        for (var i = random.Next(20); i > 0; i--)
        {
            var key = Key(random);
            switch (random.Next(10))
            {
                case 0:
                    var to = Key(random);
                    batch.DeleteRange(items, key, to);
                    foreach (var gone in model.Keys.Where(k => ByteOrder.Instance.Compare(k, key) >= 0 && ByteOrder.Instance.Compare(k, to) < 0).ToList())
                    {
                        model.Remove(gone);
                    }

                    break;
                case 1 or 2:
                    batch.Delete(items, key);
                    model.Remove(key);
                    break;
                default:
                    var value = new byte[random.Next(8) == 0 ? random.Next(100_000) : random.Next(300)];
                    random.NextBytes(value);
                    batch.Put(items, key, value);
                    model[key] = value;
                    break;
            }
        }

        store.Commit(batch);
    }

    private static void Compare(Store store, SortedDictionary<byte[], byte[]> model, Random random, StoreSnapshot? snapshot)
    {
        var items = store["items"];
        var keys = Enumerable.Range(0, 10).Select(_ => Key(random)).ToArray();
        var many = new byte[]?[keys.Length];
        store.MultiGet(items, keys, snapshot, many);
        for (var i = 0; i < keys.Length; i++)
        {
            var expected = model.GetValueOrDefault(keys[i]);
            Assert.Equal(expected, store.Get(items, keys[i], snapshot));
            Assert.Equal(expected, many[i]);
            Assert.Equal(expected is not null, store.Contains(items, keys[i], snapshot));
        }

        var lower = random.Next(4) == 0 ? [] : Key(random);
        var upper = random.Next(4) == 0 ? [] : Key(random);
        if (lower.Length > 0 && upper.Length > 0 && random.Next(2) == 0)
        {
            // Often within one prefix.
            upper[0] = lower[0];
        }

        var range = model
            .Where(row => ByteOrder.Instance.Compare(row.Key, lower) >= 0 && (upper.Length == 0 || ByteOrder.Instance.Compare(row.Key, upper) < 0))
            .ToList();
        using var iterator = store.Iterate(items, lower, upper, snapshot, random.Next(4) == 0 ? ScanHint.Many : ScanHint.Few);
        var seen = new List<KeyValuePair<byte[], byte[]>>();
        for (var more = iterator.SeekFirst(); more; more = iterator.Next())
        {
            seen.Add(new(iterator.Key.ToArray(), iterator.Value.ToArray()));
        }

        Assert.Equal(range, seen);
        seen.Clear();
        for (var more = iterator.SeekLast(); more; more = iterator.Previous())
        {
            seen.Add(new(iterator.Key.ToArray(), iterator.Value.ToArray()));
        }

        Assert.Equal(range.AsEnumerable().Reverse(), seen);

        var key = Key(random);
        Assert.Equal(range.FirstOrDefault(row => ByteOrder.Instance.Compare(row.Key, key) >= 0).Key, iterator.Seek(key) ? iterator.Key.ToArray() : null);
        Assert.Equal(range.LastOrDefault(row => ByteOrder.Instance.Compare(row.Key, key) <= 0).Key, iterator.SeekBackward(key) ? iterator.Key.ToArray() : null);
    }
}
