// A GetItem allocates the item, what carries it, and nothing else; one that finds nothing allocates nothing.

namespace Dyno.Engine.Tests;

public sealed class AllocationTests
{
    private const int Rounds = 1000;
    private const int Attempts = 5;

    // Of an array: its header and length.
    private const int ArrayBytes = 24;

    [Fact]
    public async Task A_GetItem_allocates_the_item_and_its_result()
    {
        using var test = new TestEngine();
        await test.CreateAsync();
        var item = Item.Of(("pk", "a"), ("sk", 1), ("text", new string('x', 200)));
        await test.PutAsync(item);
        var found = new GetItemRequest { TableName = "things", Key = TestEngine.Key("a", 1) };
        var absent = new GetItemRequest { TableName = "things", Key = TestEngine.Key("b", 1) };

        using var blocking = SynchronousCall.Enter();
        var bytes = PerRound(() => Assert.NotNull(test.Engine.GetItemAsync(found).GetAwaiter().GetResult().Item));
        Assert.InRange(bytes, item.Bytes.Length + ArrayBytes, item.Bytes.Length + ArrayBytes + 7 + 56);
        Assert.Equal(0, PerRound(() => Assert.Null(test.Engine.GetItemAsync(absent).GetAwaiter().GetResult().Item)));
    }

    // The least of several attempts, because a collection that another test causes in between counts what was left of this thread's allocation buffer.
    private static long PerRound(Action action)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++)
            {
                action();
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds);
        }

        return least;
    }
}
