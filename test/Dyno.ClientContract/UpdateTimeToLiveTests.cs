// UpdateTimeToLive and DescribeTimeToLive: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
namespace Dyno.ClientContract;

public abstract class UpdateTimeToLiveTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Expiry_is_enabled_described_and_disabled()
    {
        var table = await CreateAsync();
        Assert.Equal(new TimeToLiveDescription(TimeToLiveStatus.DISABLED), await Tables.DescribeTimeToLiveAsync(table));
        Assert.Equal(new TimeToLiveSpecification(true, "expires"), await UpdateAsync(table, true));
        Assert.Equal(new TimeToLiveDescription(TimeToLiveStatus.ENABLED, "expires"), await Tables.DescribeTimeToLiveAsync(table));

        await InvalidAsync("TimeToLive is already enabled", () => UpdateAsync(table, true));
        const string Other = "TimeToLive is active on a different AttributeName: current AttributeName is expires";
        await InvalidAsync(Other, () => UpdateAsync(table, true, "other"));
        await InvalidAsync(Other, () => UpdateAsync(table, false, "other"));
        Assert.Equal(new TimeToLiveDescription(TimeToLiveStatus.ENABLED, "expires"), await Tables.DescribeTimeToLiveAsync(table));
    }

    [Fact]
    public async Task What_is_not_there_is_refused()
    {
        var table = await CreateAsync();
        await InvalidAsync("TimeToLive is already disabled", () => UpdateAsync(table, false));
        foreach (var (name, rule) in ((string, string)[])[("", "greater than or equal to 1"), (new string('x', 256), "less than or equal to 255")])
        {
            await InvalidAsync(
                $"1 validation error detected: Value '{name}' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have length {rule}",
                () => UpdateAsync(table, true, name));
        }

        var absent = NewName();
        await RefusedAsync<ResourceNotFoundException, TimeToLiveDescription>(
            $"Requested resource not found: Table: {absent} not found", () => Tables.DescribeTimeToLiveAsync(absent));
        await Assert.ThrowsAsync<ResourceNotFoundException>(async () => await UpdateAsync(absent, true));
        Assert.Equal(new TimeToLiveDescription(TimeToLiveStatus.DISABLED), await Tables.DescribeTimeToLiveAsync(table));
    }

    [Fact]
    public async Task Expired_item_goes_and_the_others_stay()
    {
        var table = await CreateAsync();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        await PutAsync(table, Expiring(1, now - 60));
        await UpdateAsync(table, true);
        await PutAsync(table, Expiring(2, now - 60), Expiring(3, now + 3600), Key("p", 4));
        var end = DateTime.UtcNow.AddSeconds(30);
        while ((await AllAsync(table)).Count > 2 && DateTime.UtcNow < end)
        {
            await Task.Delay(100);
        }

        Assert.Equal(Ordered([Expiring(3, now + 3600), Key("p", 4)]), await AllAsync(table));
    }

    private static Item Expiring(long sk, long time) => Item.Of(("pk", "p"), ("sk", sk), ("expires", time));

    private ValueTask<TimeToLiveSpecification> UpdateAsync(string table, bool enabled, string attribute = "expires") =>
        Tables.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = table,
            TimeToLiveSpecification = new TimeToLiveSpecification(enabled, attribute),
        });
}
