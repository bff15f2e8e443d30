// A GetItem allocates the item, what carries it, and nothing else; one that finds nothing allocates nothing.

using Dyno.Core.Tests;

namespace Dyno.Engine.Tests;

public sealed class AllocationTests
{
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
        var bytes = Allocations.PerRound(() => Assert.NotNull(test.Engine.GetItemAsync(found).GetAwaiter().GetResult().Item));
        Assert.InRange(bytes, item.Bytes.Length + ArrayBytes, item.Bytes.Length + ArrayBytes + 7 + 56);
        Assert.Equal(0, Allocations.PerRound(() => Assert.Null(test.Engine.GetItemAsync(absent).GetAwaiter().GetResult().Item)));
    }
}
