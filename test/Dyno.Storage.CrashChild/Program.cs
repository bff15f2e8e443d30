// A process for the tests to kill, to hold a lock and to run out of disk. Arguments: what to do, the database.
//   write DB  commits from 8 tasks and 8 threads; prints "writer/number" after each acknowledgement, until killed
//   hold DB   opens it, prints "open", waits for the end of its input
//   fill DB   commits until a commit fails; prints each acknowledged number, then what the failure said and what still works
using System.Text;
using Dyno.Storage;

var options = new StoreOptions { ColumnFamilies = ["items", "journal"], WriteBufferBytes = args[0] == "fill" ? 64 << 20 : 256 << 10 };
using var store = Store.Open(args[1], options);
var output = Console.Out;
switch (args[0])
{
    case "write":
        var run = Guid.NewGuid().ToString("N");
        for (var i = 0; i < 8; i++)
        {
            var writer = i;
            new Thread(() => WriteOnThread($"{run}-thread{writer}")) { IsBackground = true }.Start();
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteAsync($"{run}-task{writer}"))));
        break;
    case "hold":
        Say("open");
        Console.In.ReadToEnd();
        break;
    case "fill":
        Fill();
        break;
    default:
        return 2;
}

return 0;

void Say(string line)
{
    // One write a line: the parent counts complete lines only.
    lock (output)
    {
        output.Write(line + "\n");
        output.Flush();
    }
}

void Add(WriteBatch batch, string key)
{
    var bytes = Encoding.UTF8.GetBytes(key);
    batch.Clear();
    batch.Put(store["items"], bytes, Encoding.UTF8.GetBytes("value of " + key + new string('.', key.GetHashCode() & 1023)));
    batch.Put(store["journal"], bytes, bytes);
}

void WriteOnThread(string writer)
{
    using var batch = store.RentBatch();
    for (var i = 0; ; i++)
    {
        var key = $"{writer}/{i}";
        Add(batch, key);
        store.Commit(batch);
        Say(key);
    }
}

async Task WriteAsync(string writer)
{
    using var batch = store.RentBatch();
    for (var i = 0; ; i++)
    {
        var key = $"{writer}/{i}";
        Add(batch, key);
        await store.CommitAsync(batch);
        Say(key);
    }
}

void Fill()
{
    using var batch = store.RentBatch();
    for (var i = 0; ; i++)
    {
        Add(batch, $"{i}");
        batch.Put(store["items"], Encoding.UTF8.GetBytes($"padding{i}"), new byte[20_000]);
        try
        {
            store.Commit(batch);
            Say($"{i}");
        }
        catch (StoreIOException exception)
        {
            Say($"full={exception.IsDiskFull}");
            break;
        }
    }

    try
    {
        store.Commit(batch);
        Say("taken");
    }
    catch (StoreIOException)
    {
        Say("refused");
    }

    Say($"read={store.Get(store["journal"], "0"u8) is not null}");
}
