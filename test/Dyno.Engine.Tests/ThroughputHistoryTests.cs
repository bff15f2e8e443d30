// How often throughput may be decreased and the mode switched, and that the catalog remembers.
namespace Dyno.Engine.Tests;

public class ThroughputHistoryTests
{
    private static readonly DateTimeOffset Morning = new(2026, 10, 8, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Throughput_is_decreased_four_times_a_day_then_once_an_hour()
    {
        var history = ThroughputHistory.None;
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(i, history.DecreasesToday(Morning));
            history = Decrease(history, Morning.AddSeconds(i));
        }

        var error = Assert.Throws<LimitExceededException>(() => Decrease(history, Morning.AddMinutes(10)));
        Assert.Equal(
            "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease "
            + "in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: 4. "
            + "Last decrease at Thursday, October 8, 2026 at 9:00:03 AM Coordinated Universal Time. "
            + "Next decrease can be made at Thursday, October 8, 2026 at 10:00:03 AM Coordinated Universal Time",
            error.Message);

        // Read down and write up at once is a decrease; up alone is none.
        Assert.Throws<LimitExceededException>(() => history.Change(new(5, 5), new(4, 6), Morning.AddMinutes(10)));
        history = history.Change(new(5, 5), new(5, 6), Morning.AddMinutes(10));
        Assert.Equal(Morning.AddMinutes(10), history.LastIncrease);

        // An hour after the last one, and every hour until midnight in UTC.
        var count = 4;
        for (var time = Morning; time.Day == Morning.Day; time = time.AddMinutes(1))
        {
            try
            {
                history = Decrease(history, time);
                count++;
            }
            catch (LimitExceededException)
            {
                // Not yet.
            }
        }

        Assert.Equal(4 + 14, count);
        Assert.Equal(0, history.DecreasesToday(Morning.AddDays(1)));
        Decrease(history, new DateTimeOffset(2026, 10, 9, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_table_is_switched_to_on_demand_four_times_in_24_hours()
    {
        IReadOnlyList<DateTimeOffset> switches = [];
        for (var i = 0; i < 4; i++)
        {
            switches = ModeSwitches.Add(switches, Morning.AddHours(i));
        }

        var error = Assert.Throws<LimitExceededException>(() => ModeSwitches.Add(switches, Morning.AddHours(23)));
        Assert.Equal(
            "Subscriber limit exceeded: Update to PayPerRequest mode are limited to 4 times in 1 day(s). "
            + "Last update at Thu Oct 08 12:00:00 UTC 2026. Next update can be made at Fri Oct 09 09:00:00 UTC 2026",
            error.Message);
        switches = ModeSwitches.Add(switches, Morning.AddHours(24));
        Assert.Throws<LimitExceededException>(() => ModeSwitches.Add(switches, Morning.AddHours(24.5)));
    }

    [Fact]
    public async Task The_catalog_remembers()
    {
        using var test = new TestEngine(onDisk: true);
        await test.CreateAsync(
            global: [new GlobalSecondaryIndex { IndexName = "ByName", KeySchema = [new("name", KeyType.HASH)] }], more: new AttributeDefinition("name", AttributeType.S));
        var history = Decrease(ThroughputHistory.None.Change(new(1, 1), new(2, 2), Morning), Morning.AddHours(1));
        var switches = ModeSwitches.Add([], Morning);
        test.Engine.Context.Catalog.Replace("things", old => old.Record with
        {
            History = history,
            Switches = switches,
            Indexes = [old.Record.Indexes[0] with { History = history with { Decreases = 7 } }],
        });
        test.Reopen();
        var record = test.Engine.Context.Catalog.Get("things").Record;
        Assert.Equal((history, history with { Decreases = 7 }), (record.History, record.Indexes[0].History));
        Assert.Equal(switches, record.Switches);
    }

    private static ThroughputHistory Decrease(ThroughputHistory history, DateTimeOffset now) => history.Change(new(10, 10), new(9, 9), now);
}
