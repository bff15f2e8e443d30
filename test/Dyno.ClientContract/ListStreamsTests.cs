// ListStreams: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html
namespace Dyno.ClientContract;

public abstract class ListStreamsTests(ContractFixture fixture) : StreamsTests(fixture)
{
    [Fact]
    public async Task Streams_are_listed_in_pages_and_by_table()
    {
        var created = new List<(string Table, string Arn)> { await CreateStreamingAsync(), await CreateStreamingAsync(), await CreateStreamingAsync() };
        var listed = new List<StreamSummary>();
        string? start = null;
        do
        {
            var page = await Streams.ListStreamsAsync(new ListStreamsRequest { Limit = 2, ExclusiveStartStreamArn = start });
            Assert.InRange(page.Streams.Count, 0, 2);
            listed.AddRange(page.Streams);
            start = page.LastEvaluatedStreamArn;
        }
        while (start is not null);
        Assert.Empty(created.Select(c => c.Arn).Except(listed.Select(s => s.StreamArn)));
        Assert.Equal(listed.Distinct(), listed);

        var only = Assert.Single((await Streams.ListStreamsAsync(new ListStreamsRequest { TableName = created[1].Table })).Streams);
        Assert.Equal(created[1], (only.TableName, only.StreamArn));
        Assert.EndsWith("/stream/" + only.StreamLabel, only.StreamArn, StringComparison.Ordinal);
        Assert.Empty((await Streams.ListStreamsAsync(new ListStreamsRequest { TableName = await CreateAsync() })).Streams);
    }

    [Fact]
    public async Task A_page_has_one_to_a_hundred_streams()
    {
        foreach (var limit in (int[])[0, 101])
        {
            await Assert.ThrowsAsync<ValidationException>(async () => await Streams.ListStreamsAsync(new ListStreamsRequest { Limit = limit }));
        }
    }
}
