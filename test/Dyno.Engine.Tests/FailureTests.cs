// When the disk fails nothing is acknowledged, refusals included, and readers see nothing that is lost.
using Dyno.Expressions;
using Dyno.Storage;

namespace Dyno.Engine.Tests;

public class FailureTests
{
    [Fact]
    public async Task Failed_store_acknowledges_nothing_and_shows_nothing_of_it()
    {
        using var test = new TestEngine(onDisk: true);
        await test.CreateAsync();
        await test.PutAsync(TestEngine.Key("before", 1));
        BreakDisk(test);

        var tasks = new List<Task>();
        for (var i = 0; i < 64; i++)
        {
            tasks.Add(Task.Run(() => test.Engine.PutItemAsync(new PutItemRequest
            {
                TableName = "things",
                Item = TestEngine.Key("after", 1),
                ConditionExpression = ConditionExpression.AttributeNotExists("pk"),
            }).AsTask()));
        }

        foreach (var task in tasks)
        {
            var error = await Assert.ThrowsAsync<InternalServerErrorException>(() => task);
            Assert.Contains(test.Engine.Path, error.Message);
            Assert.IsAssignableFrom<StoreException>(error.InnerException);
        }

        Assert.Null(await test.GetAsync(TestEngine.Key("after", 1)));
        Assert.NotNull(await test.GetAsync(TestEngine.Key("before", 1)));
        Assert.Equal(1, (await test.Engine.DescribeTableAsync("things")).ItemCount);
        await Assert.ThrowsAsync<InternalServerErrorException>(() => test.CreateAsync("more").AsTask());
        await Assert.ThrowsAsync<InternalServerErrorException>(() => test.Engine.DeleteTableAsync("things").AsTask());
        Assert.Equal(TableStatus.ACTIVE, (await test.Engine.DescribeTableAsync("things")).TableStatus);
        Assert.NotNull(await test.GetAsync(TestEngine.Key("before", 1)));
    }

    // The directory goes away under the open store: the next file cannot be made, and RocksDB takes no more writes.
    private static void BreakDisk(TestEngine test)
    {
        Directory.Delete(test.Engine.Path, recursive: true);
        Assert.ThrowsAny<StoreException>(test.Engine.Context.Store.Flush);
    }
}
