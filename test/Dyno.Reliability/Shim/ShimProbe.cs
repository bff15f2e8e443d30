// A process that works on a small database under the shim and says what calls that took: `shim-probe DIRECTORY`. The shim's own tests let it fail and die.
using Dyno.Storage;

namespace Dyno.Reliability.Shim;

internal static class ShimProbe
{
    internal const string Role = "shim-probe";

    internal static Task<int> RunAsync(string[] arguments)
    {
        var output = Console.Out;
        for (var round = 0; round < 2; round++)
        {
            using var store = Store.Open(arguments[0], new StoreOptions { ColumnFamilies = ["items"], WriteBufferBytes = 64 << 10 });
            using var batch = store.RentBatch();
            for (var i = 0; i < 20; i++)
            {
                batch.Clear();
                batch.Put(store["items"], BitConverter.GetBytes(i), new byte[1000]);
                try
                {
                    store.Commit(batch);
                    Say($"acknowledged {round} {i}");
                }
                catch (StoreException exception)
                {
                    Say($"failed {round} {i} {exception.GetType().Name}: {exception.Message}");
                }

                if (i % 5 == 0)
                {
                    try
                    {
                        store.Flush();
                    }
                    catch (StoreException exception)
                    {
                        Say($"flush failed: {exception.Message}");
                    }
                }
            }

            store.CompactRange(store["items"]);
        }

        foreach (var point in FileShim.KillPoints)
        {
            var names = point.Split(':');
            Say($"{point} {FileShim.Count(names[0], names[1])}");
        }

        return Task.FromResult(0);

        void Say(string line)
        {
            output.Write(line + "\n");
            output.Flush();
        }
    }
}
