// Shards on the clock: they close after hours and are continued, what is older than a day goes, iterators expire, and all of it survives a reopening.
using Dyno.Engine.Streams;

namespace Dyno.Engine.Tests.Streams;

public sealed class ShardTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly TestEngine _test;

    public ShardTests() => _test = new TestEngine(onDisk: true, _clock);

    private DynoEngine Engine => _test.Engine;

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task Shard_closes_after_four_hours_and_is_continued()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.KEYS_ONLY);
        await _test.PutAsync(TestEngine.Key("a", 1));
        var first = Assert.Single((await DescribeAsync(arn)).Shards);
        Assert.Null(first.SequenceNumberRange.EndingSequenceNumber);
        Assert.Null(first.ParentShardId);
        var waiting = await WholeStream.IteratorAsync(Engine, arn, first.ShardId, ShardIteratorType.LATEST);

        await AdvanceAsync(StreamKeeper.ShardLifetime);
        await _test.PutAsync(TestEngine.Key("a", 2));
        var shards = (await DescribeAsync(arn)).Shards;
        Assert.Equal(2, shards.Count);
        Assert.NotNull(shards[0].SequenceNumberRange.EndingSequenceNumber);
        Assert.Equal(first.ShardId, shards[1].ParentShardId);
        Assert.True(string.CompareOrdinal(shards[0].ShardId, shards[1].ShardId) < 0);
        Assert.True(string.CompareOrdinal(
            shards[0].SequenceNumberRange.EndingSequenceNumber, shards[1].SequenceNumberRange.StartingSequenceNumber) < 0);

        await Assert.ThrowsAsync<ExpiredIteratorException>(() => GetAsync(waiting));
        var latest = await GetAsync(await WholeStream.IteratorAsync(Engine, arn, shards[0].ShardId, ShardIteratorType.LATEST));
        Assert.Empty(latest.Records);
        Assert.Null(latest.NextShardIterator);
        var all = await GetAsync(await WholeStream.IteratorAsync(Engine, arn, shards[0].ShardId));
        Assert.Equal(TestEngine.Key("a", 1), Assert.Single(all.Records).Keys);
        Assert.Null(all.NextShardIterator);

        _test.Reopen();
        Assert.Equal(shards, (await DescribeAsync(arn)).Shards);
        Assert.Equal([TestEngine.Key("a", 1), TestEngine.Key("a", 2)], (await WholeStream.ReadAllAsync(Engine, arn)).Select(r => r.Keys));
    }

    [Fact]
    public async Task Records_of_a_day_ago_are_trimmed()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.KEYS_ONLY);
        var shard = (await DescribeAsync(arn)).Shards[0];
        await _test.PutAsync(TestEngine.Key("old", 1));
        var oldest = (await WholeStream.ReadAllAsync(Engine, arn))[0].SequenceNumber;

        // The keeper is not there to close shards: one shard has both records.
        Engine.Context.Keeper.Dispose();
        _clock.Advance(TimeSpan.FromHours(23));
        await _test.PutAsync(TestEngine.Key("new", 1));
        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMinutes(10));
        var late = await WholeStream.IteratorAsync(Engine, arn, shard.ShardId);
        _clock.Advance(TimeSpan.FromMinutes(12));
        Trim(arn);

        Assert.Equal(TestEngine.Key("new", 1), Assert.Single(await WholeStream.ReadAllAsync(Engine, arn)).Keys);
        await Assert.ThrowsAsync<TrimmedDataAccessException>(() => GetAsync(late));
        await Assert.ThrowsAsync<TrimmedDataAccessException>(
            () => WholeStream.IteratorAsync(Engine, arn, shard.ShardId, ShardIteratorType.AT_SEQUENCE_NUMBER, oldest));
        var after = await WholeStream.IteratorAsync(Engine, arn, shard.ShardId, ShardIteratorType.AFTER_SEQUENCE_NUMBER, oldest);
        Assert.Single((await GetAsync(after)).Records);

        _test.Reopen();
        await Assert.ThrowsAsync<TrimmedDataAccessException>(
            () => WholeStream.IteratorAsync(Engine, arn, shard.ShardId, ShardIteratorType.AT_SEQUENCE_NUMBER, oldest));
        Assert.Single(await WholeStream.ReadAllAsync(Engine, arn));
    }

    [Fact]
    public async Task Days_of_records_leave_a_day()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.NEW_IMAGE);
        for (var hour = 0; hour < 60; hour++)
        {
            await _test.PutAsync(TestEngine.Key("hourly", hour));
            await AdvanceAsync(TimeSpan.FromHours(1));
        }

        var records = await WholeStream.ReadAllAsync(Engine, arn);
        Assert.InRange(records.Count, 23, 25);
        Assert.Equal(TestEngine.Key("hourly", 59), records[^1].Keys);
        Assert.All(records, r => Assert.True(_clock.Now - r.ApproximateCreationDateTime <= Limits.StreamRetention));
        Assert.InRange((await DescribeAsync(arn)).Shards.Count, 6, 7);
        Assert.Null(Engine.Context.Keeper.Work.Failure);
    }

    [Fact]
    public async Task Disabled_stream_can_be_read_for_a_day()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.KEYS_ONLY);
        await _test.PutAsync(TestEngine.Key("a", 1));
        Engine.Context.Streams.Disable("things");
        await _test.PutAsync(TestEngine.Key("a", 2));
        var table = Engine.Context.Streams.Enable("things", StreamViewType.NEW_IMAGE).Describe();
        await _test.PutAsync(TestEngine.Key("a", 3));
        Assert.NotEqual(arn, table.LatestStreamArn);
        _test.Reopen();

        var old = await DescribeAsync(arn);
        Assert.Equal((StreamStatus.DISABLED, StreamViewType.KEYS_ONLY), (old.StreamStatus, old.StreamViewType));
        Assert.All(old.Shards, s => Assert.NotNull(s.SequenceNumberRange.EndingSequenceNumber));
        Assert.Equal(TestEngine.Key("a", 1), Assert.Single(await WholeStream.ReadAllAsync(Engine, arn)).Keys);
        var record = Assert.Single(await WholeStream.ReadAllAsync(Engine, table.LatestStreamArn!));
        Assert.Equal((TestEngine.Key("a", 3), TestEngine.Key("a", 3), null), (record.Keys, record.NewImage, record.OldImage));
        Assert.Equal(2, (await Engine.ListStreamsAsync(new ListStreamsRequest { TableName = "things" })).Streams.Count);

        await AdvanceAsync(TimeSpan.FromHours(25));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => DescribeAsync(arn));
        Assert.Equal(StreamStatus.ENABLED, (await DescribeAsync(table.LatestStreamArn!)).StreamStatus);
    }

    [Fact]
    public async Task Deleted_table_leaves_its_stream_for_a_day_and_then_nothing()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.NEW_AND_OLD_IMAGES);
        await _test.PutAsync(TestEngine.Key("a", 1));
        await Engine.DeleteTableAsync("things");
        var second = await JournalTests.CreateAsync(Engine, StreamViewType.KEYS_ONLY);
        Assert.NotEqual(arn, second);
        Assert.Empty(await WholeStream.ReadAllAsync(Engine, second));
        Assert.Equal(TestEngine.Key("a", 1), Assert.Single(await WholeStream.ReadAllAsync(Engine, arn)).NewImage);
        await Engine.DeleteTableAsync("things");
        _test.Reopen();
        Assert.Single(await WholeStream.ReadAllAsync(Engine, arn));

        await AdvanceAsync(TimeSpan.FromHours(25));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => DescribeAsync(arn));
        using var left = Engine.Context.Store.Iterate(Engine.Context.Journals, default, default);
        Assert.False(left.SeekFirst());
        Assert.Empty((await Engine.ListStreamsAsync(new ListStreamsRequest())).Streams);
    }

    [Fact]
    public async Task Iterator_survives_reopening_and_expires_after_15_minutes()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.KEYS_ONLY);
        var shard = (await DescribeAsync(arn)).Shards[0].ShardId;
        var iterator = await WholeStream.IteratorAsync(Engine, arn, shard, ShardIteratorType.LATEST);
        await _test.PutAsync(TestEngine.Key("a", 1));
        _test.Reopen();
        await _test.PutAsync(TestEngine.Key("a", 2));
        _clock.Advance(Limits.ShardIteratorLifetime);
        var page = await GetAsync(iterator);
        Assert.Equal([TestEngine.Key("a", 1), TestEngine.Key("a", 2)], page.Records.Select(r => r.Keys));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<ExpiredIteratorException>(() => GetAsync(iterator));
        Assert.Empty((await GetAsync(page.NextShardIterator!)).Records);
        var random = Seed.Random();
        for (var i = 0; i < 200; i++)
        {
            var damaged = iterator.ToCharArray();
            var at = random.Next(iterator.IndexOf("|1|", StringComparison.Ordinal), damaged.Length);
            damaged[at] = damaged[at] == 'x' ? 'y' : 'x';
            await Assert.ThrowsAsync<ValidationException>(() => GetAsync(new string(damaged)));
        }
    }

    [Fact]
    public async Task Page_of_records_is_at_most_a_megabyte()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.NEW_IMAGE);
        var large = new string('x', 300_000);
        for (var i = 0; i < 10; i++)
        {
            await _test.PutAsync(Item.Of(("pk", "a"), ("sk", i), ("d", large)));
        }

        var page = await GetAsync(await WholeStream.IteratorAsync(Engine, arn, (await DescribeAsync(arn)).Shards[0].ShardId));
        Assert.Equal(3, page.Records.Count);
        Assert.All(page.Records, r => Assert.Equal(r.Keys.Size + r.NewImage!.Value.Size, r.SizeBytes));
        Assert.Equal(10, (await WholeStream.ReadAllAsync(Engine, arn)).Count);
    }

    // A crash forgets what was not used of a block of numbers, and never gives one twice.
    [Fact]
    public async Task Sequence_numbers_grow_over_reopenings()
    {
        var arn = await JournalTests.CreateAsync(Engine, StreamViewType.KEYS_ONLY);
        for (var i = 0; i < 5; i++)
        {
            await _test.PutAsync(TestEngine.Key("a", i));
            _test.Reopen();
        }

        var numbers = (await WholeStream.ReadAllAsync(Engine, arn)).Select(r => r.SequenceNumber).ToList();
        Assert.Equal(5, numbers.Distinct().Count());
        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
    }

    private void Trim(string arn)
    {
        lock (Engine.Context.Catalog.Turn)
        {
            Engine.Context.Streams.Trim(Engine.Context.Streams.Get(arn), _clock.Now - Limits.StreamRetention);
        }
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        _clock.Advance(time);
        Engine.Context.Keeper.Work.Begin();
        await Engine.Context.Keeper.Work.Running;

        // The pass that the clock began may have looked at an earlier time.
        Engine.Context.Keeper.Work.Begin();
        await Engine.Context.Keeper.Work.Running;
    }

    private Task<StreamDescription> DescribeAsync(string arn) => Engine.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn }).AsTask();

    private Task<GetRecordsResult> GetAsync(string iterator) => Engine.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator }).AsTask();
}
