// Throughput follows its use between bounds, minute by minute of a clock that the test moves.
namespace Dyno.Engine.Tests;

public class ScalingTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Throughput_follows_use_out_after_two_minutes_and_in_after_fifteen()
    {
        using var test = await CreateAsync();
        test.Engine.Scaling.Register(Writes(min: 5, max: 50));

        // 9 of 10 units are used, 70 % is the target.
        await UseAsync(test, unitsPerSecond: 9, minutes: 1);
        Assert.Equal(10, await WriteUnitsAsync(test));
        await UseAsync(test, unitsPerSecond: 9, minutes: 1);
        Assert.Equal(13, await WriteUnitsAsync(test));

        // At the target nothing happens; a short drop neither.
        await UseAsync(test, unitsPerSecond: 9, minutes: 20);
        Assert.Equal(13, await WriteUnitsAsync(test));
        await UseAsync(test, unitsPerSecond: 2, minutes: 14);
        await UseAsync(test, unitsPerSecond: 10, minutes: 1);
        await UseAsync(test, unitsPerSecond: 2, minutes: 14);
        Assert.Equal(13, await WriteUnitsAsync(test));
        await UseAsync(test, unitsPerSecond: 2, minutes: 1);
        Assert.Equal(5, await WriteUnitsAsync(test));

        // No further than the bounds, and an idle table stays as it is.
        await UseAsync(test, unitsPerSecond: 80, minutes: 2);
        Assert.Equal(50, await WriteUnitsAsync(test));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(50, await WriteUnitsAsync(test));
    }

    [Fact]
    public async Task Cooldowns_and_the_limit_of_decreases_hold()
    {
        using var test = await CreateAsync();
        test.Engine.Scaling.Register(Writes(min: 1, max: 1000) with { ScaleOutCooldown = TimeSpan.FromMinutes(5), ScaleInCooldown = TimeSpan.FromMinutes(30) });
        await UseAsync(test, unitsPerSecond: 14, minutes: 2);
        Assert.Equal(20, await WriteUnitsAsync(test));
        await UseAsync(test, unitsPerSecond: 28, minutes: 4);
        Assert.Equal(20, await WriteUnitsAsync(test));
        await UseAsync(test, unitsPerSecond: 28, minutes: 1);
        Assert.Equal(40, await WriteUnitsAsync(test));
        await UseAsync(test, unitsPerSecond: 7, minutes: 29);
        Assert.Equal(40, await WriteUnitsAsync(test));
        await UseAsync(test, unitsPerSecond: 7, minutes: 1);
        Assert.Equal(10, await WriteUnitsAsync(test));

        // Four decreases a day, then one an hour.
        test.Engine.Scaling.Register(Writes(min: 1, max: 1000));
        var decreases = new List<DateTimeOffset>();
        var last = 10L;
        for (var i = 0; i < 8; i++)
        {
            await UseAsync(test, unitsPerSecond: 7, minutes: 2);
            await UseAsync(test, unitsPerSecond: 1, minutes: 15);
            last = Math.Min(last, await WriteUnitsAsync(test));
        }

        var history = test.Engine.Context.Catalog.Get("things").Record.History;
        Assert.Equal(2, last);
        Assert.InRange(history.DecreasesToday(_clock.Now), 5, 6);
    }

    [Fact]
    public async Task Targets_are_kept_with_their_table_and_work_after_it_was_reopened()
    {
        using var test = await CreateAsync(onDisk: true);
        var reads = new ScalingTarget
        {
            TableName = "things",
            IndexName = "ByName",
            Dimension = ScalableDimension.ReadCapacityUnits,
            MinCapacity = 20,
            MaxCapacity = 30,
            TargetUtilization = 50.5,
            ScaleInCooldown = TimeSpan.FromSeconds(7),
            DisableScaleIn = true,
        };
        test.Engine.Scaling.Register(Writes(min: 1, max: 2));
        test.Engine.Scaling.Register(reads);
        test.Engine.Scaling.Register(Writes(min: 5, max: 500));
        test.Reopen();
        Assert.Equal([reads, Writes(min: 5, max: 500)], test.Engine.Scaling.Targets("things"));

        // What is outside its bounds is brought into them.
        await UseAsync(test, unitsPerSecond: 14, minutes: 2);
        var table = await test.Engine.DescribeTableAsync("things");
        Assert.Equal((20, 20), (table.ProvisionedThroughput.WriteCapacityUnits, table.GlobalSecondaryIndexes[0].ProvisionedThroughput!.ReadCapacityUnits));

        Assert.True(test.Engine.Scaling.Deregister("things", "ByName", ScalableDimension.ReadCapacityUnits));
        Assert.False(test.Engine.Scaling.Deregister("things", "ByName", ScalableDimension.ReadCapacityUnits));
        test.Reopen();
        Assert.Single(test.Engine.Scaling.Targets("things"));

        await test.Engine.DeleteTableAsync("things");
        Assert.Empty(test.Engine.Scaling.Targets("things"));
        await CreateTableAsync(test);
        _clock.Advance(TimeSpan.FromMinutes(3));
        test.Reopen();
        Assert.Empty(test.Engine.Scaling.Targets("things"));
    }

    [Fact]
    public async Task More_throughput_is_in_force_at_once()
    {
        using var test = await CreateAsync(throttling: Throttling.Configured);
        test.Engine.Scaling.Register(Writes(min: 10, max: 100));
        var written = 0;
        for (var minute = 0; minute < 24; minute++)
        {
            written = await WriteUntilThrottledAsync(test);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        // A minute's use of all there is, again and again, up to the maximum.
        Assert.Equal(100, await WriteUnitsAsync(test));
        Assert.Equal(100 * 60, await WriteUntilThrottledAsync(test));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        using var test = await CreateAsync();
        Refused(Writes(min: 0, max: 5));
        Refused(Writes(min: 6, max: 5));
        Refused(Writes(min: 1, max: 5) with { TargetUtilization = 95 });
        Refused(Writes(min: 1, max: 5) with { TargetUtilization = double.NaN });
        Refused(Writes(min: 1, max: 5) with { IndexName = "None" });
        Refused(Writes(min: 1, max: 5) with { ScaleInCooldown = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ResourceNotFoundException>(() => test.Engine.Scaling.Register(Writes(min: 1, max: 5) with { TableName = "none" }));
        Assert.Empty(test.Engine.Scaling.Targets("things"));

        void Refused(ScalingTarget target) => Assert.Throws<ValidationException>(() => test.Engine.Scaling.Register(target));
    }

    private static ScalingTarget Writes(long min, long max) =>
        new() { TableName = "things", Dimension = ScalableDimension.WriteCapacityUnits, MinCapacity = min, MaxCapacity = max };

    private static async Task<long> WriteUnitsAsync(TestEngine test) =>
        (await test.Engine.DescribeTableAsync("things")).ProvisionedThroughput.WriteCapacityUnits;

    private async Task<TestEngine> CreateAsync(bool onDisk = false, Throttling throttling = Throttling.None)
    {
        var test = new TestEngine(onDisk, _clock, throttling);
        await CreateTableAsync(test);
        return test;
    }

    private static async Task CreateTableAsync(TestEngine test) => await test.Engine.CreateTableAsync(new CreateTableRequest
    {
        TableName = "things",
        AttributeDefinitions = [new("pk", AttributeType.S), new("name", AttributeType.S)],
        KeySchema = [new("pk", KeyType.HASH)],
        BillingMode = BillingMode.PROVISIONED,
        ProvisionedThroughput = new ProvisionedThroughput(10, 10),
        GlobalSecondaryIndexes =
        [
            new GlobalSecondaryIndex { IndexName = "ByName", KeySchema = [new("name", KeyType.HASH)], ProvisionedThroughput = new ProvisionedThroughput(10, 10) },
        ],
    });

    // Uses so many write units in each of the minutes, and reads the index. The item goes in between, because a write pays for the larger one.
    private async Task UseAsync(TestEngine test, int unitsPerSecond, int minutes)
    {
        var item = Item.Of(("pk", "1"), ("text", new string('x', (unitsPerSecond * 1024) - 100)));
        for (var minute = 0; minute < minutes; minute++)
        {
            for (var second = 0; second < 60; second++)
            {
                await test.PutAsync(item);
            }

            await test.Engine.ScanAsync(new ScanRequest { TableName = "things", IndexName = "ByName" });

            _clock.Advance(TimeSpan.FromMinutes(1));
            await DeleteFreelyAsync(test);
        }
    }

    // A write of the system, which is not counted.
    private static async Task DeleteFreelyAsync(TestEngine test)
    {
        var table = test.Engine.Context.Catalog.Get("things");
        await test.Engine.Context.Commit.WriteAsync(
            new Commit.WriteSet([Commit.ActionBuilder.Delete(table, TestEngine.Key("1"))]) { IsFree = true }, CancellationToken.None);
    }

    private static async Task<int> WriteUntilThrottledAsync(TestEngine test)
    {
        for (var count = 0; ; count++)
        {
            try
            {
                await test.PutAsync(Item.Of(("pk", "1")));
            }
            catch (ProvisionedThroughputExceededException)
            {
                return count;
            }
        }
    }
}
